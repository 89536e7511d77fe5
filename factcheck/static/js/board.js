// Cards can be dragged to the columns where they may go: the same form that each card holds is
// filled in and sent. A move that takes a reason opens the card and asks for it instead.
const board = document.querySelector("[data-board]");
let held = null;

function mayGo(lane) {
  return held?.dataset.to?.split(" ").includes(lane.dataset.lane);
}

function drop(card, status) {
  const form = card.querySelector("form");
  const choice = form.elements.to;
  choice.value = status;
  ask(form);
  if ("reason" in choice.selectedOptions[0].dataset && !form.elements.reason.value.trim()) {
    card.querySelector("details").open = true;
    form.elements.reason.focus();
  } else {
    form.requestSubmit();
  }
}

function ask(form) {
  const question = form.elements.to.selectedOptions[0].dataset.question;
  if (question) form.dataset.confirm = question;
  else delete form.dataset.confirm;
}

for (const card of board.querySelectorAll("[data-card][data-to]")) {
  card.draggable = true;
  ask(card.querySelector("form"));
  card.addEventListener("change", () => ask(card.querySelector("form")));
  card.addEventListener("dragstart", (event) => {
    held = card;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.id);
    for (const lane of board.querySelectorAll("[data-lane]")) lane.toggleAttribute("data-open", mayGo(lane));
  });
  card.addEventListener("dragend", () => {
    held = null;
    for (const lane of board.querySelectorAll("[data-lane]")) lane.removeAttribute("data-open");
  });
}

for (const lane of board.querySelectorAll("[data-lane]")) {
  lane.addEventListener("dragover", (event) => {
    if (mayGo(lane)) event.preventDefault();
  });
  lane.addEventListener("drop", (event) => {
    if (!mayGo(lane)) return;
    event.preventDefault();
    drop(held, lane.dataset.lane);
  });
}
