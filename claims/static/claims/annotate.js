// Our verdicts beside the words that they are about, in somebody else's page; loaded by the bookmark of /annotate/.
// The page is not ours: what it holds is not trusted, and what we add lies in shadow roots and is never made from markup.
(() => {
  const words = JSON.parse(document.currentScript.dataset.words);
  document.currentScript.remove();
  const UNREAD = "script, style, noscript, template, textarea, select, svg";
  const QUOTES = { "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "‟": '"' };
  const UNSEEN = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/u;
  const CONTEXT = 32;
  const PAGES_AT_MOST = 40;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; margin-inline-start: 4px; }
    * { box-sizing: border-box; font: 16px/1.45 system-ui, sans-serif; }
    button { padding: 0 0.4em; border: 1px solid; border-radius: 0.3em; background: #fbf9f4; color: #1d1b17; font-size: 14px; font-weight: 650; cursor: pointer; }
    :focus-visible { outline: 3px solid #1f4f8f; outline-offset: 2px; }
    [popover], .bar { position: fixed; inset: auto; max-inline-size: min(22rem, calc(100vw - 16px)); margin: 0; padding: 12px 16px; border: 2px solid #1d1b17; background: #fbf9f4; color: #1d1b17; }
    .bar { inset-block-end: 8px; inset-inline-end: 8px; z-index: 2147483647; max-block-size: 40vh; overflow: auto; }
    p, ul { margin: 0 0 8px; }
    ul { padding-inline-start: 1.2em; }
    strong { font-weight: 700; }
    a { color: #1f4f8f; }
  `);

  // A text as it is compared: without white space, with straight quotation marks, decomposed.
  const folded = (text) => [...text].map((character) => fold(character)).join("");
  const fold = (character) => UNSEEN.test(character) ? "" : [...character.normalize("NFD")].map((part) => QUOTES[part] ?? part).join("");

  // The text of the page in that form, and for each of its characters the node and the places it came from.
  const reading = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const places = [];
    let text = "";
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest(UNREAD)) continue;
      let offset = 0;
      for (const character of node.data) {
        const form = fold(character);
        for (let unit = 0; unit < form.length; unit++) places.push({ node, start: offset, end: offset + character.length });
        text += form;
        offset += character.length;
      }
    }
    return { text, places };
  };

  const alike = (one, other) => {
    let length = 0;
    while (length < one.length && length < other.length && one[length] === other[length]) length++;
    return length;
  };
  const backwards = (text) => text.split("").reverse().join("");

  // Where a quote stands: of several places the one whose surroundings are most like those of the quote.
  const find = ({ text }, { exact, prefix = "", suffix = "" }) => {
    const [quote, before, after] = [exact, prefix, suffix].map(folded);
    let best = null;
    for (let start = quote ? text.indexOf(quote) : -1; start >= 0; start = text.indexOf(quote, start + 1)) {
      const end = start + quote.length;
      const fit = alike(backwards(before), backwards(text.slice(Math.max(0, start - CONTEXT * 3), start))) + alike(after, text.slice(end, end + CONTEXT * 3));
      if (!best || fit > best.fit) best = { start, end, fit };
    }
    return best;
  };

  // Put a mark around each part of the quote that lies in one text node; the last of the marks.
  const mark = ({ places }, { start, end }) => {
    const parts = new Map();
    for (const { node, start: from, end: to } of places.slice(start, end)) {
      const part = parts.get(node);
      parts.set(node, { from: part ? part.from : from, to });
    }
    let last = null;
    for (const [node, { from, to }] of parts) {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      last = document.createElement("mark");
      last.dataset.factCheck = "quote";
      range.surroundContents(last);
    }
    return last;
  };

  const element = (name, text = "", attributes = {}) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.textContent = text;
    return made;
  };
  const rooted = (kind) => {
    const host = document.createElement("span");
    host.dataset.factCheck = kind;
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    return { host, root };
  };
  const link = (text, address) => {
    const known = /^https?:\/\//.test(address);
    return element(known ? "a" : "span", text, known ? { href: address, target: "_blank", rel: "noopener" } : {});
  };

  // What an annotation says, in the reader's language where there is a translation.
  const told = (annotation) => {
    const bodies = [annotation.body].flat().flatMap((body) => body.type === "Choice" ? body.items : [body]);
    const texts = bodies.filter((body) => body.type === "TextualBody");
    const verdict = texts.find((body) => body.language.split("-")[0] === words.language.split("-")[0]) ?? texts[0];
    const page = bodies.find((body) => body.type === "SpecificResource")?.source.id ?? "";
    return { ...verdict, page };
  };

  // The verdict as a button behind the words, which opens the finding.
  const show = (annotation, after) => {
    const { label, value, language, textDirection, page } = told(annotation);
    const { host, root } = rooted("verdict");
    const says = { lang: language, dir: textDirection };
    const button = element("button", label, { type: "button", ...says });
    const finding = element("div", "", { popover: "auto" });
    finding.setAttribute("role", "dialog");
    finding.setAttribute("aria-label", `${words.name}: ${label}`);
    const close = element("button", words.close, { type: "button" });
    const onward = element("p");
    onward.append(link(words.whole, page));
    finding.append(element("p", value, says), onward, close);
    button.popoverTargetElement = finding;
    button.setAttribute("aria-haspopup", "dialog");
    finding.addEventListener("toggle", () => place(button, finding));
    close.addEventListener("click", () => { finding.hidePopover(); button.focus(); });
    root.append(button, finding);
    after.after(host);
  };
  const place = (button, finding) => {
    const from = button.getBoundingClientRect();
    const { width, height } = finding.getBoundingClientRect();
    const below = from.bottom + 6;
    finding.style.left = `${Math.max(8, Math.min(from.left, innerWidth - width - 8))}px`;
    finding.style.top = `${Math.max(8, below + height > innerHeight ? from.top - height - 6 : below)}px`;
  };

  // A line at the edge of the page: that nothing is checked here, or which checks have no words here.
  const tell = (sentence, annotations) => {
    const { host, root } = rooted("bar");
    const bar = element("div", "", { className: "bar" });
    bar.setAttribute("role", "status");
    const list = element("ul");
    for (const { label, page } of annotations.map(told)) {
      const row = element("li");
      row.append(link(label, page));
      list.append(row);
    }
    const close = element("button", words.close, { type: "button" });
    close.addEventListener("click", () => host.remove());
    bar.append(element("p", sentence));
    if (annotations.length) bar.append(list);
    const name = element("p");
    name.append(link(words.name, words.page));
    bar.append(name, close);
    root.append(bar);
    document.body.append(host);
  };

  const fetched = async (address) => {
    const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
    return answer.ok ? answer.json() : {};
  };
  const asked = async (address) => {
    const { first } = await fetched(`${words.site}/annotations/?${new URLSearchParams({ url: address.split("#")[0] })}`);
    const found = [];
    for (let page = first, number = 0; page && number < PAGES_AT_MOST; number++) {
      found.push(...page.items);
      page = page.next && await fetched(page.next);
    }
    return found;
  };

  const run = async () => {
    for (const host of document.querySelectorAll("[data-fact-check]:not(mark)")) host.remove();
    for (const old of document.querySelectorAll("mark[data-fact-check]")) old.replaceWith(...old.childNodes);
    document.body.normalize();
    const own = document.querySelector("link[rel~=canonical]")?.href;
    const found = await asked(location.href);
    const annotations = found.length || !own || own === location.href ? found : await asked(own);
    if (!annotations.length) return tell(words.none, []);
    const elsewhere = [];
    for (const annotation of annotations) {
      const quote = [annotation.target.selector ?? []].flat().find((selector) => selector.type === "TextQuoteSelector");
      const page = reading();
      const span = quote && find(page, quote);
      if (span) show(annotation, mark(page, span));
      else elsewhere.push(annotation);
    }
    if (elsewhere.length) tell(words.elsewhere, elsewhere);
  };
  run().catch(() => tell(words.blocked, []));
})();
