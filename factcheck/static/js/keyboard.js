// One key to the next action.
//   data-items            a list or table body; j and k move through its data-item rows
//   data-item             a row; aria-current="true" marks the one in hand
//   data-mark="c12"       on a row: the id of the <mark> in the article that belongs to it
//   data-key="u U"        a button or link, and its keys; pressed in the row in hand, else anywhere
//                         on the page outside of rows
//   #keyboard-help        the help, opened by ?
// Keys are ignored while typing, when Ctrl, Alt or Meta is held, and where the person switched them
// off: <body data-shortcuts="off">. Other scripts move through the list with the events list:step
// (detail: how far) and list:take (detail: the id of a row).

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
  const selector = `[data-key~="${CSS.escape(key)}"]`;
  const control = inHand()?.querySelector(selector) ?? document.querySelector(`${selector}:not([data-item] *)`);
  if (!control || control.disabled) return false;
  control.click();
  return true;
}

document.addEventListener("list:step", (event) => move(event.detail));
document.addEventListener("list:take", (event) => {
  const row = document.getElementById(event.detail);
  if (row) take(row);
});

document.addEventListener("keydown", (event) => {
  if (document.body.dataset.shortcuts === "off") return;
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
