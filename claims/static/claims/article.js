/* A highlight opens its verdict beside the text, one at a time, and gives the focus back when it closes.
   Without this script the highlight leads to the note under its passage, by its address alone. */

let opener = null;

const noteOf = (link) => document.getElementById(link.hash.slice(1));
const linksTo = (note) => document.querySelectorAll(`.hl[href="#${CSS.escape(note.id)}"]`);
const openNote = () => document.querySelector(".note.open");

function announce(note, open) {
  note.classList.toggle("open", open);
  linksTo(note).forEach((link) => link.setAttribute("aria-expanded", open));
}

function close() {
  const note = openNote();
  if (!note) return;
  announce(note, false);
  history.replaceState(history.state, "", location.pathname + location.search);
  const link = opener?.isConnected ? opener : linksTo(note)[0];
  opener = null;
  link?.focus();
}

function open(note, link) {
  const before = openNote();
  if (before) announce(before, false);
  opener = link;
  announce(note, true);
  const place = note.querySelector(".note-beside");
  if (!place.hasChildNodes()) window.htmx.trigger(place, "open");
  history.replaceState(history.state, "", `#${note.id}`);
  show(note);
}

function show(note) {
  if (!note.contains(document.activeElement)) note.focus({ preventScroll: true });
  note.scrollIntoView({ block: "nearest" });
}

function prepare(part) {
  part.querySelectorAll(".hl[href]").forEach((link) => {
    if (!noteOf(link)?.matches(".note")) return;
    link.setAttribute("aria-expanded", "false");
    link.setAttribute("aria-controls", link.hash.slice(1));
  });
}

function onClick(event) {
  if (event.target.closest(".note [data-close]")) return close();
  const link = event.target.closest(".hl[aria-expanded]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const note = noteOf(link);
  if (note.classList.contains("open")) close();
  else open(note, link);
}

if (window.htmx) {
  document.documentElement.classList.add("live");
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) close();
  });
  document.addEventListener("htmx:load", (event) => prepare(event.target));
  document.addEventListener("htmx:afterSwap", (event) => {
    const note = event.target.closest(".note.open");
    if (note) show(note);
  });
  prepare(document);
  const chosen = location.hash.startsWith("#claim-") && document.getElementById(location.hash.slice(1));
  if (chosen && chosen.matches(".note")) open(chosen, linksTo(chosen)[0] ?? null);
}
