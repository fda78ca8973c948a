// <fact-check-card claim="https://facts.example.org/claims/a-check/">A link to it, for readers without this script.</fact-check-card>
// The card is a frame that runs no script, so it cannot tell how tall it is: its height goes by its width.
const HEIGHTS = [[240, 600], [320, 540], [420, 470], [560, 440], [Infinity, 410]];
const sheet = new CSSStyleSheet();
sheet.replaceSync(":host { display: block; max-inline-size: 50rem } iframe { display: block; inline-size: 100%; border: 0 }");

class FactCheckCard extends HTMLElement {
  static observedAttributes = ["claim", "theme"];
  #root = this.attachShadow({ mode: "open" });
  #width = new ResizeObserver(([{ contentRect }]) => {
    const frame = this.#root.querySelector("iframe");
    if (frame) frame.height = HEIGHTS.find(([width]) => contentRect.width <= width)[1];
  });

  connectedCallback() {
    this.#root.adoptedStyleSheets = [sheet];
    this.#show();
    this.#width.observe(this);
  }

  disconnectedCallback() {
    this.#width.disconnect();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#show();
  }

  #show() {
    const claim = this.getAttribute("claim");
    if (!/^https?:\/\/./.test(claim)) return this.#root.replaceChildren(document.createElement("slot"));
    const frame = document.createElement("iframe");
    const theme = this.getAttribute("theme");
    frame.src = claim.replace(/\/?([?#].*)?$/, "/embed/") + (/^(light|dark)$/.test(theme) ? `?theme=${theme}` : "");
    frame.title = this.textContent.trim().replace(/\s+/g, " ").slice(0, 200) || "Fact-check";
    frame.loading = "lazy";
    frame.referrerPolicy = "no-referrer";
    frame.sandbox = "allow-popups allow-popups-to-escape-sandbox";
    frame.height = this.#root.querySelector("iframe")?.height || 400;
    this.#root.replaceChildren(frame);
  }
}

customElements.get("fact-check-card") ?? customElements.define("fact-check-card", FactCheckCard);
