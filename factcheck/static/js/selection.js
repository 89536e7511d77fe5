// Select words in the article to make a claim of them: by mouse, by the handles of a touch screen,
// by the keyboard (see wordcursor.js), or however else the browser lets one select.
//   data-article-text     the article; its blocks carry data-start, the offset of their first
//                         character in Unicode code points into the article's text
//   data-selection-form   the form; its inputs named start, end and quote are filled in. Of several
//                         the one that is open in a row (data-slot)
// The DOM counts UTF-16 code units, in which an emoji is two; the desk counts code points. White
// space at the ends is left to the server, which knows what it calls white space.
// Without script the reader pastes the words and the server finds them.

const SETTLED = 250; // milliseconds in which a selection made without a mouse stands still
let timer = 0;
const article = document.querySelector("[data-article-text]");

const forms = () => [...document.querySelectorAll("[data-selection-form]")];
const form = () => forms().find((each) => each.closest("[data-slot]")) ?? forms()[0];
const length = (text) => [...text].length;
const blocks = () => [...article.querySelectorAll("[data-start]")];

// Half of a surrogate pair is no character: `step` says which way the whole of it lies.
function whole(node, offset, step) {
  if (node.nodeType !== Node.TEXT_NODE) return offset;
  const inside = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(node.data.slice(offset - 1, offset + 1));
  return inside ? offset + step : offset;
}

function within(block, node, offset) {
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, offset);
  return Number(block.dataset.start) + length(before.toString());
}

// The edge of a selection may lie between two blocks: a triple click ends before the next one.
function offsetOf(node, offset, { end }) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const block = element.closest("[data-start]");
  if (block) return within(block, node, whole(node, offset, end ? 1 : -1));
  const point = document.createRange();
  point.setStart(node, offset);
  const after = (each) => point.compareBoundaryPoints(Range.START_TO_START, around(each)) <= 0;
  if (!end) {
    const next = blocks().find(after);
    return next ? Number(next.dataset.start) : null;
  }
  const last = blocks().findLast((each) => !after(each));
  return last ? Number(last.dataset.start) + length(last.textContent) : null;
}

function around(block) {
  const range = document.createRange();
  range.selectNode(block);
  return range;
}

// The words as the article has them: its lines are blocks here, without anything between them.
function quoted(range) {
  const lines = blocks().filter((block) => range.intersectsNode(block)).map((block) => {
    const part = around(block);
    if (block.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
    if (block.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
    return part.toString();
  });
  return lines.join("\n").trim();
}

function selected() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!article.contains(range.commonAncestorContainer)) return null;
  const start = offsetOf(range.startContainer, range.startOffset, { end: false });
  const end = offsetOf(range.endContainer, range.endOffset, { end: true });
  if (start === null || end === null || end <= start) return null;
  const quote = quoted(range);
  return quote ? { start, end, quote } : null;
}

function offer() {
  const words = selected();
  const to = form();
  if (!words || !to) return;
  for (const [name, value] of Object.entries(words)) {
    const input = to.elements.namedItem(name);
    if (input) input.value = value;
  }
  const fold = to.querySelector("details") ?? to.closest("details");
  if (fold) fold.open = true;
}

if (article) {
  document.addEventListener("pointerup", offer);
  document.addEventListener("selection:take", offer);
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(offer, SETTLED);
  });
  document.addEventListener("keyup", (event) => {
    if (event.shiftKey || event.key === "Shift") offer();
  });
  document.addEventListener("input", (event) => {
    // words typed by hand no longer belong to the offsets: the server looks them up
    const to = event.target.form;
    if (event.target.name !== "quote" || !to?.matches("[data-selection-form]")) return;
    clearTimeout(timer);
    for (const name of ["start", "end"]) {
      const input = to.elements.namedItem(name);
      if (input) input.value = "";
    }
  });
}
