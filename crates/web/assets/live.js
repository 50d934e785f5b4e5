// A page that follows its table: when there is something new, it asks for itself again and takes its
// marked regions (`data-live="name"`) over, so that nobody loses what they type, where they are, or
// what they opened. Only pages of today load this file; every page works without it.

let { stream } = document.body.dataset;
const { cursor } = document.body.dataset;
const regions = () => document.querySelectorAll("[data-live]");

let shown = cursor; // up to where the page shows the record
let saidInAll = Number(document.body.dataset.said) || 0; // words in the dialogue, wherever they stand
let announced = cursor; // up to where the stream said that there is something to see
let events = null; // the open stream
let heard = 0; // when it last said anything
let asking = false;
let askAgain = false;
let failed = 0; // how often in a row the page was asked for in vain
let notBefore = 0; // until when the server asked to be left alone
let ended = false; // nothing more is asked for
let wake = () => {}; // ends the pause before the next time of asking

// The stream says where it is every twenty seconds.
const SILENT_MS = 65_000;
const BREATH_MS = 250; // between two times of asking: many words at once are one change
const LONGEST_PAUSE_MS = 30_000; // between two times of asking in vain
const LONGEST_WAIT_MS = 5 * 60_000; // what a server may ask for: beyond that it is asked all the same
const CUT_OFF_MS = 15_000; // a stream that broke off is back by then, or the page says so

function isTouched(control) {
  if (control.type === "radio" || control.type === "checkbox") return control.checked !== control.defaultChecked;
  if (control instanceof HTMLSelectElement) {
    const chosen = [...control.options].findIndex((option) => option.defaultSelected);
    return control.selectedIndex !== Math.max(chosen, 0);
  }
  return "defaultValue" in control && control.value !== control.defaultValue;
}

/** Whether somebody is in the middle of this form. Whoever pressed its button is not: what it does next is another thing. */
const isBegun = (form) =>
  (form.contains(document.activeElement) && !(document.activeElement instanceof HTMLButtonElement)) ||
  [...form.elements].some((control) => isTouched(control));

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

/** What was said, as far as the page shows it: each with the entry that said it, where that is told. */
const sayings = () =>
  new Map([...document.querySelectorAll(".saying[id]")].map((said) => [said.id, entry(said.dataset.entry) || Infinity]));

/** Says once a round what has changed, for who does not see it. */
function tell(count) {
  const status = document.querySelector("[data-live-told]");
  if (!status) return;
  const { one, many, other } = status.dataset;
  status.textContent = "";
  const words = count === 0 ? other : count === 1 ? one : many.replace("#", count);
  setTimeout(() => (status.textContent = words), 50);
}

/** The entry that a cursor names. */
const entry = (at) => Number.parseInt(at, 10) || 0;

/** Says in words that the page may be behind the table, or that it is not any more. */
function tellBehind(behind) {
  const banner = document.querySelector("[data-live-behind]");
  if (!banner || banner.hidden === !behind) return;
  banner.hidden = !behind;
  // A region is read out when its words change, not when it comes into sight.
  const words = banner.querySelector("[data-words]");
  if (words) words.textContent = behind ? words.dataset.words : "";
}

/** How long the server asks to be left alone. */
function asksToWait(answer) {
  const value = answer.headers.get("retry-after");
  if (!value) return 0;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Math.min(Math.max(ms || 0, 0), LONGEST_WAIT_MS);
}

