/* A visitor's own story: views in an order with what is typed to each. Every message carries all that is typed, so that none is lost. */
import { element } from "./sheet.js";

const MOUNTS = new WeakMap();
const MOST_BYTES = 300000;
let saved = 0; // the last file that was handed out
let unsaved = false;

window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

class Own {
  constructor(host, module) {
    const sheet = element("link");
    sheet.rel = "stylesheet";
    sheet.href = new URL(module.replace(/js$/, "css"), document.baseURI).href;
    this.host = host;
    this.rows = [];
    this.box = element("details");
    this.heading = element("span", "title");
    this.count = element("span", "counts");
    const summary = element("summary");
    summary.append(this.heading, this.count);
    this.note = element("p");
    this.said = element("ul", "said");
    this.said.setAttribute("role", "status");
    this.add = this.press("add", () => this.tell("add"));
    this.name = this.field("input", "name");
    this.about = this.field("input", "summary");
    this.top = element("div", "top");
    this.top.append(this.name.label, this.about.label);
    this.list = element("ol");
    this.empty = element("p", "empty");
    this.present = this.press("present", () => this.tell("present", 1));
    this.save = this.press("save", () => this.tell("save"));
    this.clear = this.press("clear", () => this.tell("clear"));
    this.file = element("input");
    this.file.type = "file";
    this.file.accept = ".md,text/markdown,text/plain";
    this.file.addEventListener("change", () => this.read());
    this.opening = element("label", "file");
    this.opening.append(element("span"), this.file);
    this.paste = this.field("textarea", "paste", false);
    this.take = this.press("take", () => {
      this.pasted = true;
      this.tell("open", 0, this.paste.input.value);
    });
    this.pasting = element("details", "paste");
    this.pasting.append(element("summary"), this.paste.label, this.take);
    const row = element("div", "row");
    row.append(this.present, this.save, this.opening, this.clear);
    const body = element("div");
    body.append(this.note, this.add, this.said, this.top, this.list, this.empty, row, this.pasting);
    this.box.append(summary, body);
    host.replaceChildren(sheet, this.box);
  }

  press(name, act) {
    const node = element("button", name);
    node.type = "button";
    node.dataset.word = name;
    node.addEventListener("click", act);
    return node;
  }

  field(kind, name, tells = true) {
    const label = element("label", name);
    const words = element("span");
    words.dataset.word = name;
    const input = element(kind);
    if (kind === "textarea") input.rows = name === "paste" ? 8 : 3;
    else input.type = "text";
    if (tells) input.addEventListener("change", () => this.tell("edit"));
    label.append(words, input);
    return { label, input };
  }

  /* What is typed now, with what is to be done. `turn` makes two equal messages two. */
  tell(op, n = 0, text = "") {
    this.said.replaceChildren();
    unsaved = op === "save" ? unsaved : op !== "clear";
    this.next = { up: n - 1, down: n + 1 }[op] ? { op, n: { up: n - 1, down: n + 1 }[op] } : null;
    const steps = this.rows.map((row) => ({ heading: row.heading.input.value, caption: row.caption.input.value, address: row.address }));
    this.send({ op, n, text, title: this.name.input.value, summary: this.about.input.value, steps, turn: Date.now() });
  }

  async read() {
    const [file] = this.file.files;
    if (!file) return;
    if (file.size > MOST_BYTES) this.said.replaceChildren(element("li", "", this.data.words.large));
    else this.tell("open", 0, await file.text());
    this.file.value = "";
  }

  row(number) {
    const node = element("li");
    const heading = this.field("input", "heading");
    const caption = this.field("textarea", "caption");
    const about = element("p", "about");
    const notes = element("ul", "notes");
    const tools = element("div", "row");
    const buttons = {};
    for (const name of ["up", "down", "show", "remove"]) {
      buttons[name] = this.press(name, () => this.tell(name === "show" ? "present" : name, number));
      tools.appendChild(buttons[name]);
    }
    node.append(about, heading.label, caption.label, notes, tools);
    return { node, heading, caption, about, notes, buttons };
  }

  update(data, send) {
    this.send = (message) => send("act", message);
    const first = !this.data;
    this.data = data;
    if (first && data.open) this.box.open = true;
    this.heading.textContent = data.words.title;
    this.count.textContent = data.count;
    this.note.textContent = data.words.note;
    this.empty.textContent = data.words.empty;
    this.opening.firstChild.textContent = data.words.open;
    this.pasting.firstChild.textContent = data.words.paste;
    this.add.hidden = !data.addable;
    const some = data.steps.length > 0;
    this.empty.hidden = some;
    this.top.hidden = !some;
    for (const node of [this.present, this.save, this.clear]) node.hidden = !some;
    if (!some) unsaved = false;
    this.put(this.name.input, data.title);
    this.put(this.about.input, data.summary);
    while (this.rows.length > data.steps.length) this.rows.pop().node.remove();
    while (this.rows.length < data.steps.length) {
      this.rows.push(this.row(this.rows.length + 1));
      this.list.appendChild(this.rows[this.rows.length - 1].node);
    }
    data.steps.forEach((step, index) => {
      const row = this.rows[index];
      row.address = step.address;
      row.about.textContent = `${step.label} · ${step.page}`;
      row.node.setAttribute("aria-label", step.label);
      this.put(row.heading.input, step.heading);
      this.put(row.caption.input, step.caption);
      row.caption.input.placeholder = data.words.hint;
      row.notes.replaceChildren(...step.notices.map((text) => element("li", "", text)));
      row.notes.hidden = !step.notices.length;
      row.buttons.up.disabled = index === 0;
      row.buttons.down.disabled = index === data.steps.length - 1;
    });
    for (const node of this.host.querySelectorAll("[data-word]")) node.textContent = data.words[node.dataset.word];
    data.steps.forEach((step, index) => {
      for (const [name, node] of Object.entries(this.rows[index].buttons)) node.setAttribute("aria-label", `${data.words[name]}: ${step.label}`);
    });
    if (this.pasted && !data.said.length) {
      this.paste.input.value = "";
      this.pasting.open = false;
    }
    this.pasted = false;
    if (data.said.length) this.said.replaceChildren(...data.said.map((text) => element("li", "", text)));
    if (this.next && this.rows[this.next.n - 1]) {
      const { buttons } = this.rows[this.next.n - 1];
      const other = this.next.op === "up" ? "down" : "up";
      (buttons[this.next.op].disabled ? buttons[other] : buttons[this.next.op]).focus();
      this.next = null;
    }
    if (data.file && data.file.turn > saved) this.hand(data.file);
  }

  /* Set a field, but not under the hand of who types in it. */
  put(input, text) {
    if (this.host.getRootNode().activeElement !== input && input.value !== text) input.value = text;
  }

  hand(file) {
    saved = file.turn;
    unsaved = false;
    const anchor = element("a");
    anchor.href = URL.createObjectURL(new Blob([file.text], { type: "text/markdown" }));
    anchor.download = file.name;
    anchor.click();
    window.setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".own");
  if (!MOUNTS.has(host)) MOUNTS.set(host, new Own(host, data.module));
  MOUNTS.get(host).update(data, setTriggerValue);
}
