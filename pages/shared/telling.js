/* The bar of a story: caption and way on over the page that the step shows. It says what was pressed; the server turns the page. */
import { element, mounting, plainly } from "./sheet.js";

const SVG = "http://www.w3.org/2000/svg";
const SWIPE_PX = 60;
const ROOM_PX = 18; // between the view and the bar
const ABOVE = "2rem"; // what stands above the view on a wall, see chrome.css
const WAYS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
const GLYPHS = {
  back: "M12 4l-6 6 6 6", on: "M8 4l6 6-6 6", explore: "M3 3l5.5 14 2.2-6.3L17 8.5z", full: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4",
  link: "M3 3h6v6H3zM11 3h6v6h-6zM3 11h6v6H3zM11.5 11.5h2v2h-2zM15 15h2v2h-2z", leave: "M5 5l10 10M15 5L5 15", others: "M3 4h6v12H3zM11 4h6v12h-6z", again: "M4 10a6 6 0 1 0 2-4.5M6 2v4h4", fold: "M4 7l6 6 6-6",
};
let pressed = ""; // what had the focus when the page was turned: the bar of the next page gives it back
let folded = false;
let shown = 0; // the last turn of a page that was scrolled to its top

function drawing(path, size, name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("class", name);
  svg.setAttribute("aria-hidden", "true");
  svg.appendChild(document.createElementNS(SVG, "path")).setAttribute("d", path);
  return svg;
}

class Bar {
  constructor(host, module) {
    const sheet = element("link");
    sheet.rel = "stylesheet";
    sheet.href = new URL(module.replace(/js$/, "css"), document.baseURI).href;
    this.bar = element("section", "bar");
    this.bar.hidden = true;
    sheet.addEventListener("load", () => this.dress()); // never seen without its style
    this.line = element("i", "line");
    this.line.setAttribute("aria-hidden", "true");
    this.where = element("p", "where");
    this.title = element("span", "title");
    this.place = element("span", "place");
    this.where.append(this.title, this.place);
    this.heading = element("h2");
    this.caption = element("div", "caption");
    this.notes = element("ul", "notes");
    this.words = element("div", "words");
    this.words.append(this.where, this.heading, this.caption, this.notes);
    this.buttons = {};
    this.controls = element("div", "controls");
    const steps = element("div", "steps");
    const tools = element("div", "tools");
    steps.append(this.button("back", () => this.step(-1)), this.button("on", () => this.step(1)), this.button("others", () => this.act("others")));
    tools.append(
      this.button("again", () => this.act("again")),
      this.button("explore", () => this.act("explore")),
      this.button("link", () => this.dialog.showModal()),
      this.button("full", () => this.full()),
      this.button("fold", () => this.fold()),
      this.button("leave", () => this.act("leave")),
    );
    this.controls.append(steps, tools);
    this.bar.append(this.line, this.words, this.controls);
    this.chip = element("div", "chip");
    this.return = element("button", "return");
    this.return.type = "button";
    this.return.addEventListener("click", () => this.act("again"));
    this.close = element("button", "end", "×");
    this.close.type = "button";
    this.close.addEventListener("click", () => this.act("leave"));
    this.chip.append(this.return, this.close);
    this.dialog = element("dialog");
    this.said = element("p", "said");
    this.said.setAttribute("role", "status");
    host.replaceChildren(sheet, this.bar, this.chip, this.dialog, this.said);
    this.listen();
  }

  button(name, press) {
    const node = element("button", name);
    node.type = "button";
    node.append(drawing(GLYPHS[name], 20, "glyph"), element("span"));
    node.addEventListener("click", () => {
      pressed = name;
      press();
    });
    this.buttons[name] = node;
    return node;
  }

  listen() {
    this.onKey = (event) => this.key(event);
    this.onFull = () => this.dress();
    window.addEventListener("keydown", this.onKey);
    document.addEventListener("fullscreenchange", this.onFull);
    let from = null;
    this.bar.addEventListener("pointerdown", (event) => (from = event.pointerType === "mouse" ? null : event));
    this.bar.addEventListener("pointercancel", () => (from = null));
    this.bar.addEventListener("pointerup", (event) => {
      const [x, y] = from ? [event.clientX - from.clientX, event.clientY - from.clientY] : [0, 0];
      from = null;
      if (Math.abs(x) > SWIPE_PX && Math.abs(x) > 2 * Math.abs(y)) this.step(x < 0 ? 1 : -1);
    });
    // The bar lies over the foot of the page, beside the filters; the page keeps that much room.
    this.main = document.querySelector('[data-testid="stMain"]') || document.body;
    this.sizes = new ResizeObserver(() => this.fit());
    this.sizes.observe(this.bar);
    this.sizes.observe(this.main);
  }

  end() {
    window.removeEventListener("keydown", this.onKey);
    document.removeEventListener("fullscreenchange", this.onFull);
    this.sizes.disconnect();
    for (const name of ["--story-bar", "--story-above"]) document.documentElement.style.removeProperty(name);
  }

  fit() {
    const { left, width } = this.main.getBoundingClientRect();
    this.bar.style.setProperty("--left", `${Math.max(0, left)}px`);
    this.bar.style.setProperty("--width", `${width}px`);
    if (document.fullscreenElement) document.documentElement.style.setProperty("--story-above", ABOVE);
    else document.documentElement.style.removeProperty("--story-above");
    document.documentElement.style.setProperty("--story-bar", `${this.bar.hidden ? 0 : this.bar.offsetHeight + ROOM_PX}px`);
  }

