/* The discussion's comforts: it is sent without leaving what is being typed above. Everything also works without. */
"use strict";

const discussion = () => document.getElementById("discussion");

/* Put the discussion of another page in place of this one's, with what that page had to say. */
function showDiscussion(page, { focus }) {
  const next = page.getElementById("discussion");
  if (!next) return false;
  const said = [...page.querySelectorAll("ul.messagelist li")].map((line) => line.textContent.trim());
  discussion().replaceWith(document.adoptNode(next));
  page.querySelectorAll(".open-threads").forEach((row) => {
    document.getElementById(row.id)?.replaceWith(document.adoptNode(row));
  });
  const status = discussion().querySelector(".sent");
  if (status) status.textContent = said.join(" ");
  const target = discussion().querySelector(".not-saved") ? null : document.getElementById(focus);
  if (target?.closest("details.resolved")) target.closest("details.resolved").open = true;
  (target ?? discussion().querySelector("h2")).focus();
  return true;
}

async function send(form) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const known = new Set([...discussion().querySelectorAll(".comment")].map((comment) => comment.id));
  const fresh = [...page.querySelectorAll("#discussion .comment")].find((comment) => !known.has(comment.id));
  if (!showDiscussion(page, { focus: fresh?.id })) throw new Error("The answer has no discussion.");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest("#discussion")) return;
  event.preventDefault();
  const button = form.querySelector("button[type='submit']");
  button.disabled = true;
  send(form).catch(() => {
    button.disabled = false;
    form.submit();
  });
});

/* "Comment on [3]" chooses that evidence. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-comment-on]");
  const choice = document.getElementById("say-evidence");
  if (!link || !choice) return;
  event.preventDefault();
  choice.value = link.dataset.commentOn;
  setPassage("");
  document.getElementById("say-body").focus();
});

/* Words that are selected in the rationale can be commented on. */
function setPassage(words) {
  const field = document.getElementById("say-passage");
  if (field) field.value = words;
}

function offerToComment(rationale) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "talk comment-on-words";
  button.textContent = gettext("Comment on the selected words");
  button.hidden = true;
  rationale.after(button);
  const selected = () => rationale.value.slice(rationale.selectionStart, rationale.selectionEnd).trim();
  const offer = () => {
    button.hidden = !selected() || selected().length > 500;
  };
  for (const change of ["select", "keyup", "mouseup", "input"]) rationale.addEventListener(change, offer);
  button.addEventListener("click", () => {
    setPassage(selected());
    const choice = document.getElementById("say-evidence");
    if (choice) choice.value = "";
    document.getElementById("say-body").focus();
  });
}

const rationale = document.querySelector('#claim_form textarea[name$="-rationale"]');
if (rationale && document.getElementById("say-passage")) offerToComment(rationale);

/* An address that names a comment opens what it is folded into. */
const named = location.hash.startsWith("#comment-") && document.getElementById(location.hash.slice(1));
if (named) {
  named.closest("details.resolved")?.setAttribute("open", "");
  named.scrollIntoView({ block: "center" });
}