/** Asks for the page and takes it over; whether it shows what was announced now. */
async function ask() {
  const answer = await fetch(location.href, { cache: "no-store" });
  if (answer.redirected || answer.status === 404) {
    // What a page shows can end, for whoever still sits at the table.
    const table = answer.redirected ? answer : await fetch(location.pathname.match(/^\/r\/[^/]+/)[0], { cache: "no-store" });
    end(table.ok && !table.redirected ? "over" : "ended");
    return true;
  }
  if (!answer.ok) {
    notBefore = Date.now() + asksToWait(answer);
    return false;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const before = sayings();
  const last = entry(shown);
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
  stream = page.body.dataset.stream ?? stream;
  // Where focus was on what is gone now, it goes on in the same region.
  if (active?.isConnected === false && around?.isConnected) {
    around.tabIndex = -1;
    around.focus({ preventScroll: true });
  }
  // What was taken back makes room for what was said long ago.
  const here = [...sayings()].filter(([id, said]) => !before.has(id) && said > last).length;
  const all = Number(page.body.dataset.said) || 0;
  tell(Math.max(here, all - saidInAll));
  // What stands on another page is announced with the way there.
  if (all - saidInAll > here) document.querySelector("[data-live-elsewhere]")?.removeAttribute("hidden");
  saidInAll = all;
  document.dispatchEvent(new Event("refreshed"));
  return entry(shown) >= entry(announced);
}

/** A pause that ends early when there is reason to hope. */
const pause = (ms) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });

/** Asks until the page shows what was announced: in vain with growing pauses, and never sooner than the server said. */
async function catchUp() {
  askAgain = true;
  if (asking) return;
  asking = true;
  while (askAgain && !ended) {
    askAgain = false;
    if (await ask().catch(() => false)) {
      failed = 0;
      tellBehind(false);
      await pause(BREATH_MS);
      continue;
    }
    askAgain = true;
    failed += 1;
    // The first time is often a blink; whoever is asked to wait longer is told at once.
    tellBehind(failed > 1 || notBefore - Date.now() > 2_000);
    const growing = Math.min(BREATH_MS * 2 ** failed, LONGEST_PAUSE_MS);
    await pause(growing * (0.75 + Math.random() / 2));
    while (Date.now() < notBefore) await pause(notBefore - Date.now());
  }
  asking = false;
}

function open() {
  events?.close();
  heard = Date.now();
  events = new EventSource(`${stream}${stream.includes("?") ? "&" : "?"}since=${shown}`);
  const hear = () => (heard = Date.now());
  events.addEventListener("open", () => {
    hear();
    if (!asking) tellBehind(false);
  });
  events.addEventListener("here", (event) => {
    hear();
    if (entry(event.data) <= entry(shown)) return;
    announced = event.data;
    catchUp();
  });
  events.addEventListener("changed", (event) => {
    hear();
    announced = event.data;
    if (announced !== shown) catchUp();
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

/** Over, signed out, or no longer at this table: the page stays, so that what was typed is not lost. */
function end(how) {
  ended = true;
  close();
  clearInterval(watch);
  document.removeEventListener("visibilitychange", comeIntoSight);
  removeEventListener("online", online);
  removeEventListener("offline", offline);
  removeEventListener("pageshow", comeIntoSight);
  tellBehind(false);
  document.querySelector(`[data-live-${how}]`)?.removeAttribute("hidden");
}

// A browser opens six connections to a server, for all its windows together: only a page in sight
// holds one, and a page that comes into sight catches up.
function look() {
  if (document.hidden) return close();
  if (!events || events.readyState === EventSource.CLOSED || Date.now() - heard > SILENT_MS) open();
  else if (events.readyState === EventSource.CONNECTING && Date.now() - heard > CUT_OFF_MS) tellBehind(true);
}

function comeIntoSight() {
  look();
  if (!document.hidden) wake();
}

const offline = () => tellBehind(true);

/** What was said meanwhile was announced to nobody here. */
function online() {
  look();
  wake();
  catchUp();
}

const watch = setInterval(look, 10_000);
// What changes by itself, such as who has gone: a page that knows asks to be looked at again.
document.addEventListener("look-again", () => events && catchUp());

if (regions().length > 0) {
  document.addEventListener("visibilitychange", comeIntoSight);
  addEventListener("online", online);
  addEventListener("offline", offline);
  addEventListener("pageshow", comeIntoSight);
  addEventListener("pagehide", close);
  look();
} else {
  clearInterval(watch);
}
