// Clocks of a sitting. The server says when each was started, by its own clock, and what that shows now: every
// screen counts from there, whatever its own clock shows. What was typed and not sent is said to be so.

const LOOK_MS = 20_000;

let ahead = -Infinity; // how far the server's clock is ahead of this one's, at the least

function listen() {
  const now = Number(document.querySelector("[data-now]")?.dataset.now);
  // An answer takes its time: the one that came fastest is the nearest.
  if (now) ahead = Math.max(ahead, now - Date.now());
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
    const passed = Date.now() + ahead - Number(clock.dataset.clock) + Number(clock.dataset.before);
    const text = shown(passed);
    if (clock.textContent !== text) clock.textContent = text;
  }
}

/** Says of a form that is kept in the browser whether it holds what was not sent. */
function tell(form) {
  const said = form.querySelector("[data-kept]");
  if (!said) return;
  const typed = [...form.elements].some((field) => field.name === "words" && field.value !== field.defaultValue);
  const words = typed ? said.dataset.unsaved : "";
  if (said.textContent !== words) said.textContent = words;
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-tells-kept]");
  if (form) tell(form);
});
document.addEventListener("refreshed", () => {
  listen();
  tick();
});
listen();
tick();
setInterval(tick, 250);
setTimeout(() => document.querySelectorAll("form[data-tells-kept]").forEach(tell), 500);
setInterval(() => document.querySelector("[data-now]") && document.dispatchEvent(new Event("look-again")), LOOK_MS);
