/* A combobox over every name in the atlas (WAI-ARIA 1.2 combobox with a list). The server finds; what is chosen opens its card. */
import { element, mounting } from "./sheet.js";

const TYPING_MS = 70;
let names = 0;

class Finder {
  constructor(parent) {
    this.host = parent.querySelector(".finder");
    this.id = `finder${names++}`;
    this.found = [];
    this.at = -1;
    this.asked = 0;
    this.answered = null; // the text that the names listed are for
    this.searching = null; // the search that is under way, and for what text
  }

  update(data, act) {
    const first = !this.data;
    this.data = data;
    this.act = act;
    if (first) this.build();
    this.input.setAttribute("aria-label", data.words.label);
    this.input.placeholder = data.words.placeholder;
    this.clear.title = data.words.clear;
    this.clear.setAttribute("aria-label", data.words.clear);
    this.clear.hidden = !data.selected;
    if (document.activeElement !== this.input && this.shadow() !== this.input) this.input.value = data.text;
    this.shown = data.selected;
  }

  shadow() {
    const root = this.host.getRootNode();
    return root.activeElement || null;
  }

  build() {
    const sheet = element("link");
    sheet.rel = "stylesheet";
    sheet.href = new URL(this.data.module.replace(/js$/, "css"), document.baseURI).href;
    this.input = element("input");
    this.input.type = "text";
    this.input.autocomplete = "off";
    this.input.spellcheck = false;
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-expanded", "false");
    this.input.setAttribute("aria-controls", this.id);
    this.clear = element("button", "clear", "×");
    this.clear.type = "button";
    this.clear.addEventListener("click", () => this.act("pick", ""));
    this.list = element("ul");
    this.list.id = this.id;
    this.list.setAttribute("role", "listbox");
    this.list.hidden = true;
    this.status = element("p", "status");
    this.status.setAttribute("role", "status");
    let timer = 0;
    this.input.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => this.current(), TYPING_MS);
    });
    this.input.addEventListener("focus", () => {
      if (this.data.text && this.input.value === this.data.text) this.input.select();
    });
    this.input.addEventListener("blur", () => {
      this.fold();
      this.input.value = this.data.text;
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.host.replaceChildren(sheet, this.input, this.clear, this.list, this.status);
  }

  async search() {
    const text = this.input.value.trim();
    const turn = ++this.asked;
    if (!text) {
      this.fold();
      return;
    }
    const address = new URL(`${this.data.address}?${this.data.query}`, document.baseURI);
    address.searchParams.set("find", text);
    let found = [];
    try {
      found = await (await fetch(address)).json();
    } catch {
      found = [];
    }
    if (turn !== this.asked) return; // an answer to what was typed before
    this.found = found;
    this.answered = text;
    this.at = -1;
    this.list.replaceChildren(...found.map((item, index) => this.option(item, index)));
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(Boolean(found.length)));
    this.input.removeAttribute("aria-activedescendant");
    const { words } = this.data;
    this.status.textContent = found.length ? (found.length === 1 ? words.one : words.many).replace("{n}", found.length) : words.none;
    this.status.classList.toggle("seen", !found.length);
    this.host.dataset.foundAt = String(performance.timeOrigin + performance.now());
  }

  option(item, index) {
    const row = element("li");
    row.id = `${this.id}-${index}`;
    row.dataset.key = item.key;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    row.append(element("span", "text", item.text), element("small", "", item.inside ? item.sub : `${item.sub} · ${this.data.words.outside}`));
    row.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.take(index);
    });
    return row;
  }

  move(to) {
    const rows = [...this.list.children];
    if (!rows.length) return;
    if (this.at >= 0) rows[this.at].setAttribute("aria-selected", "false");
    this.at = (to + rows.length) % rows.length;
    rows[this.at].setAttribute("aria-selected", "true");
    rows[this.at].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", rows[this.at].id);
  }

  /* The names for what is typed now: a key pressed before they have come is about them, not about those still listed. */
  current() {
    const text = this.input.value.trim();
    if (this.answered === text) return Promise.resolve();
    if (!this.searching || this.searching.text !== text) this.searching = { text, done: this.search() };
    return this.searching.done;
  }

  key(event) {
    if (event.key === "ArrowDown") this.current().then(() => this.move(this.at + 1));
    else if (event.key === "ArrowUp") this.current().then(() => this.move(this.at < 0 ? this.found.length - 1 : this.at - 1));
    else if (event.key === "Enter") this.current().then(() => this.take(this.at < 0 ? 0 : this.at));
    else if (event.key === "Escape") {
      this.fold();
      this.input.value = this.data.text;
    } else return;
    event.preventDefault();
  }

  take(index) {
    const item = this.found[index];
    if (!item) return;
    this.fold();
    this.input.value = item.text;
    this.input.blur();
    this.act("pick", item.key);
  }

  fold() {
    this.asked += 1;
    this.answered = this.searching = null;
    this.found = [];
    this.at = -1;
    this.list.replaceChildren();
    this.list.hidden = true;
    this.status.textContent = "";
    this.status.classList.remove("seen");
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

export default mounting((place) => new Finder(place));
