// Edit, bounds, cut and merge within the row, so that the article and the list stay in view.
//   a[data-place]     in a row: leads to a page with a form; its form is shown in the row instead
//   a[data-close]     in such a form: away with it
// The desk answers a form that it took with the event "claims-changed", and live.js brings the row
// up to date. With Ctrl, Shift or the middle button the page itself opens, as links do.

const list = document.querySelector("[data-items]");
const open = () => document.querySelector("[data-slot]");

function close({ back = true } = {}) {
  const slot = open();
  if (!slot) return;
  const opener = slot.closest("[data-item]").querySelector("a[data-place][aria-expanded=true]");
  slot.remove();
  opener?.removeAttribute("aria-expanded");
  if (back) opener?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("slot:closed"));
}

async function show(link) {
  const again = link.getAttribute("aria-expanded") === "true";
  close({ back: again });
  if (again) return;
  const slot = document.createElement("div");
  slot.className = "item__slot";
  slot.dataset.slot = "";
  link.closest(".item__actions").after(slot);
  link.setAttribute("aria-expanded", "true");
  await window.htmx.ajax("GET", link.href, { source: slot, target: slot, swap: "innerHTML" });
  if (!slot.isConnected) return;
  if (!slot.childElementCount) return close(); // the desk did not answer: requests.js has said so
  slot.querySelector("textarea, button:not([data-key]), select, input:not([type=hidden])")?.focus();
  slot.scrollIntoView({ block: "nearest" });
}

function send(form, button) {
  const slot = form.closest("[data-slot]");
  const values = Object.fromEntries(new FormData(form, button));
  window.htmx.ajax("POST", form.action, { source: slot, target: slot, swap: "innerHTML", values });
}

if (list && window.htmx) {
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-place], [data-slot] a[data-close]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (link.dataset.place === undefined) close();
    else show(link);
  });
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.closest("[data-slot]")) return;
    event.preventDefault();
    send(event.target, event.submitter);
  }, { capture: true });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest("[data-slot]")) close();
  });
  document.body.addEventListener("claims-changed", () => close());
}
