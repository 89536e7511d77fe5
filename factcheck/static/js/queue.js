// The bar for several reviews at once says how many are ticked, and rests while none is.
const bar = document.querySelector("[data-bulk]");
const ticks = [...document.querySelectorAll("input[name=pick]")];

function count() {
  const ticked = ticks.filter((tick) => tick.checked).length;
  bar.querySelector("[data-bulk-count]").textContent = ticked || "";
  bar.querySelector("button").disabled = !ticked;
}

if (bar) {
  for (const tick of ticks) tick.addEventListener("change", count);
  window.addEventListener("pageshow", count);
  count();
}
