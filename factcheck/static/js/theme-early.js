// Runs before the first paint, so that a chosen theme does not flash. Everything else is a module.
document.documentElement.classList.add("has-script");
try {
  const theme = localStorage.getItem("factcheck-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // storage is switched off: the system's theme it is
}
