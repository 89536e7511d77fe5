// The theme switch in the user menu: as the system, light, dark.
const CHOICES = ["system", "light", "dark"];
const root = document.documentElement;

function remember(choice) {
  try {
    localStorage.setItem("factcheck-theme", choice);
  } catch {
    // storage is switched off: the choice lasts until the next page
  }
}

function apply(choice) {
  if (choice === "system") delete root.dataset.theme;
  else root.dataset.theme = choice;
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    const label = button.querySelector("[data-theme-label]");
    // the words come from the page, so that they are translated with it
    if (label) label.textContent = button.dataset[choice] ?? choice;
  }
}

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-theme-switch]")) return;
  const now = CHOICES.indexOf(root.dataset.theme ?? "system");
  const next = CHOICES[(now + 1) % CHOICES.length];
  remember(next);
  apply(next);
});

apply(root.dataset.theme ?? "system");
