// What other people decide on this article meanwhile, without a reload.
//   data-since="…"      on the section of the list: where to ask; data-seen: what was seen so far
//   data-version="12"   on a row: its newest change, so that a row never turns older
//   data-matched="7"    on a row: the newest match with what was said before, found by the desk
//   data-told           where one sentence says who did what
// Asked for every few seconds while the page is looked at, and at once after one's own change. A
// row somebody is writing in, and a line somebody is selecting in, wait until they are done.

const PAUSE = 3000;
const section = document.querySelector("[data-since]");
const list = section?.querySelector("[data-items]");
const waiting = new Map(); // id → row or line that could not be put in yet
let timer = 0;
let asking = false;
let again = false;
const marked = [...document.querySelectorAll("[data-matched]")];
let matched = Math.max(0, ...marked.map((row) => Number(row.dataset.matched)));

function place(row) {
  const { start, end } = row.dataset;
  return [Number(start), Number(end), Number(row.id.replace("claim-", ""))];
}

function before(one, other) {
  const [a, b] = [place(one), place(other)];
  const at = a.findIndex((value, n) => value !== b[n]);
  return at >= 0 && a[at] < b[at];
}

function older(old, row) {
  const by = Number(old.dataset.version) - Number(row.dataset.version);
  return by > 0 || (by === 0 && old.dataset.matched === row.dataset.matched);
}

function writing(old) {
  const active = old.contains(document.activeElement) && document.activeElement;
  return Boolean(
    old.querySelector("[data-slot]") ||
      old.hasAttribute("aria-busy") ||
      active?.matches?.("textarea, select, input:not([type=checkbox])") ||
      old.querySelector(".item__reason")?.value,
  );
}

function hold(old, row) {
  waiting.set(row.id, row);
  if (old.querySelector("[data-held-note]")) return;
  const note = document.createElement("p");
  note.dataset.heldNote = "";
  note.className = "field__help";
  note.setAttribute("role", "status");
  old.querySelector(":scope > .item__actions")?.after(note);
  note.textContent = section.dataset.held;
}

// Where the row in hand was, it is again: with its tick, and the focus on the same control.
function exchange(old, row) {
  const current = old.getAttribute("aria-current");
  const key = old.contains(document.activeElement) ? document.activeElement.dataset.key ?? "" : null;
  if (current) row.setAttribute("aria-current", current);
  const tick = row.querySelector("input[name=claim]");
  if (tick) tick.checked = Boolean(old.querySelector("input[name=claim]")?.checked);
  const moved = old.dataset.start !== row.dataset.start || old.dataset.end !== row.dataset.end;
  if (moved) {
    old.remove();
    insert(row);
  } else old.replaceWith(row);
  if (key === null) return;
  const same = key && row.querySelector(`[data-key="${CSS.escape(key)}"]`);
  (same || row.querySelector("a, button"))?.focus({ preventScroll: true });
}

function insert(row) {
  const next = [...list.children].find((each) => before(row, each));
  if (next) next.before(row);
  else list.append(row);
}

// On a list that is narrowed or goes on elsewhere, not every new claim belongs.
function belongs(row) {
  const wanted = section.dataset.narrowed;
  if (wanted !== undefined && wanted !== row.dataset.status) return false;
  const { firstElementChild: first, lastElementChild: last } = list;
  if (section.dataset.wentBefore !== undefined && first && before(row, first)) return false;
  return !(section.dataset.goesOn !== undefined && last && before(last, row));
}

function bring(row) {
  const old = document.getElementById(row.id);
  if (!old && !belongs(row)) return;
  if (old && older(old, row)) return;
  if (old && writing(old)) return hold(old, row);
  if (old) exchange(old, row);
  else insert(row);
  row.dispatchEvent(new CustomEvent("row:new", { bubbles: true }));
}

function rewrite(line) {
  const old = document.getElementById(line.id);
  const selection = document.getSelection();
  if (!old) return;
  if (!selection.isCollapsed && selection.containsNode(old, true)) waiting.set(line.id, line);
  else {
    const current = old.querySelector("mark[id][aria-current]")?.id;
    old.replaceWith(line);
    if (current) document.getElementById(current)?.setAttribute("aria-current", "true");
  }
}

function put(parts) {
  for (const part of parts) part.matches("[data-item]") ? bring(part) : rewrite(part);
}

function resume() {
  const parts = [...waiting.values()];
  waiting.clear();
  put(parts);
}

function take(html) {
  const answer = new DOMParser().parseFromString(html, "text/html").querySelector("[data-seen]");
  if (!answer) return;
  section.dataset.seen = answer.dataset.seen;
  matched = Math.max(matched, Number(answer.dataset.matched));
  put(answer.querySelectorAll("p[data-start]"));
  if (list) put(answer.querySelectorAll("[data-item]"));
  document.getElementById("triage-progress")?.replaceWith(answer.querySelector("#triage-progress"));
  if (answer.dataset.told) section.querySelector("[data-told]").textContent = answer.dataset.told;
}

async function ask() {
  clearTimeout(timer);
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  const address = new URL(section.dataset.since, location.href);
  address.searchParams.set("after", section.dataset.seen);
  address.searchParams.set("matched", matched);
  try {
    const answer = await fetch(address, { redirect: "manual", headers: { "HX-Request": "true" } });
    if (answer.status === 200) take(await answer.text());
    if (answer.status === 204) resume();
    if (answer.type === "opaqueredirect") return; // signed out: the next step will say so
  } catch {
    // the desk cannot be reached: it is asked again
  } finally {
    asking = false;
  }
  if (again) {
    again = false;
    ask();
  } else timer = setTimeout(ask, PAUSE);
}

if (section) {
  timer = setTimeout(ask, PAUSE);
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : ask()));
  document.addEventListener("slot:closed", resume);
  document.body.addEventListener("claims-changed", async (event) => {
    await ask();
    document.dispatchEvent(new CustomEvent("list:take", { detail: `claim-${event.detail.claim}` }));
  });
  // what came in answer to one's own step is seen already
  document.addEventListener("row:answered", (event) => {
    const version = Number(event.detail);
    const seen = section.dataset.seen.split(".").map(Number);
    if (!version) ask();
    else if (version > seen[0]) section.dataset.seen = [...new Set([...seen, version])].join(".");
  });
}
