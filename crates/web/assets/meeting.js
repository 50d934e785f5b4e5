// Clocks of a sitting. The server says when each was started, by its own clock, and what that shows now: every
// screen counts from there by time that elapses: its own clock may be set meanwhile. What was typed and not sent is said to be so.

const LOOK_MS = 20_000;

let ahead = -Infinity; // how far the server's clock is ahead of what elapsed here, at the least

function listen() {
  const now = Number(document.querySelector("[data-now]")?.dataset.now);
  // An answer takes its time: the one that came fastest is the nearest. Where sleep stopped what elapses here, the next
  // answer tells.
  if (now) ahead = Math.max(ahead, now - performance.now());
}

const two = (number) => String(number).padStart(2, "0");

function shown(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = `${two(minutes)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

function tick() {
  if (!Number.isFinite(ahead)) return;
  for (const clock of document.querySelectorAll("[data-clock]")) {
    const passed = performance.now() + ahead - Number(clock.dataset.clock) + Number(clock.dataset.before);
    const text = shown(passed);
    if (clock.textContent !== text) clock.textContent = text;
    const over = clock.parentElement.querySelector("[data-time-up]");
    if (over) over.hidden = passed < Number(over.dataset.timeUp);
  }
}

/** Says of a form that is kept in the browser whether it holds what was not sent. */
function tell(form) {
  const said = form.querySelector("[data-kept]");
  if (!said) return;
  const typed = [...form.elements].some((field) => ["words", "title"].includes(field.name) && field.value !== field.defaultValue);
  const words = typed ? said.dataset.unsaved : "";
  if (said.textContent !== words) said.textContent = words;
}

// Off the record: what somebody writes for afterwards is in this array and nowhere else, until they release it.
// It is in no form, so that no draft keeps it and no browser sends or remembers it.

const pad = document.querySelector("[data-pad]");
const kept = [];
const part = (name) => document.querySelector(`[data-pad-${name}]`);

/** A version-4 UUID, also where the page did not come over https. */
function drawn() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

const isOff = () => document.querySelector("[data-now]")?.dataset.off === "yes";

/** What was typed for afterwards, and is not in the list yet. */
const onPad = () => document.getElementById("pad-words")?.value.trim() ?? "";

/** Whether this tab holds sentences that another page would lose. */
const holds = () => kept.length > 0 || onPad() !== "";

/** Whether somebody typed into it what was not sent. */
const isTyped = (place) =>
  [...place.querySelectorAll("textarea, input:not([type=hidden])")].some(
    (field) => field.type !== "radio" && field.value !== field.defaultValue,
  );

/** Hides what would record words, and shows what keeps them here, or the other way round; and what takes words down, once
 * the sitting is over. What was typed stays in sight. */
function heedOffRecord() {
  if (!pad) return;
  const off = isOff();
  const over = !document.querySelector("[data-now]");
  for (const place of document.querySelectorAll("[data-on-record]")) place.hidden = off || (over && !isTyped(place));
  // What was being typed when the round ended is released as it is, or typed to its end.
  const typed = onPad() !== "";
  pad.hidden = !off && !holds();
  part("write").hidden = !off && !typed;
  part("typed").hidden = off || !typed;
  part("all").hidden = off || kept.length < 2;
  for (const button of pad.querySelectorAll("[data-pad-release]")) button.hidden = off;
}

function list() {
  part("list").replaceChildren(
    ...kept.map((one) => {
      const item = part("one").content.firstElementChild.cloneNode(true);
      item.querySelector("strong").textContent = one.called;
      item.querySelector("strong + span").textContent = one.words;
      item.querySelector("[data-pad-release]").addEventListener("click", () => release([one]));
      item.querySelector("[data-pad-drop]").addEventListener("click", () => drop(one));
      return item;
    }),
  );
  heedOffRecord();
}

function drop(one) {
  kept.splice(kept.indexOf(one), 1);
  list();
}

function keepHere() {
  const [words, kind] = [document.getElementById("pad-words"), document.getElementById("pad-kind")];
  if (!onPad()) return;
  const called = kind.selectedOptions[0].textContent;
  kept.push({ words: words.value, kind: kind.value, called, key: drawn() });
  words.value = "";
  if (isOff()) words.focus();
  list();
}

/** Why the server refused what was sent, as its page says it. */
async function reason(answer) {
  const page = new DOMParser().parseFromString((await answer?.text().catch(() => "")) ?? "", "text/html");
  const told = page.querySelector(".error-summary, .error:not([hidden]), .flash.alert[role]");
  return told?.textContent.trim() || part("said").dataset.failed;
}

/** Where words went that were recorded once the meeting was closed; nothing of all others. */
function elsewhere(answer) {
  const { pathname, searchParams } = new URL(answer.url);
  return searchParams.get("said") === "taken-after-end" ? pathname : "";
}

/** Says it, and where it is. */
function tellElsewhere(path) {
  const link = document.createElement("a");
  link.href = path;
  link.textContent = part("said").dataset.elsewhere;
  part("said").replaceChildren(link);
}

/** Records sentences as ordinary words, one after the other; what is not recorded stays. */
async function release(some) {
  const form = document.querySelector("#taken-words")?.form;
  const said = part("said");
  let done = Boolean(form);
  let went = "";
  for (const one of form ? [...some] : []) {
    const body = new URLSearchParams(new FormData(form));
    body.set("words", one.words);
    body.set("kind", one.kind);
    body.set("key", `${one.key}.${body.get("form")}`);
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
    const recorded = answer?.ok && new URL(answer.url).searchParams.has("said");
    if (recorded) drop(one);
    if (recorded) went ||= elsewhere(answer);
    done &&= Boolean(recorded);
  }
  said.textContent = done ? said.dataset.released : said.dataset.failed;
  if (done && went) tellElsewhere(went);
  document.dispatchEvent(new Event("look-again"));
}

if (pad) {
  part("keep").addEventListener("click", keepHere);
  part("typed").addEventListener("click", () => {
    keepHere();
    release(kept.slice(-1));
  });
  const words = document.getElementById("pad-words");
  words.addEventListener("input", heedOffRecord);
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) keepHere();
  });
  part("all").addEventListener("click", () => release(kept));
  // Another page would lose what is kept: forms of this one are sent without leaving it.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!holds() || form.method !== "post" || !form.closest("main")) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
    // What was refused may have been offered by a page that is behind.
    document.dispatchEvent(new Event("look-again"));
    const said = part("said");
    if (!answer?.ok) {
      said.textContent = await reason(answer);
      return;
    }
    said.textContent = form.matches("[data-tells-kept]") ? said.dataset.released : "";
    if (elsewhere(answer)) tellElsewhere(elsewhere(answer));
    form.reset();
    tell(form);
    // What is sent next is another thing; until then the same key makes a second try harmless.
    form.elements.key.value = `${drawn()}.${form.elements.form.value}`;
  });
  addEventListener("beforeunload", (event) => holds() && event.preventDefault());
}

// A form that is sent while nobody answers would leave the page for one of the browser's: what was typed would be back
// after it, but nobody sees that. So the server is asked first, and the page stays where it does not answer.
const ANSWERS_WITHIN_MS = 5_000;

/** Whether there is reason to think so: the browser says it, or the page could not follow its table. */
const seemsAway = () => !navigator.onLine || document.querySelector("[data-live-behind]")?.hidden === false;

/** Says beside a button that what it does was not done. */
function tellAway(form) {
  const told = document.querySelector("template[data-away]")?.content.firstElementChild.cloneNode(true);
  if (form.nextElementSibling?.matches("[role=alert]")) form.nextElementSibling.remove();
  if (told) form.after(told);
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const tellsKept = form.matches("[data-tells-kept]");
  const asks = tellsKept || (form.method === "post" && form.closest("main") && seemsAway());
  if (event.defaultPrevented || !asks) return;
  event.preventDefault();
  const answer = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) }).catch(() => null);
  if (answer) return form.submit();
  const said = form.querySelector("[data-kept]");
  if (said) said.textContent = said.dataset.away;
  else tellAway(form);
});

// The forms and lists around a sitting come and go with it. A page at which nothing is typed is loaded once more then;
// any other says so, and waits.
const stage = () => document.querySelector("[data-stage]")?.dataset.stage;
const opened = stage();

const isBusy = () => holds() || [...document.querySelectorAll("main form")].some(isTyped);

function heedStage() {
  if (stage() === opened) return;
  if (!isBusy()) {
    // What was said of what was done before is not said twice.
    const address = new URL(location.href);
    address.searchParams.delete("said");
    history.replaceState(null, "", address);
    return location.reload();
  }
  const told = document.querySelector("[data-moved-on]");
  if (!told?.hidden) return;
  told.hidden = false;
  const words = told.querySelector("[data-words]");
  words.textContent = words.dataset.words;
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-tells-kept]");
  if (form) tell(form);
});
document.addEventListener("refreshed", () => {
  listen();
  tick();
  heedOffRecord();
  heedStage();
});
listen();
tick();
heedOffRecord();
setInterval(tick, 250);
setTimeout(() => document.querySelectorAll("form[data-tells-kept]").forEach(tell), 500);
setInterval(() => document.querySelector("[data-now]") && document.dispatchEvent(new Event("look-again")), LOOK_MS);
