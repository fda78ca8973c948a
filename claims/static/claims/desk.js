/* The desk's own comforts. Every screen also works without them. */
"use strict";

/* Rows of a claim are moved by two buttons beside the number that says their place. */
function placeOf(row) {
  return row.querySelector('.place input[name$="-position"]');
}

function rowsOf(ledger) {
  return [...ledger.querySelectorAll(":scope > .row:not(.empty-form)")];
}

function renumber(ledger) {
  rowsOf(ledger).forEach((row, index) => {
    placeOf(row).value = index + 1;
  });
}

function move(row, step) {
  const ledger = row.parentElement;
  const rows = rowsOf(ledger);
  const other = rows[rows.indexOf(row) + step];
  if (!other) return;
  if (step < 0) other.before(row);
  else other.after(row);
  renumber(ledger);
  row.closest("form").dispatchEvent(new Event("input"));
}

function addMovers(row) {
  const place = row.querySelector(".place");
  if (!placeOf(row) || place.querySelector(".mover")) return;
  for (const [step, sign, words] of [[-1, "↑", gettext("Move up")], [1, "↓", gettext("Move down")]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "mover";
    button.textContent = sign;
    button.setAttribute("aria-label", words);
    button.addEventListener("click", () => {
      move(row, step);
      button.focus();
    });
    place.append(button);
  }
}

document.querySelectorAll(".ledger .row:not(.empty-form)").forEach(addMovers);
document.addEventListener("formset:added", (event) => {
  event.target.querySelectorAll(".place .mover").forEach((button) => button.remove());
  addMovers(event.target);
});

/* The search box of a choosing list says what it searches. */
function nameSearchBoxes() {
  document.querySelectorAll("select.admin-autocomplete").forEach((select) => {
    const words = select.labels[0]?.textContent.replace(/:\s*$/, "").trim();
    const box = select.nextElementSibling?.querySelector(".select2-search__field");
    if (box && words) box.setAttribute("aria-label", words);
    nameChoice(select);
  });
}

/* A list of which one is chosen is called by its label and by what is chosen. */
function nameChoice(select) {
  const choice = select.nextElementSibling?.querySelector(".select2-selection--single");
  const label = select.labels[0];
  if (!choice || !label || choice.dataset.named) return;
  label.id ||= `${select.id}-label`;
  choice.setAttribute("aria-labelledby", `${label.id} ${choice.getAttribute("aria-labelledby")}`);
  choice.querySelector("[role=textbox]")?.setAttribute("aria-labelledby", label.id);
  choice.dataset.named = "yes";
}

if (window.django?.jQuery) {
  const $ = django.jQuery;
  $(nameSearchBoxes);
  $(document).on("select2:open", (event) => {
    const words = event.target.labels[0]?.textContent.replace(/:\s*$/, "").trim();
    const box = document.querySelector(".select2-dropdown .select2-search__field");
    if (box && words) box.setAttribute("aria-label", words);
  });
}

/* A button that acts on a claim does not save it: what is typed would be lost. */
const claimForm = document.getElementById("claim_form");

function guardTypedText(form) {
  const notice = document.querySelector(".acts .unsaved");
  let typed = form.querySelector(".not-saved") !== null;

  function tell() {
    if (notice) notice.hidden = !typed;
    document.querySelectorAll("button.act").forEach((button) => {
      button.disabled = typed;
    });
  }

  form.addEventListener("input", (event) => {
    if (event.target.getAttribute("form")) return; // it belongs to an act
    typed = true;
    tell();
  });
  form.addEventListener("submit", () => {
    typed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });
  tell();
}

if (claimForm) guardTypedText(claimForm);
