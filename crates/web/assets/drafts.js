// What somebody types, or marks on a scale, in any form that is sent outlives a lost page, in this tab, until the form was
// carried out. A draft belongs to one person, one table and one form: by its name (the hidden field `form`) and where it
// leads. Where forms of one name and place differ in who reads what is said there, one has a name of its own
// (`data-keep="name"`). It is sealed with a key that comes with that person's pages
// alone: a session that ends by itself keeps it, and only they can read it when they have signed in again.
// Signing out deletes it, in every tab. Codes and hidden fields are never kept, nor anything beside a password.
// What was chosen beside the words comes back with them, above all who may read them: alone, they would go to
// whomever the form names at first. What changes words that were there before comes back over these words and no
// others, and with up to where the record was shown beside it: the server then says what was changed meanwhile.

const { who, seal } = document.body.dataset;
const subtle = globalThis.crypto?.subtle; // on https and localhost only

const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const textOf = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const sealing = who && subtle ? subtle.importKey("raw", bytesOf(seal), "AES-GCM", false, ["encrypt", "decrypt"]) : null;

async function closed(text) {
  if (!sealing) return { text };
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await subtle.encrypt({ name: "AES-GCM", iv }, await sealing, new TextEncoder().encode(text));
  return { iv: textOf(iv), sealed: textOf(sealed) };
}

async function opened({ text, iv, sealed }) {
  if (!sealed) return text;
  const open = await subtle.decrypt({ name: "AES-GCM", iv: bytesOf(iv) }, await sealing, bytesOf(sealed));
  return new TextDecoder().decode(open);
}

const isKept = (form) =>
  form instanceof HTMLFormElement && form.method === "post" && form.elements.form && !form.querySelector("[type=password]");

// draft:WHO:TABLE:NAME:PATH, the table being empty for what is typed outside any.
const tableOf = (path) => path.match(/^\/r\/[^/]+/)?.[0] ?? "";
function placeOf(form) {
  const { pathname } = new URL(form.action);
  return `draft:${who}:${tableOf(pathname)}:${form.dataset.keep ?? form.elements.form.value}:${pathname}`;
}

function read(place) {
  try {
    return JSON.parse(sessionStorage.getItem(place));
  } catch {
    return null;
  }
}

// What is longer was not typed: it comes from a file, and would leave no room for what was.
const LONGEST = 200_000;

function write(place, draft) {
  try {
    sessionStorage.setItem(place, JSON.stringify(draft));
  } catch {
    // No room: what is typed is kept by the page alone.
  }
}

const places = (beginning) => Object.keys(sessionStorage).filter((place) => place.startsWith(beginning));

/** Deletes somebody's drafts, as far as they were typed by then. */
function forget(whose, until) {
  for (const place of places(`draft:${whose}:`)) {
    if (!((read(place)?.at ?? 0) > until)) sessionStorage.removeItem(place);
  }
}

const MOMENTS = ["date", "time", "datetime-local"];
const TYPED = ["text", "email", "url", "tel", "number", ...MOMENTS];

const isWritten = (field) =>
  field.name &&
  (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && TYPED.includes(field.type))) &&
  !field.readOnly &&
  !field.hidden &&
  field.autocomplete !== "one-time-code";

/** One of the marks of a scale: chosen for themselves, not beside words. */
const isMark = (field) => field.type === "radio" && field.closest(".scale") !== null;

const isChoice = (field) =>
  field.name && (field instanceof HTMLSelectElement || ["radio", "checkbox"].includes(field.type));

/** What is chosen in each group of choices of a form, by name. */
function choicesOf(form) {
  const chosen = {};
  for (const field of form.elements) {
    if (!isChoice(field)) continue;
    const options = field.selectedOptions ?? (field.checked ? [field] : []);
    (chosen[field.name] ??= []).push(...[...options].map((option) => option.value));
  }
  return chosen;
}

/** Every choice that a form offers, each by one text. */
const choiceOf = (field) => `${field.name} ${field.value}`;
const offeredBy = (form) => [...form.elements].filter((field) => isChoice(field)).map((field) => choiceOf(field));

/**
 * Chooses again what was chosen of what was offered; what came since stays as the page has it. What is offered no more
 * must be chosen anew before the form can be sent.
 */
