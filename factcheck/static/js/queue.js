// The bar for several reviews at once says how many are ticked, and rests while none is.
// The numbers of the views are asked for again while somebody looks; the rows stay as they are.
const EVERY = 30_000;
const bar = document.querySelector("[data-bulk]");
const ticks = [...document.querySelectorAll("input[name=pick]")];
const page = document.querySelector("[data-tick-all]");
const all = document.querySelector("[data-all]");

function count() {
  const ticked = ticks.filter((tick) => tick.checked).length;
  bar.querySelector("[data-bulk-count]").textContent = all.checked ? "" : ticked || "";
  bar.querySelector("button").disabled = !ticked && !all.checked;
  page.checked = ticked === ticks.length;
  page.indeterminate = ticked > 0 && ticked < ticks.length;
}

if (bar) {
  page.hidden = false;
  page.addEventListener("change", () => {
    for (const tick of ticks) tick.checked = page.checked;
    count();
  });
  for (const box of [...ticks, all]) box.addEventListener("change", count);
  window.addEventListener("pageshow", count);
  count();
}

const views = document.querySelector("[data-numbers]");
const spoken = new Intl.NumberFormat(document.documentElement.lang);

async function refresh() {
  if (document.hidden) return;
  const answer = await fetch(views.dataset.numbers, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) return;
  for (const [name, number] of Object.entries(await answer.json())) {
    const place = views.querySelector(`[data-number="${CSS.escape(name)}"]`);
    const text = spoken.format(number);
    if (!place || place.textContent === text) continue;
    place.textContent = text;
    document.querySelector("[data-moved]").hidden = false;
  }
}

if (views) {
  const quietly = () => refresh().catch(() => {}); // offline: the numbers stay as they were
  setInterval(quietly, EVERY);
  document.addEventListener("visibilitychange", quietly);
}
