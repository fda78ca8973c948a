/* Selected words of an article become a quote in the form. Without this the quote is typed or pasted. */
{
  const text = document.querySelector("[data-marking]");
  const form = document.getElementById("mark_form");
  const words = text.textContent;
  const field = (name) => form.elements.namedItem(name);
  const codePoints = (place) => [...words.slice(0, place)].length;
  const sentences = [...new Intl.Segmenter(text.lang || "en", { granularity: "sentence" }).segment(words)]
    .map(({ segment, index }) => [index, index + segment.trimEnd().length])
    .filter(([start, end]) => start < end);
  let sentence = -1;
  let asked = 0;

  const annotator = window.RecogitoJS.createTextAnnotator(text, { renderer: "SPANS", dismissOnNotAnnotatable: "NEVER" });
  annotator.on("createAnnotation", (annotation) => {
    const [{ start, end }] = annotation.target.selector;
    for (const other of annotator.getAnnotations()) if (other.id !== annotation.id) annotator.removeAnnotation(other.id);
    choose(start, end);
  });

  /* A place in the text as a text node and how far into it. */
  function nodeAt(place) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let left = place;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (left <= node.length) return [node, left];
      left -= node.length;
    }
    return [text, text.childNodes.length];
  }

  function placeOf(node, offset) {
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(node, offset);
    return before.toString().length;
  }

  function select(start, end) {
    getSelection().setBaseAndExtent(...nodeAt(start), ...nodeAt(end));
    getSelection().focusNode.parentElement.scrollIntoView({ block: "nearest" });
  }

  async function choose(start, end) {
    const mine = ++asked;
    const query = new URLSearchParams({ start: codePoints(start), end: codePoints(end) });
    const answer = await fetch(`${text.dataset.marking}?${query}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || mine !== asked) return;
    fill(await answer.json());
  }

  function fill(guess) {
    for (const name of ["start", "end", "exact", "said_on"]) field(name).value = guess[name] ?? "";
    field("role").value = guess.speaker?.role ?? "";
    const speaker = field("speaker");
    if (guess.speaker && !speaker.querySelector(`option[value="${guess.speaker.id}"]`))
      speaker.append(new Option(guess.speaker.name, guess.speaker.id));
    speaker.value = guess.speaker?.id ?? "";
    speaker.dispatchEvent(new Event("change", { bubbles: true }));
    form.querySelector(".marking-said").textContent = guess.exact;
    if (matchMedia("(max-width: 60rem)").matches) form.scrollIntoView({ block: "start" });
  }

  function chosen() {
    const selection = getSelection();
    if (selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return null;
    const ends = [
      placeOf(selection.anchorNode, selection.anchorOffset),
      placeOf(selection.focusNode, selection.focusOffset),
    ];
    return ends.sort((one, other) => one - other);
  }

  function step(by) {
    sentence = Math.min(Math.max(sentence + by, 0), sentences.length - 1);
    if (sentences.length) select(...sentences[sentence]);
  }

  text.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const keys = { ArrowDown: () => step(1), ArrowUp: () => step(-1) };
    const reach = { ArrowLeft: "left", ArrowRight: "right" }[event.key];
    if (event.shiftKey && reach) getSelection().modify("extend", reach, "word");
    else if (!event.shiftKey && keys[event.key]) keys[event.key]();
    else if (event.key === "Enter" && chosen()) {
      choose(...chosen());
      field("statement").focus();
    } else return;
    event.preventDefault();
  });
}
