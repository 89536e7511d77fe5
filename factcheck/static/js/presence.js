// Who else is here: asked for every few seconds while the page is in view, and told what one does.
//   [data-presence="/reviews/8/presence/"]   holds #here and #writing-now, filled by the server
// What is the same stays in place: nothing moves under the cursor.

const EVERY = 10_000;
const STILL = 30_000; // after the last keystroke
const place = document.querySelector("[data-presence]");
const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";

let typed = 0;
let told = "";
let timer = 0;

function doing() {
  if (performance.now() - typed > STILL || !typed) return "reading";
  return told;
}

function body(what) {
  return new URLSearchParams({ doing: what, csrfmiddlewaretoken: token });
}

function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const id of ["here", "writing-now"]) {
    const [old, now] = [place.querySelector(`#${id}`), fresh.getElementById(id)];
    if (!old || !now || old.innerHTML === now.innerHTML) continue;
    old.innerHTML = now.innerHTML;
    old.hidden = now.hidden;
  }
}

async function call() {
  clearTimeout(timer);
  if (document.visibilityState === "visible") {
    try {
      const answer = await fetch(place.dataset.presence, { method: "POST", body: body(doing()) });
      if (answer.ok) show(await answer.text());
    } catch {
      // out of reach: the next call tries again
    }
  }
  timer = setTimeout(call, EVERY);
}

if (place) {
  call();
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form) return;
    const now = form.id === "verdict-form" ? "writing" : form.closest("#evidence") ? "citing" : "";
    if (!now) return;
    const news = now !== doing();
    [typed, told] = [performance.now(), now];
    if (news) call();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") call();
  });
  window.addEventListener("pagehide", () => navigator.sendBeacon(place.dataset.presence, body("gone")));
}
