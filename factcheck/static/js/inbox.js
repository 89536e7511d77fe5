// Says that an article is being read while the server fetches and splits it; dropping a file
// anywhere on the form chooses it.
//   data-source-form      the form; data-source-progress: the hidden block shown on submit

const form = document.querySelector("[data-source-form]");
const progress = form?.querySelector("[data-source-progress]");
const file = form?.querySelector("input[type=file]");

form?.addEventListener("submit", () => {
  if (progress) progress.hidden = false;
});
window.addEventListener("pageshow", () => {
  if (progress) progress.hidden = true;
});

form?.addEventListener("dragover", (event) => {
  if (event.dataTransfer.types.includes("Files")) event.preventDefault();
});
form?.addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length || !file) return;
  event.preventDefault();
  file.files = event.dataTransfer.files;
  file.focus();
});