function choose(form, { chosen, offered }) {
  const choices = [...form.elements].filter((field) => isChoice(field) && chosen[field.name]);
  for (const field of choices) {
    const values = chosen[field.name];
    const before = JSON.stringify(choicesOf(form)[field.name]);
    if (field.type === "checkbox" && offered && !offered.includes(choiceOf(field))) continue;
    if (!(field instanceof HTMLSelectElement)) field.checked = values.includes(field.value);
    else if (!field.multiple) field.value = values[0] ?? "";
    else for (const option of field.options) option.selected = values.includes(option.value);
    const after = choicesOf(form)[field.name];
    if (field.type !== "checkbox" && after.length < values.length) field.required = true;
    if (JSON.stringify(after) === before) continue;
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (!field.closest("[data-auto-submit]")) field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

const typed = new Map(); // the last thing typed at each place: an older one may be sealed later
const begun = new Map(); // what fields said before they were typed in, in a form that came back as it was sent

async function keep(form) {
  const place = placeOf(form);
  const written = [...form.elements].filter((field) => isWritten(field) && field.value);
  const isMarked = [...form.elements].some((field) => isMark(field) && field.checked);
  if (written.length === 0 && !isMarked) {
    typed.delete(place);
    begun.delete(place);
    sessionStorage.removeItem(place);
    return;
  }
  const words = Object.fromEntries(written.map((field) => [field.name, field.value]));
  const said = Object.fromEntries(written.map((field) => [field.name, field.defaultValue]));
  const before = { ...said, ...begun.get(place) };
  const shown = form.elements.shown_at?.value;
  const text = JSON.stringify({ words, before, shown, chosen: choicesOf(form), offered: offeredBy(form) });
  if (text.length > LONGEST) return;
  const at = Date.now();
  typed.set(place, text);
  const draft = await closed(text);
  if (typed.get(place) === text) write(place, { at, key: read(place)?.key, ...draft });
}

async function restore(form) {
  const draft = read(placeOf(form));
  if (!draft) return;
  let kept;
  try {
    kept = JSON.parse(await opened(draft));
  } catch {
    return; // sealed elsewhere, or under a key of before
  }
  const before = {};
  begun.set(placeOf(form), before);
  let back = false;
  for (const field of form.elements) {
    if (isMark(field)) back ||= kept.chosen[field.name]?.length > 0 && form.elements[field.name].value === "";
    if (!isWritten(field)) continue;
    const words = kept.words[field.name];
    const was = kept.before?.[field.name];
    // A day or a moment is often set to the one that is now: what was chosen instead holds over any.
    const isMoment = MOMENTS.includes(field.type) && words !== was;
    const isAsBefore = field.value === field.defaultValue && (field.value === was || isMoment);
    if (was !== undefined && field.defaultValue === words) before[field.name] = was;
    if (!words || words === field.value || (field.value && !isAsBefore)) continue;
    field.value = words;
    back = true;
  }
  if (!back) return;
  if (kept.shown && form.elements.shown_at) form.elements.shown_at.value = kept.shown;
  for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  choose(form, kept);
}

/** What was sent is no draft any more: the server names the form that it carried out. */
function forgetSent() {
  const sent = document.cookie.match(/(?:^|; )covalue-sent=([^;]+)/)?.[1];
  for (const place of sent ? places(`draft:${who}:`) : []) {
    if (read(place)?.key !== sent) continue; // it may be another tab's
    sessionStorage.removeItem(place);
    begun.delete(place);
    document.cookie = "covalue-sent=; Max-Age=0; Path=/; SameSite=Lax";
  }
}

function look() {
  forgetSent();
  for (const form of document.forms) if (isKept(form)) restore(form);
}

const SIGNED_OUT = "signed-out:";

/** Signed out in another tab, or while this one was not there. */
function heedSigningOut(name, at) {
  if (name?.startsWith(SIGNED_OUT)) forget(name.slice(SIGNED_OUT.length), Number(at));
}

for (const [name, at] of Object.entries(localStorage)) heedSigningOut(name, at);
addEventListener("storage", ({ key, newValue }) => newValue && heedSigningOut(key, newValue));

document.addEventListener("submit", ({ target: form }) => {
  if (!who || !(form instanceof HTMLFormElement)) return;
  if (form.matches("[data-signs-out]")) {
    typed.clear();
    forget(who, Infinity);
    localStorage.setItem(SIGNED_OUT + who, Date.now());
  } else if (isKept(form)) {
    const draft = read(placeOf(form));
    if (draft) write(placeOf(form), { ...draft, key: form.elements.key?.value });
  }
});

if (who) {
  // What cannot be sealed does not outlive that somebody else comes.
  if (!subtle) {
    for (const place of places("draft:")) {
      if (!place.startsWith(`draft:${who}:`)) sessionStorage.removeItem(place);
    }
  }
  document.addEventListener("input", ({ target }) => {
    if (isKept(target.form)) keep(target.form);
  });
  document.addEventListener("refreshed", look);
  look();
}
