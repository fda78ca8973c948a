/* Keeps what is typed into a claim's form in this browser, until it is saved: for after a crash or a log-out. */
"use strict";

{
  const draftForm = document.getElementById("claim_form");
  const DRAFT = "desk-draft:";
  const DRAFT_SIZE = 200000; // characters of one draft
  const DRAFTS = 20; // drafts of one person, the newest
  const KEPT_FOR = 14 * 24 * 3600 * 1000;

  /* What the server says was saved is forgotten: a cookie names the claim once. */
  function forgetSaved(person) {
    const saved = document.cookie.match(/(?:^|; )desk_saved=(\w+)/);
    if (!saved) return;
    document.cookie = "desk_saved=; path=/admin/; max-age=0; samesite=lax";
    localStorage.removeItem(`${DRAFT}${person}:${saved[1]}`);
  }

  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  /* Few and not old. Those of other people are neither read nor touched. */
  function tidy(person) {
    const mine = Object.keys(localStorage).filter((key) => key.startsWith(`${DRAFT}${person}:`));
    const byAge = mine.map((key) => [key, read(key)?.at ?? 0]).sort((a, b) => b[1] - a[1]);
    byAge.forEach(([key, at], place) => {
      if (place >= DRAFTS || Date.now() - at > KEPT_FOR) localStorage.removeItem(key);
    });
  }

  /* Every field with its value; of a choosing list also the words of what is chosen. Also the notes of the acts. */
  function fieldsOf(form) {
    const fields = {};
    for (const field of form.ownerDocument.querySelectorAll("input, select, textarea")) {
      const own = field.form === form;
      const act = field.form?.id.startsWith("act-") && field.type !== "hidden";
      if (!field.name || field.name === "csrfmiddlewaretoken" || field.type === "password" || !(own || act)) continue;
      if (field.type === "submit" || field.name.includes("__prefix__")) continue;
      const name = own ? field.name : `${field.form.id} ${field.name}`;
      if (field.type === "radio" || field.type === "checkbox") {
        fields[name] ??= [];
        if (field.checked) fields[name].push(field.value);
      } else if (field.tagName === "SELECT") {
        fields[name] = [...field.selectedOptions].map((option) => [option.value, option.textContent]);
      } else {
        fields[name] = field.value;
      }
    }
    return fields;
  }

  function namedFields(form, name) {
    const [act, field] = name.includes(" ") ? name.split(" ") : [form.id, name];
    return [...document.querySelectorAll(`[name="${CSS.escape(field)}"]`)].filter((one) => one.form?.id === act);
  }

  function putBack(field, value) {
    if (field.type === "radio" || field.type === "checkbox") {
      field.checked = value.includes(field.value);
    } else if (field.tagName === "SELECT") {
      for (const [key, words] of value) {
        if (![...field.options].some((option) => option.value === key)) field.add(new Option(words, key));
      }
      const chosen = value.map(([key]) => key);
      for (const option of field.options) option.selected = chosen.includes(option.value);
    } else {
      field.value = value;
    }
    field.dispatchEvent(new Event("change", { bubbles: true }));
    window.django?.jQuery?.(field).trigger("change.select2");
  }

  /* Rows that were added are added again before they are filled. */
  function addRows(form, fields) {
    for (const name of Object.keys(fields).filter((one) => one.endsWith("-TOTAL_FORMS"))) {
      const prefix = name.slice(0, -"-TOTAL_FORMS".length);
      const total = form.elements[name];
      const button = document.querySelector(`#${CSS.escape(prefix)}-group .add-row a`);
      while (button && total && Number(total.value) < Number(fields[name])) {
        const before = total.value;
        button.click();
        if (total.value === before) break;
      }
    }
  }

  /* The version comes back too: when a colleague saved since, the next save shows both sides. */
  function restoreDraft(form, draft) {
    addRows(form, draft.fields);
    for (const [name, value] of Object.entries(draft.fields)) {
      namedFields(form, name).forEach((field) => putBack(field, value));
    }
    form.querySelectorAll(".ledger details").forEach((row) => {
      if (row.querySelector("textarea")?.value) row.open = true;
    });
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function offer(form, draft, key) {
    const bar = document.createElement("div");
    bar.className = "kept-draft";
    bar.setAttribute("role", "status");
    const at = new Date(draft.at);
    const when = new Intl.DateTimeFormat(document.documentElement.lang || undefined, {
      dateStyle: at.toDateString() === new Date().toDateString() ? undefined : "medium",
      timeStyle: "short",
    }).format(at);
    const words = document.createElement("p");
    words.textContent = interpolate(gettext("What you typed here at %s was not saved."), [when]);
    const restore = document.createElement("button");
    restore.type = "button";
    restore.textContent = gettext("Restore it");
    restore.addEventListener("click", () => {
      restoreDraft(form, draft);
      bar.remove();
    });
    const drop = document.createElement("button");
    drop.type = "button";
    drop.textContent = gettext("Forget it");
    drop.addEventListener("click", () => {
      localStorage.removeItem(key);
      bar.remove();
    });
    bar.append(words, restore, drop);
    form.before(bar);
  }

  function store(key, text) {
    try {
      localStorage.setItem(key, text);
    } catch {
      /* the browser has no room: the form itself still works */
    }
  }

  function keepDrafts(form) {
    const key = `${DRAFT}${form.dataset.person}:${form.dataset.claim}`;
    const opened = JSON.stringify(fieldsOf(form));
    const kept = read(key);
    const refused = document.querySelector(".not-saved") !== null; // it stands in the form already
    if (kept?.fields && !refused && JSON.stringify(kept.fields) !== opened) offer(form, kept, key);

    let waiting = 0;
    function keep() {
      window.clearTimeout(waiting);
      waiting = 0;
      const fields = fieldsOf(form);
      const text = JSON.stringify({ at: Date.now(), version: form.elements.version?.value, fields });
      if (JSON.stringify(fields) === opened && !refused) localStorage.removeItem(key);
      else if (text.length <= DRAFT_SIZE) store(key, text);
    }
    document.addEventListener("input", (event) => {
      const own = event.target === form || event.target.form === form || event.target.form?.id.startsWith("act-");
      if (own && !waiting) waiting = window.setTimeout(keep, 500);
    });
    form.addEventListener("submit", keep);
    window.addEventListener("pagehide", () => {
      if (waiting) keep();
    });
  }

  try {
    const person = document.querySelector("[data-me]")?.dataset.me;
    if (person) {
      forgetSaved(person);
      tidy(person);
    }
    if (draftForm?.dataset.person) keepDrafts(draftForm);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // storage is turned off: nothing is kept
  }
}
