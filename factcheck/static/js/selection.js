// Select words in the article to make a claim of them.
//   data-article-text     the article; its blocks carry data-start, the offset of their first
//                         character in Unicode code points into the article's text
//   data-selection-form   the form; its inputs named start, end and quote are filled in
// The DOM counts UTF-16 code units, in which an emoji is two; the desk counts code points. White
// space at the ends is left to the server, which knows what it calls white space.
// Without script the reader pastes the words and the server finds them.

const form = document.querySelector("[data-selection-form]");
const article = document.querySelector("[data-article-text]");

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
  if (!words) return;
  for (const [name, value] of Object.entries(words)) {
    const input = form.elements.namedItem(name);
    if (input) input.value = value;
  }
  const fold = form.querySelector("details") ?? form.closest("details");
  if (fold) fold.open = true;
}

if (form && article) {
  document.addEventListener("pointerup", offer);
  document.addEventListener("keyup", (event) => {
    if (event.shiftKey || event.key === "Shift") offer();
  });
  form.addEventListener("input", (event) => {
    // words typed by hand no longer belong to the offsets: the server looks them up
    if (event.target.name !== "quote") return;
    for (const name of ["start", "end"]) {
      const input = form.elements.namedItem(name);
      if (input) input.value = "";
    }
  });
}
