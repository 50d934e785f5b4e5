// Progressive enhancement only: every page works without this file. Listens on the document, so
// that fragments fetched later are covered as well.

const closest = (event, selector) =>
  event.target instanceof Element ? event.target.closest(selector) : null;

// Ratings: the radio buttons of a scale can also be dragged and typed, and say their number aloud.

function showRating(rating) {
  const output = rating.querySelector("output");
  if (output) output.value = rating.querySelector(":checked")?.value ?? "";
}

function choose(radio) {
  if (!radio || radio.disabled || radio.checked) return;
  radio.checked = true;
  radio.dispatchEvent(new Event("input", { bubbles: true }));
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

function radioAt(scale, x) {
  const radios = [...scale.querySelectorAll("input[type=radio]")];
  const box = scale.getBoundingClientRect();
  const place = Math.floor(((x - box.left) / box.width) * radios.length);
  return radios[Math.max(0, Math.min(radios.length - 1, place))];
}

document.addEventListener("pointerdown", (event) => {
  const scale = closest(event, ".scale");
  if (!scale || event.button !== 0) return;
  const from = event.clientX;
  const drag = (move) => {
    if (move.pointerId === event.pointerId && Math.abs(move.clientX - from) > 4) {
      choose(radioAt(scale, move.clientX));
    }
  };
  const over = new AbortController();
  const { signal } = over;
  addEventListener("pointermove", drag, { signal });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => over.abort(), { signal });
});

document.addEventListener("keydown", (event) => {
  const scale = closest(event, ".scale");
  if (!scale || event.ctrlKey || event.metaKey || event.altKey || !/^\d$/.test(event.key)) return;
  // A nought typed right after a one makes ten.
  const ten = event.key === "0" && scale.querySelector(":checked")?.value === "1";
  const radio = scale.querySelector(`input[value="${ten ? "10" : event.key}"]`);
  choose(radio);
  radio?.focus();
});

document.addEventListener("change", (event) => {
  const rating = closest(event, ".rating");
  if (rating) showRating(rating);
  if (closest(event, "[data-auto-submit]")) event.target.form?.requestSubmit();
});

// Buttons that copy (`data-copy="#id"`), print, or put a hint away.

async function copy(button) {
  const source = document.querySelector(button.dataset.copy);
  if (!source) return;
  const text = "value" in source ? source.value : source.textContent.trim();
  try {
    await navigator.clipboard.writeText(text);
    button.dataset.label ??= button.lastChild.textContent;
    button.lastChild.textContent = button.dataset.copied ?? button.dataset.label;
    setTimeout(() => (button.lastChild.textContent = button.dataset.label), 2000);
  } catch {
    // No permission, or no secure context: leave the text selected for the person to copy.
    if (source.select) source.select();
    else getSelection()?.selectAllChildren(source);
  }
}

document.addEventListener("click", (event) => {
  const button = closest(event, "[data-copy]");
  if (button) copy(button);
  if (closest(event, "[data-print]")) print();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" ? closest(event, "details.menu[open]") : null;
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
});

// Times that say how long ago: <time class="relative" datetime="…">. A page as of the past says it as of
// then (`<body data-as-of="…">`).

const readAt = () => Date.parse(document.body.dataset.asOf) || Date.now();

function sayAgo(time) {
  const seconds = (Date.parse(time.dateTime) - readAt()) / 1000;
  if (Number.isNaN(seconds)) return;
  const units = [["year", 31557600], ["month", 2629800], ["day", 86400], ["hour", 3600], ["minute", 60]];
  const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 60];
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
  time.textContent = format.format(Math.trunc(seconds / length), unit);
}

const tellTimes = () => document.querySelectorAll("time.relative").forEach(sayAgo);

// A form whose answer changes parts of the page while its slider moves: `form[data-asks="path"]`. One
// question at a time, the latest next; each element of the answer replaces what its `data-into` names.
// Where the answer says that looking further may help (`data-deeper`), that is asked for once it rests.

