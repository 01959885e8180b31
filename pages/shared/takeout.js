/* The panel with the downloads: plain links to the server, which writes the files. */
import { element } from "./sheet.js";

const PANELS = new WeakMap();

/* Let a file that shows the view by itself open where the reader is now: the address knows, the server was not told. */
function opening(node) {
  const target = new URL(node.href);
  const here = new URLSearchParams(location.search);
  for (const key of ["map", "selected"]) here.has(key) ? target.searchParams.set(key, here.get(key)) : target.searchParams.delete(key);
  node.href = target.href;
}

class Panel {
  constructor(host, module) {
    const sheet = element("link");
    sheet.rel = "stylesheet";
    sheet.href = new URL(module.replace(/js$/, "css"), document.baseURI).href;
    this.box = element("details");
    this.title = element("span", "title");
    this.counts = element("span", "counts");
    const summary = element("summary");
    summary.append(this.title, this.counts);
    this.note = element("p");
    this.list = element("ul");
    this.tags = element("input");
    this.tags.type = "checkbox";
    this.tags.addEventListener("change", () => this.address());
    this.hint = element("span");
    const label = element("label");
    label.append(this.tags, this.hint);
    this.tagging = label;
    const body = element("div");
    body.append(this.note, this.list, label);
    this.box.append(summary, body);
    host.replaceChildren(sheet, this.box);
    this.box.addEventListener("toggle", () => this.fetch());
  }

  update(data) {
    this.data = data;
    this.title.textContent = data.title;
    this.counts.textContent = data.counts;
    this.fetch();
  }

  /* Ask for the links of the view, once, and only where they are looked at. */
  async fetch() {
    const { address, failed } = this.data;
    if (!this.box.open || this.asked === address) return;
    this.asked = address;
    this.list.replaceChildren();
    this.tagging.hidden = true;
    this.note.textContent = "";
    let found;
    try {
      const answer = await fetch(new URL(address, document.baseURI));
      if (!answer.ok) throw new Error(String(answer.status));
      found = await answer.json();
    } catch {
      if (this.asked !== address) return;
      this.asked = null;
      this.note.textContent = failed;
      return;
    }
    if (this.asked !== address) return; // an answer about a former view
    this.note.textContent = found.note;
    this.hint.textContent = found.hxl;
    this.tagging.hidden = false;
    this.list.replaceChildren(...found.formats.map((format) => this.format(format)));
    this.address();
  }

  format(format) {
    const row = element("li");
    const words = element("span", "words");
    const alone = format.links.length === 1 && format.links[0].text === format.name;
    if (!alone) words.appendChild(element("span", "name", format.name));
    for (const link of format.links) {
      const node = element("a", "", link.text);
      if (link.file) node.download = link.file;
      if (!alone) node.setAttribute("aria-label", `${format.name}: ${link.text}`);
      node.dataset.address = link.address;
      if (link.opened) node.addEventListener("click", () => opening(node));
      if (format.tagged) node.dataset.tagged = "";
      if (format.drawn) for (const name of ["pointerdown", "focus", "click"]) node.addEventListener(name, () => this.look(node));
      words.appendChild(node);
    }
    row.append(words, element("small", "", format.purpose));
    return row;
  }

  /* A picture looks where the map looks now, and brings forward what is selected: the address of the page says both. */
  look(node) {
    const here = new URLSearchParams(window.location.search);
    const more = ["map", "selected"].filter((key) => here.get(key)).map((key) => `&${key}=${encodeURIComponent(here.get(key))}`);
    node.setAttribute("href", "./" + node.dataset.address + more.join(""));
  }

  /* The addresses, with the tags where they are wanted and there is room for them. */
  address() {
    for (const node of this.list.querySelectorAll("a")) {
      const tagged = this.tags.checked && node.dataset.tagged !== undefined;
      node.setAttribute("href", "./" + node.dataset.address + (tagged ? "&hxl=1" : ""));
    }
  }
}

export default function ({ data, parentElement }) {
  const host = parentElement.querySelector(".takeout");
  if (!PANELS.has(host)) PANELS.set(host, new Panel(host, data.module));
  PANELS.get(host).update(data);
}
