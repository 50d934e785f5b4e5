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
  for (const menu of document.querySelectorAll("details:is(.menu, .places)[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" ? closest(event, "details:is(.menu, .places)[open]") : null;
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
});

// Commands of a single key can be switched off, for who speaks to the browser: a letter must not be a command to them.
const SLASH = "covalue-no-slash";
const KEYS = "covalue-no-keys";
const SWITCHES = { "[data-slash] input": SLASH, "[data-keys] input": KEYS };
const isOff = (key) => {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
};

document.addEventListener("change", (event) => {
  for (const [selector, key] of Object.entries(SWITCHES)) {
    const choice = closest(event, selector);
    if (choice?.checked) localStorage.removeItem(key);
    else if (choice) localStorage.setItem(key, "off");
  }
});

// “/” leads to the search, but not where somebody types.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]") || isOff(SLASH)) return;
  const seek = [...document.querySelectorAll("input[type=search]")].find((field) => field.offsetParent);
  const link = document.querySelector("a.seek-link");
  if (!seek && !link) return;
  event.preventDefault();
  if (seek) seek.select();
  if (seek) seek.focus();
  else {
    // The field there is what the address names: a browser puts focus into it.
    link.hash = "q";
    link.click();
  }
});

// An answer by one key, where there are answers to one statement.
document.addEventListener("keydown", (event) => {
  const answers = [...document.querySelectorAll(".answers [data-key]")];
  if (answers.length === 0 || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isOff(KEYS)) return;
  if (event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
  const answer = answers.find((button) => button.dataset.key.toLowerCase() === event.key.toLowerCase());
  if (!answer) return;
  event.preventDefault();
  answer.form.requestSubmit(answer);
});

// Whoever taps twice means one statement: the next is answered once it was there for a moment (`form.answers`).
const UNREAD_MS = 400;

function waitToBeRead() {
  for (const answer of document.querySelectorAll(".answers button")) {
    answer.setAttribute("aria-disabled", "true");
    setTimeout(() => answer.removeAttribute("aria-disabled"), UNREAD_MS);
  }
}

waitToBeRead();
// Who goes back finds the page as it was left.
addEventListener("pageshow", ({ persisted }) => persisted && waitToBeRead());
document.addEventListener("submit", (event) => {
  if (event.submitter?.matches(".answers [aria-disabled]")) event.preventDefault();
});

// A menu that focus has left would lie over what has it.
document.addEventListener("focusout", (event) => {
  const menu = closest(event, "details:is(.menu, .places)[open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
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

/** The slider's value as an amount, for who hears it. */
function sayAmount(slider) {
  const prefix = slider.form?.querySelector(".prefixed > span")?.textContent ?? "";
  const number = new Intl.NumberFormat(document.documentElement.lang).format(slider.value);
  slider.setAttribute("aria-valuetext", `${prefix} ${number}`.trim());
}

/** A box that scrolls is scrolled by keyboard as well. */
function reachByKeyboard(box) {
  const scrolls = box.scrollWidth > box.clientWidth + 1;
  if (!scrolls || box.tabIndex === 0) return;
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", box.querySelector("caption")?.textContent.trim() || document.title);
}

document.addEventListener("input", (event) => {
  const slider = closest(event, "[data-moves]");
  if (!slider) return;
  slider.form.elements[slider.dataset.moves].value = slider.value;
  sayAmount(slider);
  ask(slider.form, "quick");
});

document.addEventListener("change", (event) => {
  const slider = closest(event, "[data-moves]");
  if (!slider) return;
  const query = new URLSearchParams(new FormData(slider.form));
  history.replaceState(null, "", `${location.pathname}?${query}`);
  ask(slider.form, "");
});

// A file is read into a text field, where it can be looked at before it is sent. Of what is no text only its
// beginning is sent, which tells what it is.

document.addEventListener("change", async (event) => {
  const chosen = closest(event, "[data-reads-into]");
  const field = chosen && document.querySelector(chosen.dataset.readsInto);
  if (field && chosen.files[0]) field.value = decoded(await chosen.files[0].arrayBuffer());
});

// Of the files that may go with a word the next is asked for once one is chosen. A picture that is too large to be
// taken is made smaller here; where that fails it is sent as it is, and the page says what to do.

const LARGEST_FILE = 5 * 1024 * 1024;
const LONGEST_SIDE = 4096;

function askForNextFile(box) {
  let asked = true;
  for (const row of box.querySelectorAll(".attaching")) {
    const given = row.querySelector("[type=file]").files.length > 0 || row.querySelector(".now, .error");
    row.hidden = !(asked || given);
    asked = Boolean(given);
  }
}

async function smaller(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  return new File([blob], file.name, { type: "image/jpeg" });
}

document.addEventListener("change", async (event) => {
  const box = closest(event, "[data-attach]");
  const chosen = event.target;
  if (!box || chosen.type !== "file") return;
  askForNextFile(box);
  const file = chosen.files[0];
  if (!file || file.size <= LARGEST_FILE || !file.type.startsWith("image/")) return;
  try {
    const files = new DataTransfer();
    files.items.add(await smaller(file));
    if (chosen.files[0] === file) chosen.files = files.files;
  } catch {
    // It is no picture that this browser knows.
  }
});

for (const box of document.querySelectorAll("[data-attach]")) askForNextFile(box);

// Spreadsheets save a list in UTF-8, in UTF-16 with its mark, or as Windows writes in Europe.
function decoded(buffer) {
  const bytes = new Uint8Array(buffer);
  const begins = (...first) => first.every((byte, at) => bytes[at] === byte);
  const western = (part) => new TextDecoder("windows-1252").decode(part);
  const isBook = begins(0x50, 0x4b, 3, 4) || begins(0xd0, 0xcf, 0x11, 0xe0) || begins(0x25, 0x50, 0x44, 0x46, 0x2d);
  if (isBook) return western(bytes.slice(0, 200));
  const wide = (begins(0xff, 0xfe) && "utf-16le") || (begins(0xfe, 0xff) && "utf-16be");
  try {
    return new TextDecoder(wide || "utf-8", { fatal: true }).decode(bytes);
  } catch {
    return western(bytes);
  }
}

function enhance() {
  for (const hidden of document.querySelectorAll(".mix-slider[hidden], [data-scripted][hidden]")) {
    hidden.hidden = false;
  }
  // All that is missing is said at once, by the server and in the page's language. Where a password is typed, it would
  // have to be typed again.
  for (const form of document.querySelectorAll("form[method=post]")) {
    form.noValidate = !form.querySelector("[type=password]");
  }
  for (const [selector, key] of Object.entries(SWITCHES)) {
    for (const choice of document.querySelectorAll(selector)) choice.checked = !isOff(key);
  }
  document.querySelectorAll(".rating").forEach(showRating);
  document.querySelectorAll("[data-moves]").forEach(sayAmount);
  document.querySelectorAll(".table-box").forEach(reachByKeyboard);
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

// A refused form may stand far down a long page: begin where something is to be mended. Where that is one field,
// there; where it is several, or none in particular, at what says so.
const refused = document.querySelector(".error:not([hidden]), .error-summary, .flash.alert[role]");
const asked = refused?.closest(".field, fieldset")?.querySelector("input, textarea, select");
if (refused && !asked) refused.tabIndex = -1;
(asked ?? refused)?.focus({ preventScroll: true });
(asked ?? refused)?.scrollIntoView({ block: "center" });

// From the list of what is to be mended, one comes into the field itself.
document.addEventListener("click", (event) => {
  const link = closest(event, ".error-summary a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  const control = field.matches("fieldset") ? field.querySelector("input, textarea, select") : field;
  control?.focus({ preventScroll: true });
  field.scrollIntoView({ block: "center" });
});
// What was just done is said before all else, and so is what the page answers to what was asked of it (`data-told`): a
// status that was there when the page came is told by nobody. Where one sentence follows the other
// (`data-types-on="field"` at what the address names), or another press of the same button (`data-told="button"`), focus
// is there, and the status is told by coming once more.
const flash = refused ? null : document.querySelector(".flash[role=status], [data-told]");
const named = document.getElementById(location.hash.slice(1));
const goesOn = named?.dataset.typesOn ?? flash?.dataset.told ?? "";
const typesOn = refused ? null : document.getElementById(goesOn);
const done = typesOn ?? flash;
if (typesOn && flash) {
  const words = [...flash.childNodes];
  flash.replaceChildren();
  setTimeout(() => flash.replaceChildren(...words), 50);
}
if (done) {
  if (done === flash) done.tabIndex = -1;
  done.focus({ preventScroll: true });
  // An address that names a place on the page takes focus away once more, when all is there.
  if (location.hash) addEventListener("load", () => setTimeout(() => done.focus({ preventScroll: true })), { once: true });
}
const unsure = document.querySelector("#mix-chart[data-deeper]");
const live = document.querySelector("form[data-asks]");
if (unsure && live) ask(live, "deeper");
setInterval(tellTimes, 60_000);
