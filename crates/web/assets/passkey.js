// Passkeys. A form that needs one (`data-passkey`) is hidden until this file has found that the
// browser can do it. Sending it asks the server for a challenge (`data-challenge`) and the browser
// for the answer; then the form goes its way like any other, so that every word comes from the server.
//
// Browsers of before 2025 do not turn options and answers into JSON, and what password managers give out in
// their place often cannot either: both are done here, by hand.

const can = typeof PublicKeyCredential === "function" && typeof navigator.credentials?.get === "function";

function bytesOf(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** Base64url of whatever holds bytes, of this window or another one's; text stays as it is. */
function textOf(bytes) {
  if (bytes === null || bytes === undefined || typeof bytes === "string") return bytes ?? undefined;
  const view = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
  let plain = "";
  for (const byte of view) plain += String.fromCharCode(byte);
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const known = (list) => list?.map((one) => ({ ...one, id: bytesOf(one.id) }));

const creation = (options) => ({
  ...options,
  challenge: bytesOf(options.challenge),
  user: { ...options.user, id: bytesOf(options.user.id) },
  excludeCredentials: known(options.excludeCredentials),
});

const request = (options) => ({
  ...options,
  challenge: bytesOf(options.challenge),
  allowCredentials: known(options.allowCredentials),
});

/** What the server reads of an answer, whoever gave it. */
function written(credential) {
  const { response } = credential;
  const transports = typeof response.getTransports === "function" ? response.getTransports() : undefined;
  const id = textOf(credential.rawId) ?? credential.id;
  return {
    id,
    rawId: id,
    type: "public-key",
    clientExtensionResults: {},
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      attestationObject: textOf(response.attestationObject),
      authenticatorData: textOf(response.authenticatorData),
      signature: textOf(response.signature),
      userHandle: textOf(response.userHandle),
      transports,
    },
  };
}

/** Why it came to nothing, as `data-failed` says it. */
function reason(error) {
  if (error instanceof Unasked) return "unasked";
  if (error.name === "InvalidStateError") return "known";
  return ["NotAllowedError", "AbortError"].includes(error.name) ? "put-away" : "odd";
}

/** The server gave no challenge. */
class Unasked extends Error {}

async function challenged(form) {
  const response = await fetch(form.dataset.challenge, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
  }).catch((error) => {
    throw new Unasked(error.message);
  });
  if (!response.ok) throw new Unasked(`${response.status}`);
  return response;
}

/** False when the server leads elsewhere, such as to sign in again. */
async function answer(form) {
  const response = await challenged(form);
  if (response.redirected) {
    location.assign(response.url);
    return false;
  }
  const { challenge, options } = await response.json();
  const credential =
    form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: creation(options) })
      : await navigator.credentials.get({ publicKey: request(options) });
  form.elements.challenge.value = challenge;
  form.elements.answer.value = JSON.stringify(written(credential));
  return true;
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-passkey]")) return;
  event.preventDefault();
  const button = form.querySelector("button");
  for (const told of form.querySelectorAll("[data-failed]")) told.hidden = true;
  button.disabled = true;
  try {
    if (await answer(form)) form.submit();
  } catch (error) {
    // The person may try again.
    const told = form.querySelector(`[data-failed="${reason(error)}"]`);
    (told ?? form.querySelector('[data-failed="odd"]')).hidden = false;
    button.disabled = false;
    button.focus();
  }
});

if (can) {
  for (const form of document.querySelectorAll("form[data-passkey]")) form.hidden = false;
  for (const note of document.querySelectorAll("[data-no-passkey]")) note.hidden = true;
}
