// What htmx needs from the page: the CSRF token, a sign of work, and an honest word on failure.
//   <meta name="csrf-token" content="…">, <progress class="page-progress">, <div id="messages">,
//   and on #messages the sentences data-offline, data-expired, data-failed.

const progress = document.querySelector(".page-progress");
let underWay = 0;

function busy(step) {
  underWay = Math.max(0, underWay + step);
  progress?.classList.toggle("is-busy", underWay > 0);
}

function say(kind) {
  const place = document.getElementById("messages");
  const shape = document.getElementById("message-shape");
  if (!place || !shape) return;
  const notice = shape.content.cloneNode(true);
  notice.querySelector("[data-text]").textContent = place.dataset[kind];
  place.append(notice);
}

document.body.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("meta[name=csrf-token]")?.content;
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
});
document.body.addEventListener("htmx:beforeRequest", () => busy(1));
document.body.addEventListener("htmx:afterRequest", () => busy(-1));
document.body.addEventListener("htmx:sendError", () => say("offline"));
document.body.addEventListener("htmx:timeout", () => say("offline"));

// A refusal (4xx) carries a page that says why: show it in place of the target.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status === 401 || (xhr.status === 403 && xhr.getResponseHeader("X-Session") === "expired")) {
    event.detail.shouldSwap = false;
    say("expired");
  } else if ([400, 409, 422].includes(xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  } else if (xhr.status >= 400) {
    say("failed");
  }
});

// data-confirm="Retract version 2?" on a form or its button asks once, before anything is sent.
document.addEventListener(
  "submit",
  (event) => {
    const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
    if (!question || window.confirm(question)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  { capture: true },
);

// A plain form sent twice does its work once: the second press is swallowed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-again")) return;
  if (form.getAttribute("aria-busy") === "true") event.preventDefault();
  else form.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[aria-busy]")) form.removeAttribute("aria-busy");
});
