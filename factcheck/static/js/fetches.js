// Pages on their way: the list asks how far they are, once a second, while the page is looked at.
//   data-fetching    on the list while something is under way; htmx asks on the event fetch:look
// The answer is empty where nothing changed, so nothing moves under the cursor. What became evidence
// comes along and is told as evidence:arrived.

const EVERY = 1000; // milliseconds

setInterval(() => {
  const list = document.querySelector("[data-fetching]");
  if (list && !document.hidden) list.dispatchEvent(new Event("fetch:look"));
}, EVERY);
