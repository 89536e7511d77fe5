// One key to the next action.
//   data-items            a list or table body; j and k move through its data-item rows
//   data-item             a row; aria-current="true" marks the one in hand
//   data-mark="c12"       on a row: the id of the <mark> in the article that belongs to it
//   data-key="a"          a button or link; pressed in the row in hand, else anywhere on the page
//   #keyboard-help        the help, opened by ?
// Keys are ignored while typing and when Ctrl, Alt or Meta is held.

function typing(target) {
  return target.closest?.("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");
}

function rows() {
  return [...document.querySelectorAll("[data-items] [data-item]")];
}

function inHand() {
  return document.querySelector("[data-item][aria-current='true']");
}

function markOf(row) {
  return row?.dataset.mark ? document.getElementById(row.dataset.mark) : null;
}

function take(row, { scroll = true } = {}) {
  const before = inHand();
  for (const old of [before, markOf(before)]) old?.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  const mark = markOf(row);
  mark?.setAttribute("aria-current", "true");
  if (!scroll) return;
  row.scrollIntoView({ block: "nearest" });
  mark?.scrollIntoView({ block: "nearest" });
  const link = row.querySelector("a, button");
  link?.focus({ preventScroll: true });
}

function move(step) {
  const all = rows();
  if (!all.length) return;
  const now = all.indexOf(inHand());
  const next = now === -1 ? 0 : Math.min(all.length - 1, Math.max(0, now + step));
  take(all[next]);
}

function press(key) {
  const selector = `[data-key="${CSS.escape(key)}"]`;
  const control = inHand()?.querySelector(selector) ?? document.querySelector(`${selector}:not([data-item] *)`);
  if (!control || control.disabled) return false;
  control.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (typing(event.target) || document.querySelector("dialog:popover-open, dialog[open]")) return;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "?") document.getElementById("keyboard-help")?.showPopover();
  else if (!(event.key.length === 1 && press(event.key))) return;
  event.preventDefault();
});

// A click or focus inside a row takes it in hand; a click on a mark takes its row.
document.addEventListener("focusin", (event) => {
  const row = event.target.closest?.("[data-item]");
  if (row && row !== inHand()) take(row, { scroll: false });
});

document.addEventListener("click", (event) => {
  const mark = event.target.closest?.("mark.claim[id]");
  const row = mark && document.querySelector(`[data-mark="${CSS.escape(mark.id)}"]`);
  if (!row) return;
  event.preventDefault();
  take(row);
});
