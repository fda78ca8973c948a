/* Says that a claim is open, hears who else has it open, and says when it is left. */
"use strict";

{
  const here = document.querySelector("[data-presence]");

  function watchPresence(line) {
    const every = 15000;
    const form = document.getElementById("claim_form");
    let typedAt = 0;

    function words(extra) {
      const said = new FormData();
      said.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      for (const [name, value] of Object.entries(extra)) said.set(name, value);
      return said;
    }

    async function say() {
      if (document.hidden) return;
      const editing = Date.now() - typedAt < 2 * every ? { editing: "1" } : {};
      try {
        const answer = await fetch(line.dataset.presence, { method: "POST", body: words(editing) });
        if (!answer.ok || answer.redirected) return;
        const told = (await answer.json()).others.join(" ");
        if (line.textContent !== told) line.textContent = told;
      } catch {
        /* no network: the next time */
      }
    }

    form.addEventListener("input", () => {
      const began = typedAt === 0;
      typedAt = Date.now();
      if (began) say();
    });
    window.addEventListener("pagehide", () => {
      navigator.sendBeacon(line.dataset.presence, words({ left: "1" }));
    });
    document.addEventListener("visibilitychange", say);
    window.setInterval(say, every);
    say();
  }

  if (here) watchPresence(here);
}
