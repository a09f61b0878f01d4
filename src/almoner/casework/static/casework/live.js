// Keeps the tiles of a live page up to date without reloading it: the server says when they change,
// and only the tiles that did are put in place. Where it cannot (too many pages are open, a proxy
// that holds back) the page asks every second. Nothing moves under a reader's focus unless its own
// figure changed.
const box = document.querySelector("[data-live]");
const EVERY = 1000;
const LONGEST = 30000;
const SHOWN = 4000;
let tag = "";
let pause = EVERY;
let stream = null;

function listen() {
  stream?.close();
  stream = null;
  if (document.hidden) return;
  stream = new EventSource(box.dataset.events);
  stream.addEventListener("tiles", (event) => put(event.data));
}

async function look() {
  if (!document.hidden && stream?.readyState !== EventSource.OPEN) {
    try {
      const headers = tag ? { "If-None-Match": tag } : {};
      const answer = await fetch(box.dataset.live, { headers, cache: "no-store" });
      if (answer.status === 200) {
        put(await answer.text());
        tag = answer.headers.get("ETag") ?? "";
      }
      pause = answer.ok || answer.status === 304 ? EVERY : Math.min(pause * 2, LONGEST);
    } catch {
      pause = Math.min(pause * 2, LONGEST);
    }
  }
  setTimeout(look, pause);
}

function put(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").body;
  const ids = (root) => [...root.querySelectorAll("[data-tile]")].map((tile) => tile.id).join();
  if (ids(fresh) !== ids(box)) {
    box.replaceChildren(...fresh.childNodes);
    return;
  }
  for (const tile of fresh.querySelectorAll("[data-tile]")) {
    const old = document.getElementById(tile.id);
    if (old.innerHTML !== tile.innerHTML) {
      old.replaceWith(tile);
      tile.classList.add("app-tile--changed");
      setTimeout(() => tile.classList.remove("app-tile--changed"), SHOWN);
    }
  }
  const line = box.querySelector(".app-asat");
  const freshLine = fresh.querySelector(".app-asat");
  if (line && freshLine && line.innerHTML !== freshLine.innerHTML) line.innerHTML = freshLine.innerHTML;
}

if (box) {
  listen();
  document.addEventListener("visibilitychange", listen);
  setTimeout(look, EVERY);
}
