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