  /* Arrows and clickers step where nothing else wants them: not in a field, a list, the map or a chart. */
  key(event) {
    const way = WAYS[event.key];
    if (!way || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || this.data.aside || this.dialog.open) return;
    const at = event.composedPath()[0];
    if (at !== document.body && at !== document.documentElement && at !== this.main && !this.bar.contains(at)) return;
    event.preventDefault();
    this.step(way);
  }

  step(way) {
    const to = this.at + way;
    if (to < 1 || to > this.data.steps) return;
    this.at = to;
    this.send(`to ${to}`);
  }

  act(name) {
    if (name !== "again") pressed = "";
    this.send(name);
  }

  full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  }

  fold() {
    folded = !folded;
    this.dress();
  }

  update(data, send) {
    const before = this.data;
    const held = this.bar.getRootNode().activeElement; // a button that goes passes the focus on
    this.data = data;
    this.send = (act) => send("act", act);
    this.at = data.step;
    this.bar.setAttribute("aria-label", data.label);
    this.title.textContent = data.title;
    this.place.textContent = `${data.step} / ${data.steps}`;
    this.place.setAttribute("aria-label", data.place);
    this.line.style.width = `${(100 * data.step) / data.steps}%`;
    this.heading.textContent = data.heading;
    this.caption.replaceChildren(...data.blocks.map((block) => this.block(block)));
    this.caption.scrollTop = 0;
    const broken = data.notices.length ? [element("li", "", data.words.broken), ...data.notices.map((text) => element("li", "", text))] : [];
    this.notes.replaceChildren(...broken);
    this.notes.hidden = !broken.length;
    this.buttons.back.disabled = data.step === 1;
    const last = data.step === data.steps;
    this.buttons.on.hidden = last;
    this.buttons.others.hidden = !last;
    this.buttons.again.hidden = !data.strayed;
    this.return.textContent = data.return;
    this.close.setAttribute("aria-label", data.words.leave);
    this.close.title = data.words.leave;
    if (!before) this.due = pressed;
    this.write();
    this.dress();
    if (data.turn > shown) {
      shown = data.turn;
      this.main.scrollTo(0, 0); // the view is what a step is about
    }
    if (before && before.aside !== data.aside) (data.aside ? this.return : this.buttons.explore).focus();
    else if (held && this.bar.contains(held) && (held.hidden || held.disabled)) this.take(held.className).focus();
    const turned = before ? before.step !== data.step || before.title !== data.title : pressed;
    if (turned && !data.aside) this.said.textContent = [data.place, data.heading, this.caption.textContent].join(". ");
  }

  /* The button that has taken the place of one that was pressed. */
  take(name) {
    return [name, "on", "others"].map((each) => this.buttons[each]).find((node) => !node.hidden && !node.disabled);
  }

  /* What depends on the window and on what is folded. */
  dress() {
    if (!this.data) return;
    const { words, aside } = this.data;
    const loaded = this.bar.getRootNode().querySelector("link").sheet;
    this.bar.hidden = aside || !loaded;
    this.chip.hidden = !aside || !loaded;
    this.bar.classList.toggle("folded", folded);
    this.bar.classList.toggle("wall", Boolean(document.fullscreenElement));
    this.caption.hidden = folded;
    this.buttons.full.hidden = !document.fullscreenEnabled;
    const names = { ...words, full: document.fullscreenElement ? words.window : words.full, fold: folded ? words.unfold : words.fold };
    for (const [name, node] of Object.entries(this.buttons)) {
      node.lastChild.textContent = names[name];
      node.title = name === "on" || name === "back" ? `${names[name]}. ${words.keys}` : names[name];
      node.setAttribute("aria-label", names[name]);
    }
    this.buttons.fold.setAttribute("aria-expanded", String(!folded));
    this.fit();
    if (this.due && !this.bar.hidden) {
      const node = this.take(this.due);
      this.due = "";
      node.focus();
    }
  }

  block(block) {
    if (block.kind === "list") {
      const list = element(block.ordered ? "ol" : "ul");
      for (const runs of block.items) list.appendChild(element("li")).append(...runs.map((run) => this.run(run)));
      return list;
    }
    const node = element("p");
    node.append(...block.runs.map((run) => this.run(run)));
    return node;
  }

  run(run) {
    const node = element(run.to ? "a" : { em: "em", strong: "strong" }[run.form] || "span", "", run.text);
    if (run.to) {
      node.setAttribute("href", "." + run.to);
      node.addEventListener("click", (event) => {
        if (!plainly(event)) return;
        event.preventDefault();
        this.act(`go ${run.to}`);
      });
    }
    return node;
  }

  /* The link to this step, to be read by a telephone from the wall or copied. */
  write() {
    const { words, code, address, mine, heading, paper } = this.data;
    const text = new URL(address.startsWith("/") ? "." + address : address, document.baseURI).href;
    this.dialog.setAttribute("aria-label", words.link);
    const parts = [element("h2", "", heading)];
    if (code) parts.push(drawing(code.path, code.size, "code"));
    parts.push(element("p", "address", text));
    if (mine) parts.push(element("p", "", words.own));
    const copy = element("button", "", words.copy);
    copy.type = "button";
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text);
      copy.textContent = words.copied;
    });
    const close = element("button", "", words.close);
    close.type = "button";
    close.addEventListener("click", () => this.dialog.close());
    const row = element("p", "row");
    if (navigator.clipboard) row.append(copy);
    if (paper) {
      const file = element("a", "file", words.paper);
      file.href = paper;
      file.download = "";
      row.append(file);
    }
    row.append(close);
    this.dialog.replaceChildren(...parts, row);
  }
}

export default mounting((place, data) => new Bar(place.querySelector(".telling"), data.module));
