// A page that follows its table: when there is something new, it asks for itself again and takes its
// marked regions (`data-live="name"`) over, so that nobody loses what they type, where they are, or
// what they opened. Only pages of today load this file; every page works without it.

const { stream, cursor } = document.body.dataset;
const regions = () => document.querySelectorAll("[data-live]");

let shown = cursor; // up to where the page shows the record
let events = null; // the open stream
let heard = 0; // when it last said anything
let asking = false;
let askAgain = false;

// The stream says that it is there every twenty seconds.
const SILENT_MS = 65_000;
const BREATH_MS = 250; // between two times of asking: many words at once are one change

function isTouched(control) {
  if (control.type === "radio" || control.type === "checkbox") return control.checked !== control.defaultChecked;
  if (control instanceof HTMLSelectElement) {
    const chosen = [...control.options].findIndex((option) => option.defaultSelected);
    return control.selectedIndex !== Math.max(chosen, 0);
  }
  return "defaultValue" in control && control.value !== control.defaultValue;
}

/** Whether somebody is in the middle of this form. */
const isBegun = (form) =>
  form.contains(document.activeElement) || [...form.elements].some((control) => isTouched(control));

const isInUse = (node) =>
  node instanceof Element &&
  [node, ...node.querySelectorAll("form")].some((form) => form instanceof HTMLFormElement && isBegun(form));

const callbacks = {
  beforeNodeMorphed(old, fresh) {
    if (old instanceof HTMLFormElement && isBegun(old)) return false;
    if (old instanceof HTMLDetailsElement && fresh instanceof HTMLDetailsElement) fresh.open = old.open;
    return true;
  },
  beforeNodeRemoved: (node) => !isInUse(node),
};

/** Keeps in its place what the person looks at, where the browser does not do so by itself. */
function holdingStill(change) {
  if (CSS.supports("overflow-anchor", "auto")) return change();
  const active = document.activeElement;
  const held = active && active !== document.body ? active : document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  const before = held?.getBoundingClientRect().top;
  change();
  if (held?.isConnected) scrollBy(0, held.getBoundingClientRect().top - before);
}

/** What was said, as far as the page shows it. */
const sayings = () => new Set([...document.querySelectorAll(".saying[id]")].map((said) => said.id));

/** Says once a round what has changed, for who does not see it. */
function tell(count) {
  const status = document.querySelector("[data-live-told]");
  if (!status) return;
  const { one, many, other } = status.dataset;
  status.textContent = "";
  const words = count === 0 ? other : count === 1 ? one : many.replace("#", count);
  setTimeout(() => (status.textContent = words), 50);
}

async function ask() {
  const answer = await fetch(location.href, { cache: "no-store" });
  if (answer.redirected || answer.status === 404) return end();
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const before = sayings();
  const active = document.activeElement;
  const around = active?.closest("[data-live]");
  holdingStill(() => {
    for (const region of regions()) {
      const fresh = page.querySelector(`[data-live="${CSS.escape(region.dataset.live)}"]`);
      // Its children: the region itself would become one of its own.
      if (fresh) Idiomorph.morph(region, fresh.childNodes, { morphStyle: "innerHTML", callbacks });
    }
  });
  shown = page.body.dataset.cursor;
  // Where focus was on what is gone now, it goes on in the same region.
  if (active?.isConnected === false && around?.isConnected) {
    around.tabIndex = -1;
    around.focus({ preventScroll: true });
  }
  tell([...sayings()].filter((id) => !before.has(id)).length);
  document.dispatchEvent(new Event("refreshed"));
}

async function catchUp() {
  askAgain = true;
  if (asking) return;
  asking = true;
  while (askAgain) {
    askAgain = false;
    // Out of reach: the stream is broken as well, and says so once it is back.
    await ask().catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, BREATH_MS));
  }
  asking = false;
}

function open() {
  events?.close();
  heard = Date.now();
  events = new EventSource(`${stream}?since=${shown}`);
  const hear = () => (heard = Date.now());
  events.addEventListener("open", hear);
  events.addEventListener("here", hear);
  events.addEventListener("changed", (event) => {
    hear();
    if (event.data !== shown) catchUp();
  });
  events.addEventListener("error", () => {
    // A browser comes back by itself to a server that is away, but not to one that refused it: asking
    // for the page tells whether the viewer may still see it, and the next look tries again.
    if (events?.readyState === EventSource.CLOSED) catchUp();
  });
}

function close() {
  events?.close();
  events = null;
}

/** Signed out, or no longer at this table: the page stays, so that what was typed is not lost. */
function end() {
  close();
  clearInterval(watch);
  document.removeEventListener("visibilitychange", look);
  removeEventListener("online", look);
  removeEventListener("pageshow", look);
  document.querySelector("[data-live-ended]")?.removeAttribute("hidden");
}

// A browser opens six connections to a server, for all its windows together: only a page in sight
// holds one, and a page that comes into sight catches up.
function look() {
  if (document.hidden) close();
  else if (!events || events.readyState === EventSource.CLOSED || Date.now() - heard > SILENT_MS) open();
}

const watch = setInterval(look, 10_000);
// What changes by itself, such as who has gone: a page that knows asks to be looked at again.
document.addEventListener("look-again", () => events && catchUp());

if (regions().length > 0) {
  document.addEventListener("visibilitychange", look);
  addEventListener("online", look);
  addEventListener("pageshow", look);
  addEventListener("pagehide", close);
  look();
} else {
  clearInterval(watch);
}
