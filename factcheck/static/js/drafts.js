// Keeps what is being typed in forms marked data-draft="some-key" in this browser, so that an
// expired session, a closed tab or a failed save loses no words. The server's copy wins when the
// form says so: data-draft-version changes when the stored text does, and then the kept draft is
// offered, not applied.
//   data-draft-state      (role=status) is told "Draft kept 11:42"; words come from its data-kept
//   data-draft-offer      hidden block shown when a differing draft exists;
//                         holds data-draft-restore and data-draft-discard buttons

const PREFIX = "factcheck-draft:";
// revision: which stored text the words were written upon; not a word anybody typed
const NAMES_NEVER_KEPT = new Set(["csrfmiddlewaretoken", "password", "revision"]);

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

function values(form) {
  const kept = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string" || NAMES_NEVER_KEPT.has(name)) continue;
    (kept[name] ??= []).push(value);
  }
  return kept;
}

function fill(form, kept) {
  for (const control of form.elements) {
    if (!control.name || NAMES_NEVER_KEPT.has(control.name) || control.type === "hidden") continue;
    const stored = kept[control.name] ?? [];
    if (control.type === "checkbox" || control.type === "radio") control.checked = stored.includes(control.value);
    else if (control.type !== "file" && control.type !== "submit" && stored.length) control.value = stored[0];
  }
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function keep(form) {
  const key = form.dataset.draft;
  let timer = 0;
  const state = document.querySelector(`[data-draft-state="${CSS.escape(key)}"]`);
  const offer = document.querySelector(`[data-draft-offer="${CSS.escape(key)}"]`);
  const initial = values(form);
  const draft = read(key);

  function save() {
    const now = new Date();
    const kept = write(key, { at: now.toISOString(), version: form.dataset.draftVersion ?? "", values: values(form) });
    if (!state || !kept) return;
    const clock = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { timeStyle: "short" });
    state.textContent = `${state.dataset.kept ?? "Draft kept"} ${clock.format(now)}`;
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 400);
  });
  window.addEventListener("pagehide", () => {
    if (!same(values(form), initial)) save();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !same(values(form), initial)) save();
  });

  if (!draft || same(draft.values, initial)) {
    write(key, null);
    return;
  }
  if (!offer) return;
  offer.hidden = false;
  offer.querySelector("[data-draft-restore]")?.addEventListener("click", () => {
    fill(form, draft.values);
    offer.hidden = true;
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
  offer.querySelector("[data-draft-discard]")?.addEventListener("click", () => {
    write(key, null);
    offer.hidden = true;
  });
}

const atWork = new WeakSet();

function keepAll(place) {
  for (const form of place.querySelectorAll("form[data-draft]")) {
    if (!atWork.has(form)) keep(form);
    atWork.add(form);
  }
}

keepAll(document);
document.addEventListener("htmx:load", () => keepAll(document));
