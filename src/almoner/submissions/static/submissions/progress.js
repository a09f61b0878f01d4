// While a return is checked, asks how far it is; when it has ended, the page is loaded again.
const box = document.querySelector("[data-progress]");

async function look() {
  try {
    const answer = await fetch(box.dataset.progress, { cache: "no-store" });
    if (answer.ok) {
      if (answer.headers.get("X-Moving") !== "1") {
        location.reload();
        return;
      }
      const text = await answer.text();
      if (text !== box.innerHTML) box.innerHTML = text;
    }
  } catch {
    // The site may be restarting: the next look says more.
  }
  setTimeout(look, 700);
}

if (box) setTimeout(look, 300);
