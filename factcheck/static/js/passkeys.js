// Passkeys and security keys: a button that asks the browser for one, and sends what it answers.
// A form says with data-passkey what for: `add`, `use` (its options are in #js_data), or `sign-in`
// (its options are asked for at its address). Without script the buttons are not shown.

const filled = (form, credential) => {
  form.querySelector("[name=credential]").value = JSON.stringify(credential);
  form.submit();
};

const options = () => JSON.parse(document.getElementById("js_data").textContent);

const made = (form) => {
  const { creation_options: asked } = options();
  const alone = form.querySelector("[name=passwordless]")?.checked ?? false;
  Object.assign(asked.publicKey.authenticatorSelection, {
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone ? { userVerification: "required" } : {}),
  });
  return window.webauthnJSON.create(asked);
};

const asked = {
  add: made,
  use: () => window.webauthnJSON.get(options().request_options),
  "sign-in": async (form) => {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    return window.webauthnJSON.get((await answer.json()).request_options);
  },
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const note = form.querySelector("[data-refused]");
    note.hidden = true;
    try {
      filled(form, await asked[form.dataset.passkey](form));
    } catch {
      note.hidden = false; // the person said no, there is no key, or the desk cannot be reached
    }
  });
}
