// Select words in the article to make a claim of them.
//   data-article-text     the article; its blocks carry data-start, the offset of their first
//                         character in Unicode code points into the article's text
//   data-selection-form   the form; its inputs named start, end and quote are filled in
// Without script the reader pastes the words and the server finds them.

const form = document.querySelector("[data-selection-form]");
const article = document.querySelector("[data-article-text]");

function offsetOf(node, offset) {
  const block = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (!block || !article.contains(block)) return null;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, offset);
  return Number(block.dataset.start) + [...before.toString()].length;
}

function selected() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!article.contains(range.commonAncestorContainer)) return null;
  const quote = range.toString();
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  if (start === null || end === null) return null;
  const lead = [...quote].length - [...quote.trimStart()].length;
  const tail = [...quote].length - [...quote.trimEnd()].length;
  return quote.trim() ? { start: start + lead, end: end - tail, quote: quote.trim() } : null;
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
