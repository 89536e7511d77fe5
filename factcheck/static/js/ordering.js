// The order of evidence: by the buttons of each piece without reloading, or by dragging one.
//   #order            the form of the buttons; data-moved, data-refused: what is told
//   #evidence-items   the list; a piece is told by the value of its buttons
// Without script each button moves its piece by one place and the page comes again. The order is
// sent as a whole: if it was another one meanwhile, the desk refuses and nothing is changed.

const list = document.getElementById("evidence-items");
const form = () => document.getElementById("order");
const told = document.getElementById("order-told");
const pieces = () => [...list.querySelectorAll(":scope > [data-item]")];
const button = (piece, name) => piece.querySelector(`button[form="order"][name="${name}"]`);
let dragged = null;

function tell(words) {
  told.textContent = words;
}

function body() {
  const sent = new URLSearchParams();
  sent.set("csrfmiddlewaretoken", form().elements.csrfmiddlewaretoken.value);
  for (const piece of pieces()) sent.append("evidence", button(piece, "up").value);
  return sent;
}

async function keep(piece, before) {
  const headers = { "HX-Request": "true" };
  const answer = await fetch(form().action, { method: "POST", body: body(), headers }).catch(() => null);
  if (answer?.status === 204) {
    const place = pieces().indexOf(piece) + 1;
    tell(form().dataset.moved.replace("%n", place).replace("%m", pieces().length));
    return;
  }
  list.append(...before);
  const why = answer && answer.status < 500 ? await answer.text() : "";
  tell(why.length && why.length < 300 ? why : form().dataset.refused);
}

function put(piece, to) {
  const before = pieces();
  if (to < 0 || to >= before.length || before.indexOf(piece) === to) return;
  const rest = before.filter((each) => each !== piece);
  list.insertBefore(piece, rest[to] ?? null);
  keep(piece, before);
}

document.addEventListener("submit", (event) => {
  if (event.target !== form()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const piece = event.submitter?.closest("[data-item]");
  if (!piece) return;
  const step = event.submitter.name === "up" ? -1 : 1;
  put(piece, pieces().indexOf(piece) + step);
  event.submitter.focus();
}, { capture: true });

// A piece can be dragged by its number, so that its words can still be selected.
list?.addEventListener("dragstart", (event) => {
  const handle = event.target.closest?.("[data-drag]");
  if (!handle) return;
  dragged = handle.closest("[data-item]");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", handle.textContent);
});
list?.addEventListener("dragover", (event) => {
  const over = dragged && event.target.closest("[data-item]");
  if (!over) return;
  event.preventDefault();
  for (const each of pieces()) each.toggleAttribute("data-drop", each === over && each !== dragged);
});
list?.addEventListener("drop", (event) => {
  const over = dragged && event.target.closest("[data-item]");
  if (!over) return;
  event.preventDefault();
  put(dragged, pieces().indexOf(over));
});
list?.addEventListener("dragend", () => {
  dragged = null;
  for (const each of pieces()) each.removeAttribute("data-drop");
});
