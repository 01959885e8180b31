/* The map in words: a part that unfolds, asks the server for the text of the view, and unfolds by itself where the map failed. */
import { Writer, element, mounting } from "./sheet.js";

class Walk {
  constructor(place, style) {
    const sheet = element("link");
    sheet.rel = "stylesheet";
    sheet.href = style;
    this.fold = element("details");
    this.summary = element("summary");
    this.body = element("div");
    this.body.setAttribute("aria-live", "polite");
    this.fold.append(this.summary, this.body);
    this.fold.addEventListener("toggle", () => this.fill());
    place.replaceChildren(sheet, this.fold);
    this.unfold = () => (this.fold.open = true);
    window.addEventListener("corridor-atlas:failed", this.unfold);
    if (document.documentElement.dataset.atlasMap === "failed") this.unfold();
  }

  end() {
    window.removeEventListener("corridor-atlas:failed", this.unfold);
  }

  update(data, act) {
    this.data = data;
    this.pick = (key) => act("pick", key);
    this.summary.textContent = data.words.summary;
    this.fill();
  }

  /* Ask for the text of the view, unless it stands there or nobody reads it. The last question wins. */
  async fill() {
    const { data } = this;
    if (!this.fold.open || !data || data.query === this.asked) return;
    this.asked = data.query;
    if (!this.body.childElementCount) this.body.textContent = data.words.loading;
    let blocks;
    try {
      const answer = await fetch(new URL(`${data.address}?${data.query}`, document.baseURI));
      if (!answer.ok) throw new Error(String(answer.status));
      blocks = await answer.json();
    } catch {
      if (this.asked !== data.query) return;
      this.asked = null;
      this.body.textContent = data.words.failed;
      return;
    }
    if (this.asked === data.query) this.body.replaceChildren(new Writer(data.language, data.query, (to) => this.pick(new URLSearchParams(to.split("?")[1]).get("selected")), () => {}).all(blocks));
  }
}

export default mounting((place, data) => new Walk(place.querySelector(".sheet"), new URL(data.module.replace(/walk\.js$/, "sheet.css"), document.baseURI).href));
