// Files may be dropped on the box of a file input, which works without this as well. What was
// chosen is listed, and more than may be sent at once is said before it is sent.
const form = document.querySelector("form[data-most-mebibytes]");
const most = Number(form?.dataset.mostMebibytes ?? 0) * 1024 * 1024;

for (const box of document.querySelectorAll("[data-drop]")) {
  const input = box.querySelector("input");
  const list = box.querySelector("[data-drop-list]");
  box.querySelector("[data-drop-words]").hidden = false;
  for (const name of ["dragenter", "dragover"]) {
    box.addEventListener(name, (event) => {
      event.preventDefault();
      box.classList.add("app-drop--over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    box.addEventListener(name, () => box.classList.remove("app-drop--over"));
  }
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer?.files.length) {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
  input.addEventListener("change", () => {
    const files = [...input.files];
    list.replaceChildren(...files.map((file) => line(`${file.name} (${size(file.size)})`)));
  });
}

form?.addEventListener("change", () => {
  const inputs = [...form.querySelectorAll("input[type=file]")];
  const total = inputs.flatMap((input) => [...input.files]).reduce((sum, file) => sum + file.size, 0);
  const words = total > most ? `${size(total)} of at most ${size(most)}` : "";
  for (const input of inputs) input.setCustomValidity(words);
  if (words) inputs[0].reportValidity();
});

function line(text) {
  const item = document.createElement("li");
  item.textContent = text;
  return item;
}

function size(bytes) {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
