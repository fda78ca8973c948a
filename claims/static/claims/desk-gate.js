/* The checklist keeps itself fresh while a claim is being edited. Without this it is right when the page is loaded. */

const checklist = document.querySelector("[data-live]");
const summary = document.querySelector('textarea[name="verdict-0-summary"]');
const EVERY = 20_000; // milliseconds

/* Counted as the desk counts it: white space folded, one for each character however it is encoded. */
function lengthOf(text) {
  return [...text.split(/\s+/).filter(Boolean).join(" ")].length;
}

function setText(parent, className, text) {
  let line = parent.querySelector(`.${className}`);
  if (!line && text) {
    line = document.createElement("p");
    line.className = className;
    parent.querySelector(".check-line").after(line);
  }
  if (line) line.textContent = text;
}

/* While the summary is being typed its row says what it would say after saving. */
function showLength() {
  if (!summary) return;
  const row = checklist?.querySelector('[data-rule="summary"]');
  const [least, most] = row ? [Number(row.dataset.least), Number(row.dataset.most)] : [0, summary.maxLength];
  const length = lengthOf(summary.value);
  const fits = length >= least && length <= most;
  counter.textContent = interpolate(gettext("%s of %s characters"), [length, most]);
  counter.classList.toggle("outside", !fits && length > 0);
  if (!row || summary.value === summary.defaultValue) return;
  if (!fits) row.closest("details.met")?.setAttribute("open", "");
  const [sign, word] = fits ? ["✓", gettext("Met")] : ["✗", gettext("Missing")];
  row.classList.toggle("check-met", fits);
  row.classList.toggle("check-missing", !fits);
  row.querySelector(".check-sign").textContent = sign;
  row.querySelector(".check-word").textContent = word;
  setText(row, "check-clause", fits ? "" : `${row.dataset.clause.replace("#", length)}. ${row.dataset.remedy}`);
}

/* A reason that somebody is typing is never taken away. */
function isBeingWritten() {
  const reasons = [...checklist.querySelectorAll("textarea")];
  return checklist.contains(document.activeElement) || reasons.some((reason) => reason.value.trim());
}

/* Which part of the list can be opened there: the rule it is of, or the rules that are met. */
function nameOf(details) {
  return details.closest("[data-rule]")?.dataset.rule ?? details.className;
}

function show(html) {
  const open = [...checklist.querySelectorAll("details[open]")].map(nameOf);
  checklist.innerHTML = html;
  const unsaved = document.querySelector(".acts .unsaved")?.hidden === false;
  checklist.querySelectorAll("button.act").forEach((button) => {
    button.disabled = unsaved || !button.form; // a rule that came into force after the page was loaded has no form yet
  });
  checklist.querySelectorAll("details").forEach((details) => {
    details.open ||= open.includes(nameOf(details));
  });
  showLength();
}

async function refresh() {
  if (document.hidden || isBeingWritten()) return;
  try {
    const answer = await fetch(checklist.dataset.live, { headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok || answer.redirected) return; // logged out, or the claim is gone: the page stays as it was
    const html = await answer.text();
    if (!isBeingWritten() && html !== checklist.dataset.shown) {
      checklist.dataset.shown = html;
      show(html);
    }
  } catch {
    /* no connection: the next time */
  }
}

const counter = document.createElement("p");
counter.className = "counted";
if (summary) {
  summary.after(counter);
  summary.addEventListener("input", showLength);
  showLength();
}
if (checklist) {
  setInterval(refresh, EVERY);
  window.addEventListener("focus", refresh);
  document.addEventListener("visibilitychange", refresh);
}
