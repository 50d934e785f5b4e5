// Passkeys. A form that needs one (`data-passkey`) is hidden until this file has found that the
// browser can do it. Sending it asks the server for a challenge (`data-challenge`) and the browser
// for the answer; then the form goes its way like any other, so that every word comes from the server.

const can =
  typeof PublicKeyCredential === "function" &&
  typeof PublicKeyCredential.parseCreationOptionsFromJSON === "function" &&
  typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";

/** False when the server leads elsewhere, such as to sign in again. */
async function answer(form) {
  const response = await fetch(form.dataset.challenge, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
  });
  if (response.redirected) {
    location.assign(response.url);
    return false;
  }
  if (!response.ok) throw new Error(`${response.status}`);
  const { challenge, options } = await response.json();
  const credential =
    form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  form.elements.challenge.value = challenge;
  form.elements.answer.value = JSON.stringify(credential);
  return true;
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-passkey]")) return;
  event.preventDefault();
  const button = form.querySelector("button");
  const failed = form.querySelector("[data-failed]");
  failed.hidden = true;
  button.disabled = true;
  try {
    if (await answer(form)) form.submit();
  } catch {
    // Put away, timed out, refused, or no passkey for this address: the person may try again.
    failed.hidden = false;
    button.disabled = false;
    button.focus();
  }
});

if (can) {
  for (const form of document.querySelectorAll("form[data-passkey]")) form.hidden = false;
  for (const note of document.querySelectorAll("[data-no-passkey]")) note.hidden = true;
}
