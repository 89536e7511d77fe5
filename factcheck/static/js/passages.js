// Comments on passages: words selected in [data-passages] go into the box below them, and a link to
// a thread opens what it is folded into.
//   [data-passage-box]   a <details> with passage-quote, passage-number and passage-text
//   [data-unsaid]        what the desk put between the words; no part of a quote

function said(range) {
  const words = range.cloneContents();
  for (const mark of words.querySelectorAll("[data-unsaid]")) mark.remove();
  for (const block of words.querySelectorAll("p, li, h3, h4, h5, h6, tr, blockquote")) block.append("\n");
  return words.textContent.replace(/\s+/g, " ").trim();
}

// How often the words stand in what comes before them, and once more for themselves.
function turn(place, range, quote) {
  const before = document.createRange();
  before.setStart(place, 0);
  before.setEnd(range.startContainer, range.startOffset);
  return said(before).split(quote).length;
}

function offer() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const start = range.startContainer;
  const place = (start.nodeType === Node.TEXT_NODE ? start.parentElement : start).closest("[data-passages]");
  if (!place?.contains(range.endContainer)) return;
  const quote = said(range);
  const box = document.querySelector("[data-passage-box]");
  if (!quote || !box) return;
  box.querySelector("[name=passage-quote]").value = quote;
  box.querySelector("[name=passage-number]").value = turn(place, range, quote);
  box.open = true;
}

document.addEventListener("pointerup", offer);
document.addEventListener("keyup", (event) => {
  if (event.shiftKey || event.key === "Shift") offer();
});

document.addEventListener("input", (event) => {
  if (event.target.name !== "passage-quote") return;
  const number = event.target.closest("[data-passage-box]")?.querySelector("[name=passage-number]");
  if (number) number.value = "1";
});

function reveal() {
  const goal = document.getElementById(location.hash.slice(1));
  if (!goal) return;
  for (let fold = goal.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  goal.scrollIntoView({ block: "nearest" });
  if (goal.matches(".thread, mark")) {
    goal.tabIndex = -1;
    goal.focus({ preventScroll: true });
  }
}

addEventListener("hashchange", reveal);
if (location.hash) reveal();