const asking = new WeakMap();

function place(answer) {
  const parts = new DOMParser().parseFromString(answer, "text/html");
  for (const part of parts.querySelectorAll("[data-into]")) {
    const into = document.getElementById(part.dataset.into);
    // What somebody opened stays open.
    for (const open of into?.querySelectorAll("details[id][open]") ?? []) {
      part.querySelector(`#${open.id}`)?.setAttribute("open", "");
    }
    into?.replaceChildren(...part.childNodes);
  }
  return parts.querySelector("[data-deeper]") !== null;
}

async function ask(form, how) {
  if (asking.has(form)) {
    asking.set(form, how);
    return;
  }
  for (let next = how; next !== null; ) {
    asking.set(form, null);
    const query = new URLSearchParams(new FormData(form));
    if (next) query.set(next, "1");
    try {
      const answer = await fetch(`${form.dataset.asks}?${query}`);
      const text = await answer.text();
      const further = answer.ok && place(text) && next !== "quick" ? "deeper" : null;
      next = asking.get(form) ?? further;
    } catch {
      next = asking.get(form);
    }
  }
  asking.delete(form);
}

document.addEventListener("input", (event) => {
  const slider = closest(event, "[data-moves]");
  if (!slider) return;
  slider.form.elements[slider.dataset.moves].value = slider.value;
  ask(slider.form, "quick");
});

document.addEventListener("change", (event) => {
  const slider = closest(event, "[data-moves]");
  if (!slider) return;
  const query = new URLSearchParams(new FormData(slider.form));
  history.replaceState(null, "", `${location.pathname}?${query}`);
  ask(slider.form, "");
});

// A file is read into a text field, where it can be looked at before it is sent.

document.addEventListener("change", async (event) => {
  const chosen = closest(event, "[data-reads-into]");
  const field = chosen && document.querySelector(chosen.dataset.readsInto);
  if (field && chosen.files[0]) field.value = decoded(await chosen.files[0].arrayBuffer());
});

// Spreadsheets save a list in UTF-8, in UTF-16 with its mark, or as Windows writes in Europe.
function decoded(bytes) {
  const [first, second] = new Uint8Array(bytes);
  const wide = first === 0xff && second === 0xfe;
  try {
    return new TextDecoder(wide ? "utf-16le" : "utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function enhance() {
  for (const hidden of document.querySelectorAll(".mix-slider[hidden], [data-scripted][hidden]")) {
    hidden.hidden = false;
  }
  document.querySelectorAll(".rating").forEach(showRating);
  tellTimes();
}

// On a phone these are one scrolling line: bring what is current into sight.
for (const here of document.querySelectorAll(
  ".side-nav [aria-current], .tabs [aria-current], .demo-bar [aria-pressed=true]",
)) {
  const line = here.closest(".side-nav, .tabs, .demo-bar");
  if (here.offsetLeft + here.offsetWidth > line.clientWidth) line.scrollLeft = here.offsetLeft - 24;
}

// What answers a form and is no page of its own (`data-place="path"`): going back, or loading again, leads to
// that page, and sends nothing twice.
const sent = document.querySelector("[data-place]");
if (sent) history.replaceState(history.state, "", sent.dataset.place);

enhance();
document.addEventListener("refreshed", enhance);

// A refused form may stand far down a long page: begin where something is to be mended.
const refused = document.querySelector(".error:not([hidden]), .error-summary, .flash.alert[role]");
const asked = refused?.closest(".field, fieldset")?.querySelector("input, textarea, select");
asked?.focus({ preventScroll: true });
(asked ?? refused)?.scrollIntoView({ block: "center" });
const unsure = document.querySelector("#mix-chart[data-deeper]");
const live = document.querySelector("form[data-asks]");
if (unsure && live) ask(live, "deeper");
setInterval(tellTimes, 60_000);
