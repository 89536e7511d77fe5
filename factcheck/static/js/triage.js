// Keeps the article in step with the list when a decision replaces a row.
// The keys themselves are in keyboard.js, selecting words in selection.js.

let inHand = "";

document.body.addEventListener("htmx:beforeSwap", (event) => {
  const row = event.detail.target.closest?.("[data-item]");
  inHand = row?.getAttribute("aria-current") === "true" ? row.id : "";
});

// A claim may be marked in several pieces: each of them leads to the row.
function marksOf(row) {
  const links = document.querySelectorAll(`.claim__link[href$="#${CSS.escape(row.id)}"]`);
  return [...links].map((link) => link.closest("mark.claim")).filter(Boolean);
}

// The bar for several claims at once says how many are ticked, and rests while none is.
const bar = document.querySelector("[data-bulk]");

function count() {
  if (!bar) return;
  const ticked = document.querySelectorAll("[data-items] input[name=claim]:checked").length;
  bar.querySelector("[data-bulk-count]").textContent = ticked || "";
  for (const button of bar.querySelectorAll("button")) button.disabled = !ticked;
}

document.addEventListener("change", (event) => {
  if (event.target.matches("input[name=claim]")) count();
});
window.addEventListener("pageshow", count);
count();

document.body.addEventListener("htmx:load", (event) => {
  const row = event.detail.elt;
  count();
  if (!row.matches?.("[data-item][data-mark]")) return;
  const first = document.getElementById(row.dataset.mark);
  for (const mark of new Set([first, ...marksOf(row)])) {
    if (mark) mark.dataset.status = row.dataset.status;
  }
  if (row.id !== inHand) return;
  row.setAttribute("aria-current", "true");
  const decided = row.dataset.status !== "candidate" && !row.querySelector("[role=alert]");
  if (decided) document.dispatchEvent(new KeyboardEvent("keydown", { key: "j" }));
  else row.querySelector("button, a")?.focus({ preventScroll: true });
});
