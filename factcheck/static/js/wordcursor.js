// Select words of the article with the keyboard alone.
//   data-word-cursor   the button that begins (its key is v): the first word of the claim in hand
//                      is selected, or all of its words while its bounds are being moved
//   arrow keys         the next or previous word; up and down, the line before or after
//   Shift and these    select more or fewer words; with Alt too, character by character
//   Enter              to the form, which has the words; Escape ends it
// Words and characters are those of Unicode (UAX 29) as the browser knows them, so that Thai and
// Chinese have words too and no letter loses its marks. What is selected is told in data-word-told.

const article = document.querySelector("[data-article-text]");
const button = document.querySelector("[data-word-cursor]");
const told = document.querySelector("[data-word-told]");
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const language = article?.closest("[lang]")?.lang || undefined;
let cuts = { word: [], grapheme: [] }; // stretches of text: {block, start, end} in UTF-16 units
let span = null; // {from, to}: where the selection is held and where it moves, as stretches

function cutBy(granularity) {
  const segmenter = new Intl.Segmenter(language, { granularity });
  return [...article.querySelectorAll("[data-start]")].flatMap((block) =>
    [...segmenter.segment(block.textContent)]
      .filter(({ segment }) => segment.trim())
      .map(({ index, segment }) => ({ block, start: index, end: index + segment.length })));
}

function nodeAt(block, offset) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let left = offset;
  let node = walker.nextNode();
  while (node && left > node.data.length) {
    left -= node.data.length;
    node = walker.nextNode();
  }
  return [node, left];
}

function offsetIn(block, mark, { end }) {
  const range = document.createRange();
  range.setStart(block, 0);
  if (end) range.setEndAfter(mark);
  else range.setEndBefore(mark);
  return range.toString().length;
}

const after = (one, other) =>
  one.block === other.block
    ? one.start >= other.start
    : Boolean(other.block.compareDocumentPosition(one.block) & Node.DOCUMENT_POSITION_FOLLOWING);

function show() {
  const forward = after(span.to, span.from);
  const [base, extent] = forward ? ["start", "end"] : ["end", "start"];
  const point = (each, edge) => nodeAt(each.block, each[edge]);
  const selection = document.getSelection();
  selection.setBaseAndExtent(...point(span.from, base), ...point(span.to, extent));
  selection.focusNode.parentElement.scrollIntoView({ block: "nearest" });
  if (told) told.textContent = selection.toString();
}

function begin() {
  cuts = { word: cutBy("word"), grapheme: cutBy("grapheme") };
  if (!cuts.word.length) return;
  const mark = article.querySelector("mark[aria-current]");
  const block = mark?.closest("[data-start]");
  let within = [];
  if (block) {
    const [start, end] = [offsetIn(block, mark, { end: false }), offsetIn(block, mark, { end: true })];
    within = cuts.word.filter((each) => each.block === block && each.start >= start && each.end <= end);
  }
  const from = within[0] ?? cuts.word[0];
  const whole = document.querySelector("[data-slot] [data-selection-form]") && within.length;
  span = { from, to: whole ? within.at(-1) : from };
  article.focus({ preventScroll: true });
  show();
}

function finish() {
  document.dispatchEvent(new CustomEvent("selection:take"));
  span = null;
  const forms = [...document.querySelectorAll("[data-selection-form]")];
  const form = forms.find((each) => each.closest("[data-slot]")) ?? forms[0];
  form?.querySelector("button[type=submit]")?.focus();
}

// The stretch `step` further than the moving edge; a step up or down leads to the edge of a line.
function next(list, at, { step, line }) {
  const now = list.findIndex((each) => each.block === at.block && each.end >= at.end);
  const here = now < 0 ? 0 : now;
  if (!line) return list[Math.min(list.length - 1, Math.max(0, here + step))];
  const other = step > 0 ? list.slice(here) : list.slice(0, here).reverse();
  const found = other.find((each) => each.block !== at.block);
  return found ? list.find((each) => each.block === found.block) : at;
}

// Where the next word is: by the script of this one, else of its line, else as the article is set.
function leftwards({ block, start, end }) {
  const text = block.textContent;
  const letter = /\p{L}/u.exec(text.slice(start, end)) ?? /\p{L}/u.exec(text);
  return letter ? RIGHT_TO_LEFT.test(letter[0]) : getComputedStyle(block).direction === "rtl";
}

function stepOf(event) {
  const way = leftwards(span.to) ? -1 : 1;
  return { ArrowRight: way, ArrowLeft: -way, ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
}

function pressed(event) {
  if (!span || event.ctrlKey || event.metaKey) return;
  const step = stepOf(event);
  if (event.key === "Enter") finish();
  else if (event.key === "Escape") {
    span = null;
    document.getSelection().removeAllRanges();
  } else if (step) {
    const list = event.altKey && event.shiftKey ? cuts.grapheme : cuts.word;
    const to = next(list, span.to, { step, line: /Up|Down/.test(event.key) });
    span = event.shiftKey ? { ...span, to } : { from: to, to };
    show();
  } else return;
  event.preventDefault();
}

if (article && button && Intl.Segmenter) {
  button.hidden = false;
  button.addEventListener("click", begin);
  article.addEventListener("keydown", pressed);
  article.addEventListener("blur", () => {
    span = null;
  });
}
