/* The panel that gives the view away. It sends the address that stands in the browser, which a move of the map changes without a
   run of the page, and shows what the server makes of it. Words and addresses are set as text only. */
import { element, styled, svg } from "./sheet.js";

const PANELS = new WeakMap();
const REST_MS = 250; // a map that is dragged writes many addresses
const PIXELS_PER_MODULE = 16;
let names = 0;

function button(text, act) {
  const made = element("button", "", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/* A text to copy, with its button; what happened is said in `told`. */
class Copyable {
  constructor(rows, told) {
    this.told = told;
    this.node = element("div", "line");
    this.field = element(rows > 1 ? "textarea" : "input", "field");
    if (rows > 1) this.field.rows = rows;
    else this.field.type = "text";
    this.field.readOnly = true;
    this.field.spellcheck = false;
    this.field.addEventListener("focus", () => this.field.select());
    this.button = button("", () => this.copy());
    this.node.append(this.field, this.button);
  }

  update(text, label, words) {
    this.words = words;
    this.field.value = text;
    this.field.setAttribute("aria-label", label);
    this.button.textContent = words.copy;
    this.button.setAttribute("aria-label", `${words.copy}: ${label}`);
  }

  async copy() {
    this.told.textContent = "";
    try {
      await navigator.clipboard.writeText(this.field.value);
      this.told.textContent = this.words.copied;
    } catch {
      this.field.focus();
      this.field.select();
      this.told.textContent = this.words.mark;
    }
  }
}

/* Radio buttons or checkboxes; `chosen` is called with the value and whether it is ticked. */
function choice(kind, name, value, text, on, chosen) {
  const label = element("label");
  const box = element("input");
  box.type = kind;
  box.name = name;
  box.value = value;
  box.checked = on;
  box.addEventListener("change", () => chosen(value, box.checked));
  label.append(box, element("span", "", text));
  return label;
}

class Panel {
  constructor(host, module) {
    this.name = `share-${(names += 1)}`;
    this.dropped = new Set();
    this.part = this.chart = "";
    const style = (name) => styled(new URL(module.replace(/share\.js$/, `${name}.css`), document.baseURI).href);
    this.box = element("details");
    this.title = element("span", "title");
    this.hint = element("span", "counts");
    const summary = element("summary");
    summary.append(this.title, this.hint);
    this.told = element("p", "told");
    this.told.setAttribute("role", "status");
    this.link = new Copyable(1, this.told);
    this.length = element("p");
    this.carried = element("fieldset");
    this.data = element("fieldset");
    this.qr = element("section", "qr");
    this.frame = element("section");
    this.snippet = new Copyable(5, this.told);
    this.words = element("section");
    this.text = new Copyable(5, this.told);
    this.missing = element("section");
    const parts = element("div", "parts");
    const choices = element("div");
    choices.append(this.carried, this.data);
    parts.append(choices, this.qr);
    this.rest = element("div");
    this.rest.append(parts, this.frame, this.words, this.missing);
    const said = element("div", "said");
    said.append(this.length, this.told);
    const body = element("div");
    body.append(this.link.node, said, this.rest);
    this.box.append(summary, body);
    host.replaceChildren(style("takeout"), style("share"), this.box);
    this.box.addEventListener("toggle", () => this.ask());
    // Where the browser does not tell of a new address, it is looked at when the panel is used.
    for (const kind of ["pointerenter", "focusin"]) this.box.addEventListener(kind, () => this.ask());
    this.moved = () => {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.ask(), REST_MS);
    };
    if (window.navigation) window.navigation.addEventListener("currententrychange", this.moved);
    window.addEventListener("corridor-atlas:looked", this.moved);
  }

  end() {
    window.clearTimeout(this.timer);
    if (window.navigation) window.navigation.removeEventListener("currententrychange", this.moved);
    window.removeEventListener("corridor-atlas:looked", this.moved);
  }

  update(data) {
    this.given = data;
    this.title.textContent = data.title;
    this.hint.textContent = data.hint;
    this.ask();
  }

  /* The address of the page; with where the map looks, if a map that opens with the address would look elsewhere. */
  address() {
    const found = new URL(location.href);
    const where = { view: "" };
    window.dispatchEvent(new CustomEvent("corridor-atlas:where", { detail: where }));
    if (where.view && !found.searchParams.has("map")) found.searchParams.set("map", where.view);
    return found.href;
  }

  question() {
    const pairs = { address: this.address(), lang: this.given.lang, without: [...this.dropped].join(","), show: this.part, chart: this.chart };
    return `${this.given.address}?${new URLSearchParams(pairs)}`;
  }

  async ask() {
    if (!this.box.open) return;
    const question = this.question();
    if (this.asked === question) return;
    this.asked = question;
    let found = null;
    try {
      const answer = await fetch(new URL(question, document.baseURI));
      if (answer.ok) found = await answer.json();
    } catch {
      found = null;
    }
    if (this.asked !== question) return; // an answer about a former view
    this.rest.hidden = !found;
    if (found) this.show(found);
    else {
      this.asked = null;
      this.length.textContent = "";
      this.link.update(location.href, this.given.say.link, this.given.say);
      this.told.textContent = this.given.failed;
    }
  }

  show(found) {
    const { words } = found;
    const { say } = this.given;
    const active = this.box.getRootNode().activeElement;
    const focused = active && active.value !== undefined ? [active.name, active.value] : null;
    this.told.textContent = "";
    this.link.update(found.address, say.link, say);
    this.length.textContent = found.length;
    this.carried.hidden = !found.options.length;
    this.carried.replaceChildren(
      element("legend", "", words.carried),
      ...found.options.map((each) => choice("checkbox", `${this.name}-carried`, each.name, each.text, each.on, (name, on) => this.drop(name, !on))),
    );
    this.data.hidden = !found.releases.length;
    const newest = found.releases.length ? found.releases[1][0] : "";
    this.data.replaceChildren(
      element("legend", "", words.release),
      ...found.releases.map(([name, text]) => choice("radio", `${this.name}-data`, name, text, this.dropped.has(newest) === Boolean(name), () => this.drop(newest, Boolean(name)))),
    );
    this.missing.replaceChildren(element("h3", "", words.missing), element("ul", "missing"));
    this.missing.lastChild.append(...found.missing.map((text) => element("li", "", text)));
    this.showCode(found.code, words);
    const variants = element("div", "choices");
    variants.setAttribute("role", "radiogroup");
    variants.setAttribute("aria-label", words.frame);
    variants.append(...found.variants.map(([key, text]) => choice("radio", `${this.name}-part`, key, text, key === found.variant, () => this.take(key, ""))));
    const charts = found.charts.length ? [this.charts(found, words)] : [];
    this.snippet.update(found.snippet, words.code, say);
    this.frame.replaceChildren(element("h3", "", words.frame), variants, ...charts, this.snippet.node);
    this.text.update(found.text, words.text, say);
    this.words.replaceChildren(element("h3", "", words.text), this.text.node);
    if (focused) [...this.box.querySelectorAll("input, select, textarea")].find((node) => node.name === focused[0] && node.value === focused[1])?.focus();
  }

  charts(found, words) {
    const line = element("div", "line");
    const box = element("select");
    box.setAttribute("aria-label", words.chart);
    for (const [key, title] of found.charts) {
      const option = element("option", "", title);
      option.value = key;
      option.selected = key === found.chart;
      box.appendChild(option);
    }
    box.name = `${this.name}-chart`;
    box.addEventListener("change", () => this.take(this.part, box.value));
    line.appendChild(box);
    return line;
  }

  drop(name, off) {
    if (off) this.dropped.add(name);
    else this.dropped.delete(name);
    this.ask();
  }

  take(part, chart) {
    [this.part, this.chart] = [part, chart];
    this.ask();
  }

  showCode(code, words) {
    const heading = element("h3", "", words.qr);
    if (!code) {
      this.qr.replaceChildren(heading, element("p", "", words.qr_long));
      return;
    }
    const picture = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${code.size} ${code.size}`, role: "img", "aria-label": words.qr_alt, "shape-rendering": "crispEdges" });
    picture.append(svg("rect", { width: code.size, height: code.size, fill: "#fff" }), svg("path", { d: code.path, fill: "#000" }));
    const files = element("div", "line");
    files.append(button(words.svg, () => this.save(picture, code.size, "svg")), button(words.png, () => this.save(picture, code.size, "png")));
    this.qr.replaceChildren(heading, picture, files);
  }

  /* Save the code; a bitmap has whole pixels per module, so that no edge is blurred. */
  async save(picture, size, kind) {
    const { bitmap, save, written } = await import("./files.js");
    const root = picture.cloneNode(true);
    const side = size * PIXELS_PER_MODULE;
    for (const name of ["width", "height"]) root.setAttribute(name, side);
    save(await (kind === "svg" ? written(root) : bitmap(root, side)), `corridor-atlas-qr.${kind}`);
  }
}

export default function ({ data, parentElement }) {
  const host = parentElement.querySelector(".share");
  if (!PANELS.has(host)) PANELS.set(host, new Panel(host, data.module));
  const panel = PANELS.get(host);
  panel.update(data);
  return () => {
    panel.end();
    PANELS.delete(host);
  };
}
