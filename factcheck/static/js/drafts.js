// Keeps what is being typed in forms marked data-draft="some-key": on the desk, so that it is there
// on another machine, too, and in this browser, so that an expired session or a lost line loses no
// words. The server's copy wins when the form says so: data-draft-version changes when the stored
// text does, and then the kept draft is offered beside it, not applied.
//   data-draft-state      (role=status) is told "Draft kept 11:42"; words come from its data-kept,
//                         and from data-local where only this browser could keep it
//   data-draft-offer      hidden block shown when a differing draft exists; holds data-draft-restore,
//                         data-draft-discard, and for a verdict that moved on data-draft-moved and
//                         data-draft-beside. A form without one gets its words back at once.
//   data-draft-new        the form comes from the server with words that are not saved yet
// A form that is sent names its draft in the field `draft`; the desk forgets it once it is saved.

const PREFIX = "factcheck-draft:";
const HOME = "/drafts/";
const TAKEN = "draft-taken=";
const AFTER = 700; // milliseconds without a key
// revision: which stored text the words were written upon; not a word anybody typed
const NAMES_NEVER_KEPT = new Set(["csrfmiddlewaretoken", "password", "revision", "draft"]);
const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";

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

// The hidden fields hold no words of anybody's.
function empty(kept) {
  return Object.values(kept).every((words) => words.every((word) => word === ""));
}

async function keepOnDesk(key, draft) {
  const body = new URLSearchParams({ values: JSON.stringify(draft.values), version: draft.version, csrfmiddlewaretoken: token });
  try {
    const answer = await fetch(HOME + key + "/", { method: "POST", body, keepalive: body.toString().length < 60_000 });
    return answer.ok && answer.headers.get("content-type") === "application/json";
  } catch {
    return false;
  }
}

function forget(key) {
  write(key, null);
  const body = new URLSearchParams({ forget: "1", csrfmiddlewaretoken: token });
  fetch(HOME + key + "/", { method: "POST", body, keepalive: true }).catch(() => {});
}

async function fromDesk(keys) {
  try {
    const answer = await fetch(`${HOME}?places=${keys.join(",")}`);
    return answer.ok && !answer.redirected ? await answer.json() : {};
  } catch {
    return {};
  }
}

// The desk says in a cookie which draft it took last: this browser forgets it, too.
function forgetTaken() {
  const told = document.cookie.split("; ").find((each) => each.startsWith(TAKEN));
  if (!told) return;
  write(told.slice(TAKEN.length), null);
  document.cookie = `${TAKEN}; path=/; max-age=0; samesite=lax`;
}

function watch(form) {
  const key = form.dataset.draft;
  const state = document.querySelector(`[data-draft-state="${CSS.escape(key)}"]`);
  const stored = values(form);
  const name = document.createElement("input");
  Object.assign(name, { type: "hidden", name: "draft", value: key });
  form.append(name);
  let timer = 0;
  let kept = JSON.stringify(stored);

  function tell(onDesk, now) {
    if (!state) return;
    const clock = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { timeStyle: "short" });
    const said = onDesk ? state.dataset.kept : (state.dataset.local ?? state.dataset.kept);
    state.textContent = `${said ?? ""} ${clock.format(now)}`;
  }

  async function save() {
    clearTimeout(timer);
    const words = values(form);
    if (JSON.stringify(words) === kept) return;
    kept = JSON.stringify(words);
    if (same(words, stored) && !("draftNew" in form.dataset)) {
      forget(key);
      return;
    }
    const now = new Date();
    const draft = { at: now.toISOString(), version: form.dataset.draftVersion ?? "", values: words };
    write(key, draft);
    tell(await keepOnDesk(key, draft), now);
  }

  // controls may stand elsewhere and belong to the form all the same
  document.addEventListener("input", (event) => {
    if (event.target.form !== form) return;
    clearTimeout(timer);
    timer = setTimeout(save, AFTER);
  });
  // What is sent stays in this browser until the desk took it; it is not kept on the desk once more.
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    const words = values(form);
    kept = JSON.stringify(words);
    const version = form.dataset.draftVersion ?? "";
    if (!same(words, stored)) write(key, { at: new Date().toISOString(), version, values: words });
  });
  window.addEventListener("pagehide", save);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
  return stored;
}

function bringBack(form, words) {
  fill(form, words);
  const folded = form.elements[0]?.closest("details");
  if (folded) folded.open = true;
  for (const control of form.elements) {
    if (control.value && control.matches("textarea")) control.closest("details")?.setAttribute("open", "");
  }
  form.dispatchEvent(new Event("drafts:back"));
}

function propose(form, draft, stored) {
  const key = form.dataset.draft;
  if ("draftNew" in form.dataset) return;
  if (!draft || same(draft.values, stored) || empty(draft.values)) {
    if (draft) forget(key);
    return;
  }
  const offer = document.querySelector(`[data-draft-offer="${CSS.escape(key)}"]`);
  const moved = draft.version !== (form.dataset.draftVersion ?? "");
  if (!offer) {
    if (!moved && same(values(form), stored)) bringBack(form, draft.values);
    return;
  }
  offer.hidden = false;
  const part = (name) => offer.querySelector(`[data-draft-${name}]`);
  for (const name of ["moved", "beside"]) part(name)?.toggleAttribute("hidden", !moved);
  for (const name of ["fresh", "restore"]) part(name)?.toggleAttribute("hidden", moved && part("beside") !== null);
  part("restore")?.addEventListener("click", () => {
    bringBack(form, draft.values);
    offer.hidden = true;
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
  part("beside")?.addEventListener("click", async (event) => {
    event.preventDefault();
    await keepOnDesk(key, draft); // the page is made from the desk's copy
    location.assign(event.target.href);
  });
  part("discard")?.addEventListener("click", () => {
    forget(key);
    offer.hidden = true;
  });
}

const atWork = new WeakSet();

async function keepAll(place) {
  const forms = [...place.querySelectorAll("form[data-draft]")].filter((form) => !atWork.has(form));
  forgetTaken();
  if (!forms.length) return;
  const stored = new Map(
    forms.map((form) => {
      atWork.add(form);
      return [form, watch(form)];
    }),
  );
  const desk = await fromDesk(forms.map((form) => form.dataset.draft));
  for (const [form, words] of stored) {
    const [here, there] = [read(form.dataset.draft), desk[form.dataset.draft]];
    const later = here && (!there || here.at > there.at) ? here : there;
    propose(form, later, words);
  }
}

keepAll(document);
document.addEventListener("htmx:load", (event) => keepAll(event.target));
