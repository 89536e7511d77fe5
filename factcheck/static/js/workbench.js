// The workbench: the claim is in view, folds that links lead to open, and fetching a page shows that
// it is under way.

function open(id) {
  const fold = id && document.getElementById(id);
  if (fold instanceof HTMLDetailsElement) fold.open = true;
  return fold;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-opens]");
  const fold = link && open(link.dataset.opens);
  fold?.querySelector("input:not([type=hidden]), textarea")?.focus();
});

open(location.hash.slice(1));
window.addEventListener("hashchange", () => open(location.hash.slice(1)));

// Brings the claim into view where the article scrolls in a pane of its own.
const mark = document.querySelector("[data-show-claim] mark.claim");
const pane = mark?.closest(".pane__body");

if (pane && pane.scrollHeight > pane.clientHeight) {
  const { top, bottom } = mark.getBoundingClientRect();
  const edge = pane.getBoundingClientRect();
  if (bottom > edge.bottom) pane.scrollTop += top - edge.top - edge.height / 3;
}

for (const form of document.querySelectorAll("form[data-working]")) {
  const sign = form.querySelector("[data-working-sign]");
  form.addEventListener("submit", () => {
    sign.hidden = false;
  });
  window.addEventListener("pageshow", () => {
    sign.hidden = true;
  });
}

// Citing: a click, or Alt and a digit, puts [n] where the caret of the rationale is.
//   data-cite-into="id_rationale"   holds the buttons data-cite="3"
const bar = document.querySelector("[data-cite-into]");
const rationale = bar && document.getElementById(bar.dataset.citeInto);

function cite(number) {
  const { selectionEnd: at, value } = rationale;
  const gap = at && !/\s/.test(value[at - 1]) ? " " : "";
  rationale.focus();
  rationale.setRangeText(`${gap}[${number}]`, at, at, "end");
  rationale.dispatchEvent(new Event("input", { bubbles: true }));
}

if (rationale) {
  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-cite]");
    if (button) cite(button.dataset.cite);
  });
  rationale.addEventListener("keydown", (event) => {
    const digit = event.altKey && !event.ctrlKey && /^Digit([1-9])$/.exec(event.code);
    if (!digit || !bar.querySelector(`[data-cite="${digit[1]}"]`)) return;
    event.preventDefault();
    cite(digit[1]);
  });
}
