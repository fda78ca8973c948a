/* What a reader types finds checks at once: down into the list by the arrow keys, back to the field by Escape.
   Without this script the form asks when it is sent. */

const place = document.getElementById("suggestions");
const said = document.getElementById("suggestions-said");
const field = document.querySelector('[data-hx-target="#suggestions"]');

const links = () => [...place.querySelectorAll("a")];

function clear() {
  window.htmx.trigger(field, "htmx:abort");
  place.replaceChildren();
  said.textContent = "";
}

function onKey(event) {
  if (event.key === "Escape" && links().length) {
    event.preventDefault();
    clear();
    field.focus();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !links().length) return;
  event.preventDefault();
  const stops = [field, ...links()];
  const next = stops.indexOf(document.activeElement) + step;
  stops[Math.min(Math.max(next, 0), stops.length - 1)].focus();
}

if (place && field && window.htmx) {
  field.form.addEventListener("keydown", onKey);
  place.addEventListener("htmx:beforeSwap", (event) => {
    if (!field.form.contains(document.activeElement)) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (!field.form.contains(event.target)) clear();
  });
  field.form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !field.form.contains(event.relatedTarget)) clear();
  });
}
