// Decisions on the claims of an article, shown at once and put right when the desk answers.
//   [data-items] .item__actions      the form of a row; its buttons carry formaction, and
//   data-becomes="accepted"          the status that the row has if the desk agrees
//   form[data-undo-mine]             takes back one's own last step
// The keys themselves are in keyboard.js, selecting words in selection.js, the decisions of other
// people in live.js. Rows carry no hx- attributes: three hundred of them would take a second to
// bind. Without htmx the forms are sent as forms are.

const list = document.querySelector("[data-items]");
let inHand = "";
let underWay = Promise.resolve(); // decisions go one after the other, in the order they were made

// A claim may be marked in several pieces: each of them leads to the row.
function marksOf(row) {
  const links = document.querySelectorAll(`.claim__link[href$="#${CSS.escape(row.id)}"]`);
  const first = document.getElementById(row.dataset.mark);
  return new Set([first, ...[...links].map((link) => link.closest("mark.claim"))].filter(Boolean));
}

function paint(row) {
  for (const mark of marksOf(row)) mark.dataset.status = row.dataset.status;
}

function step() {
  document.dispatchEvent(new CustomEvent("list:step", { detail: 1 }));
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

async function decide(row, form, button, earlier) {
  const before = row.dataset.status;
  const values = Object.fromEntries(new FormData(form, button));
  if (button.dataset.becomes) {
    row.dataset.status = button.dataset.becomes;
    paint(row);
    if (row.getAttribute("aria-current") === "true") step();
  }
  row.setAttribute("aria-busy", "true");
  await earlier;
  await window.htmx.ajax("POST", button.formAction, {
    source: row, target: row, swap: "outerHTML", values,
  });
  if (!row.isConnected) return answered(row.id, { whole: Boolean(button.dataset.becomes) });
  row.dataset.status = before;
  row.removeAttribute("aria-busy");
  paint(row);
}

// Where only the row was concerned, live.js need not bring it again; after an undo it may be more.
function answered(id, { whole }) {
  const version = document.getElementById(id)?.dataset.version;
  document.dispatchEvent(new CustomEvent("row:answered", { detail: whole ? version : null }));
}

// One's last step is the one just shown, though the desk may still be at it.
async function undoMine(form) {
  const values = Object.fromEntries(new FormData(form));
  await underWay;
  const where = { source: form, target: "#messages", swap: "beforeend", values };
  window.htmx.ajax("POST", form.action, where);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const row = form.closest("[data-item]");
  if (!window.htmx || event.defaultPrevented || !event.submitter) return;
  if (form.matches("[data-undo-mine]")) {
    event.preventDefault();
    undoMine(form);
  } else if (row && list?.contains(row) && form.matches(".item__actions")) {
    event.preventDefault();
    if (row.hasAttribute("aria-busy")) return;
    underWay = decide(row, form, event.submitter, underWay).catch(() => {});
  }
}, { capture: true });

document.body.addEventListener("htmx:beforeSwap", (event) => {
  const row = event.detail.target.closest?.("[data-item]");
  inHand = row?.getAttribute("aria-current") === "true" ? row.id : "";
});

// A row that came in place of another one: from htmx, or from live.js ("row:new").
function settle(row) {
  count();
  if (!row.matches?.("[data-item][data-mark]")) return;
  paint(row);
  if (row.id !== inHand) return;
  inHand = "";
  row.setAttribute("aria-current", "true");
  for (const mark of marksOf(row)) if (mark.id) mark.setAttribute("aria-current", "true");
  row.querySelector("button, a")?.focus({ preventScroll: true });
}

document.body.addEventListener("htmx:load", (event) => settle(event.detail.elt));
document.addEventListener("row:new", (event) => settle(event.target));
