/* The statistics: asks the server for the charts of a view, draws them, and lets the reader choose series, areas and measure.
   A choice, of filters or here, is drawn at once; Streamlit is told beside it, and its answer brings the rest of the page. */
import { element, kept, mounting, positionsOf } from "./sheet.js";
import { bitmap, save, typeface, written } from "./files.js";
import { forget, numbers } from "./lettering.js";
import { draw, picture } from "./plot.js";

const OWN = ["part", "series", "geo", "measure", "parts", "marks"];
const CARRIED = [...OWN, "lang"];
const WIDE = ["matrix", "panels", "lines", "none"];
const TRIES = 3;
const RETRY_MS = 400;
const THEME_MS = 400;
const files = new Map();
let names = 0;

function normal(query) {
  const pairs = new URLSearchParams(query);
  pairs.sort();
  return pairs.toString();
}

function merged(query, other, carried) {
  const pairs = new URLSearchParams(other);
  const before = new URLSearchParams(query);
  for (const key of carried) for (const value of before.getAll(key)) pairs.append(key, value);
  return pairs.toString();
}

function button(text, act, className = "") {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/* One chart with its words, its table and its files. */
export class Figure {
  constructor(owner) {
    this.owner = owner;
    this.node = element("section", "chart");
    this.id = `chart${names++}`;
    this.title = element("h3");
    this.title.id = this.id;
    this.unit = element("p", "unit");
    this.said = element("p", "said");
    this.plot = element("div", "plot");
    this.plot.tabIndex = 0;
    this.plot.setAttribute("role", "group");
    this.plot.setAttribute("aria-labelledby", this.id);
    this.readout = element("p", "readout");
    this.readout.setAttribute("role", "status");
    this.notes = element("ul", "notes");
    this.source = element("p", "source");
    this.table = element("details");
    this.disputes = element("div", "disputes");
    this.files = element("div", "files");
    this.node.append(this.title, this.unit, this.said, this.plot, this.readout, this.notes, this.source, this.table, this.files, this.disputes);
    this.plot.addEventListener("keydown", (event) => this.step(event));
    this.plot.addEventListener("pointermove", (event) => this.point(event));
    this.plot.addEventListener("pointerleave", () => this.tell(-1));
    this.plot.addEventListener("blur", () => this.tell(-1));
    this.table.addEventListener("toggle", () => this.table.open && this.fillTable());
  }

  /* Take over a chart; what is the same stays untouched. The drawing follows, when all words are in their places. */
  update(chart) {
    const text = JSON.stringify(chart);
    if (text === this.text) return;
    this.due = true;
    this.text = text;
    this.chart = chart;
    const { words, language } = this.owner;
    this.node.classList.toggle("wide", WIDE.includes(chart.draw.kind) || (chart.draw.values || []).length > 2);
    this.node.dataset.chart = chart.key;
    this.title.textContent = chart.title;
    this.unit.textContent = chart.unit || "";
    this.unit.hidden = !chart.unit;
    this.said.textContent = chart.sentence;
    this.notes.replaceChildren(...(chart.notes || []).map((note) => element("li", "", note)));
    this.source.textContent = chart.source;
    const rows = chart.rows || [];
    this.table.replaceChildren(element("summary", "", words.table.replace("{n}", numbers(language)(rows.length))));
    this.filled = false;
    if (chart.draw.kind === "none" || this.table.open) this.table.open = true;
    if (this.table.open) this.fillTable();
    this.fillFiles();
    this.fillDisputes();
    this.plot.hidden = chart.draw.kind === "none" || !rows.length;
  }

  measure() {
    this.width = this.plot.clientWidth;
  }

  /* The last drawing that was asked for wins. One that cannot be made leaves the words, and the table unfolded. */
  async draw(style) {
    this.due = false;
    if (!this.width || this.plot.hidden) return;
    const turn = (this.turn = (this.turn || 0) + 1);
    let drawn = null;
    try {
      drawn = await draw(this.chart, this.width, style);
    } catch {
      drawn = null;
      this.table.open = true;
      this.fillTable();
      this.readout.textContent = this.owner.words.undrawn;
    }
    if (turn !== this.turn) return;
    this.drawn = drawn;
    this.lit = null;
    this.at = -1;
    if (drawn) drawn.svg.setAttribute("aria-hidden", "true");
    this.plot.replaceChildren(...(drawn ? [drawn.svg] : []));
  }

  /* The keyboard's way through the marks: arrows, home and end; what is reached is said. */
  step(event) {
    const marks = this.drawn ? this.drawn.marks.length : 0;
    const to = { ArrowRight: this.at + 1, ArrowDown: this.at + 1, ArrowLeft: this.at - 1, ArrowUp: this.at - 1, Home: 0, End: marks - 1, Escape: -1 }[event.key];
    if (to === undefined || !marks) return;
    event.preventDefault();
    this.tell(event.key === "Escape" ? -1 : Math.min(Math.max(to, 0), marks - 1));
  }

  point(event) {
    if (this.drawn) this.tell(this.drawn.marks.findIndex(({ shape }) => shape === event.target));
  }

  tell(at) {
    if (at === this.at || !this.drawn) return;
    const { marks } = this.drawn;
    const accent = this.owner.tokens().ink;
    if (this.lit) this.lit.remove();
    this.lit = null;
    this.at = at;
    this.readout.textContent = at < 0 ? "" : marks[at].text;
    if (at < 0) return;
    const box = marks[at].shape.getBBox();
    this.lit = marks[at].shape.cloneNode(false);
    this.lit.removeAttribute("aria-label");
    marks[at].shape.after(this.lit);
    for (const [name, value] of Object.entries({ fill: "none", stroke: accent, "stroke-width": box.width < 12 ? 2.5 : 2, "pointer-events": "none" })) this.lit.setAttribute(name, value);
  }

  fillTable() {
    if (this.filled) return;
    this.filled = true;
    const { words, language } = this.owner;
    const say = numbers(language);
    const frame = element("div", "rows");
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", this.chart.title);
    const table = element("table");
    table.appendChild(element("caption", "", this.chart.title));
    const head = element("tr");
    for (const name of this.chart.head) {
      const cell = element("th", "", name);
      cell.scope = "col";
      head.appendChild(cell);
    }
    table.appendChild(element("thead")).appendChild(head);
    const body = table.appendChild(element("tbody"));
    for (const row of this.chart.rows || []) {
      const line = element("tr");
      row.forEach((cell, at) => {
        const made = element(at ? "td" : "th", typeof cell === "number" ? "number" : "");
        if (!at) made.scope = "row";
        made.appendChild(this.word(cell, say, language, words));
        line.appendChild(made);
      });
      body.appendChild(line);
    }
    frame.appendChild(table);
    this.table.appendChild(frame);
  }

  word(cell, say, language, words) {
    if (typeof cell === "number") return document.createTextNode(say(cell));
    if (cell === null) return document.createTextNode("–");
    if (typeof cell === "string") return document.createTextNode(cell);
    if (cell.series) return button(cell.text, () => this.owner.choose({ series: [cell.series], geo: [] }), "link");
    if (cell.url && /^https?:\/\//i.test(cell.url)) {
      const link = element("a", "", cell.text);
      link.href = cell.url;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      return link;
    }
    const text = element("span", "", cell.text);
    if (cell.lang && cell.lang !== language) text.lang = cell.lang;
    return text;
  }

  fillFiles() {
    const { words } = this.owner;
    const name = (made, text) => {
      made.setAttribute("aria-label", `${text}: ${this.chart.title}`);
      return made;
    };
    const file = (kind, short, text) => {
      const link = name(element("a", "", short), text);
      link.href = this.owner.address(`${this.owner.data.address}/${this.chart.key}.${kind}`).href;
      link.download = `${this.chart.key}.${kind}`;
      return link;
    };
    const buttons = [file("csv", "CSV", words.csv), file("json", "JSON", words.metadata)];
    if (this.chart.draw.kind !== "none") for (const kind of ["svg", "png"]) buttons.push(name(button(kind.toUpperCase(), () => this.take(kind), "link"), words[kind]));
    this.files.replaceChildren(element("span", "", words.files), ...buttons);
  }

  fillDisputes() {
    const { words, language } = this.owner;
    const found = this.chart.disputes || [];
    this.disputes.replaceChildren();
    if (!found.length) return;
    this.disputes.appendChild(element("h4", "", words.disputes.replace("{n}", String(found.length))));
    for (const each of found) {
      const box = element("details");
      const summary = element("summary");
      summary.append(element("span", "", each.question), element("span", "tag", each.status));
      const reading = element("p", "", each.reading.text);
      if (each.reading.lang !== language) reading.lang = each.reading.lang;
      const body = element("div");
      body.append(positionsOf(each.sides, language), element("h4", "", words.reading), reading);
      if (each.founding.length) {
        const list = element("ul");
        for (const text of each.founding) list.appendChild(element("li", "", text));
        body.append(element("h4", "", words.founding), list);
      }
      const way = element("a", "", words.open);
      way.href = "./?" + new URLSearchParams({ selected: each.key });
      way.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        event.preventDefault();
        this.owner.act("go", each.key);
      });
      const line = element("p");
      line.appendChild(way);
      body.appendChild(line);
      box.append(summary, body);
      this.disputes.appendChild(box);
    }
  }

  async take(kind) {
    const { stamp, words } = this.owner;
    const face = await typeface();
    const lines = [
      `${words.filters} ${stamp.filters}`,
      [words.made.replace("{date}", stamp.made), stamp.release, stamp.licence].filter(Boolean).join(" · "),
      stamp.link,
    ];
    const svg = await picture(this.chart, this.owner.style(), lines, face);
    save(await (kind === "svg" ? written(svg) : bitmap(svg)), `${this.chart.key}.${kind}`);
  }
}

class Statistics {
  constructor(parent) {
    this.host = parent.querySelector(".statistics");
    this.figures = new Map();
    this.turn = 0;
    this.painted = 0;
    this.tabs = element("div", "tabs");
    this.tabs.setAttribute("role", "tablist");
    this.status = element("p", "status");
    this.status.setAttribute("role", "status");
    this.body = element("div", "body");
    this.body.setAttribute("role", "tabpanel");
    this.body.id = `statistics${names++}`;
    this.introduction = element("p", "introduction");
    this.overview = element("div", "overview");
    this.controls = element("div", "controls");
    this.refusals = element("div", "refusals");
    this.grid = element("div", "grid");
    this.body.append(this.introduction, this.overview, this.controls, this.refusals, this.grid);
    this.onChoice = (event) => {
      if (this.data && this.wanted !== undefined) event.detail.answered = this.ask(merged(this.wanted, event.detail.query, CARRIED));
    };
    this.onTheme = () => window.setTimeout(() => this.redraw(), THEME_MS);
    this.scheme = window.matchMedia("(prefers-color-scheme: dark)");
    this.scheme.addEventListener("change", this.onTheme);
    window.addEventListener("corridor-atlas:choose", this.onChoice);
    this.sizes = new ResizeObserver(([entry]) => {
      const width = Math.round(entry.contentRect.width);
      if (width && this.width && width !== this.width) window.requestAnimationFrame(() => this.redraw());
      this.width = width;
    });
    this.sizes.observe(this.body);
    document.fonts.ready.then(() => {
      forget();
      if (this.painted) this.redraw();
    });
  }

  end() {
    window.removeEventListener("corridor-atlas:choose", this.onChoice);
    this.scheme.removeEventListener("change", this.onTheme);
    this.sizes.disconnect();
  }

  address(path) {
    return new URL(`${path}?${this.wanted}`, document.baseURI);
  }

  theme() {
    const [red, green, blue] = (/rgba?\(([^)]+)\)/.exec(getComputedStyle(this.host).color) || ["", "0,0,0"])[1].split(",").map(Number);
    return 0.299 * red + 0.587 * green + 0.114 * blue > 127 ? "dark" : "light"; // light text: dark theme
  }

  tokens() {
    return this.file.themes[this.theme()];
  }

  style() {
    return { tokens: this.tokens(), language: this.language, words: this.words };
  }

  redraw() {
    this.paint([...this.figures.values()].filter((figure) => figure.chart));
  }

  async update(data, act) {
    this.data = data;
    this.act = act;
    const file = await kept(files, new URL(data.words, document.baseURI).href, (answer) => answer.json());
    if (this.data !== data) return;
    if (this.file !== file) {
      this.file = file;
      this.words = file.words;
      this.language = file.language;
      for (const figure of this.figures.values()) figure.text = null;
      this.dress();
    }
    if (!this.painted) this.turn = Math.max(this.turn, data.answered); // a page that was left counts on
    // An answer to an older choice must not undo a newer one.
    if (data.answered >= this.turn) await this.ask(data.query);
  }

  dress() {
    const sheet = element("link");
    sheet.rel = "stylesheet";
    sheet.href = new URL(this.data.module.replace(/js$/, "css"), document.baseURI).href;
    sheet.addEventListener("load", () => this.redraw());
    this.tabs.setAttribute("aria-label", this.words.parts_label);
    const parts = this.file.parts.map(([code, text]) => {
      const tab = button(text, () => this.choose({ part: [code] }));
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", this.body.id);
      tab.dataset.part = code;
      return tab;
    });
    this.tabs.replaceChildren(...parts);
    this.tabs.onkeydown = (event) => {
      if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      const now = parts.indexOf(this.tabs.getRootNode().activeElement);
      parts[(now + 1) % parts.length].focus();
    };
    this.host.replaceChildren(sheet, this.tabs, this.status, this.body);
  }

  /* Ask for the charts of a view, unless they are those shown. The last question wins. */
  async ask(query) {
    const wanted = normal(query);
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    const asked = (this.asked = (this.asked || 0) + 1);
    let answer = null;
    for (let again = 0; again < TRIES && !answer; again++) {
      try {
        const given = await fetch(this.address(this.data.address));
        if (given.ok) answer = await given.json();
      } catch {
        await new Promise((done) => window.setTimeout(done, RETRY_MS));
      }
      if (asked !== this.asked) return;
    }
    this.status.textContent = answer ? "" : this.words.failed;
    if (answer) await this.show(answer);
    else this.wanted = undefined;
  }

  async show(answer) {
    this.stamp = answer.stamp;
    for (const tab of this.tabs.children) {
      const chosen = tab.dataset.part === answer.part;
      tab.setAttribute("aria-selected", String(chosen));
    }
    this.introduction.textContent = answer.introduction;
    this.overview.replaceChildren(...answer.overview.map((each) => this.keyFigure(each)));
    this.refusals.replaceChildren();
    if (answer.refusals && answer.refusals.length) {
      const list = element("ul");
      for (const text of answer.refusals) list.appendChild(element("li", "", text));
      this.refusals.append(element("p", "", this.words.apart), list);
    }
    this.showControls(answer.controls);
    const nodes = [];
    const { only } = this.data; // a frame that shows one chart alone
    this.host.classList.toggle("alone", Boolean(only));
    const charts = only ? answer.charts.filter((chart) => chart.key === only) : answer.charts;
    for (const chart of charts) {
      if (!this.figures.has(chart.key)) this.figures.set(chart.key, new Figure(this));
      nodes.push(this.figures.get(chart.key));
    }
    const held = [...this.grid.children];
    const wanted = nodes.map((figure) => figure.node);
    if (held.length !== wanted.length || held.some((each, at) => each !== wanted[at])) this.grid.replaceChildren(...wanted);
    nodes.forEach((figure, at) => figure.update(charts[at]));
    const { wanted: query } = this;
    await this.paint(nodes.filter((figure) => figure.due));
    if (query !== this.wanted) return; // something newer is being drawn
    this.painted += 1;
    const { painted } = this;
    window.requestAnimationFrame(() => {
      this.host.dataset.part = answer.part;
      this.host.dataset.query = query;
      this.host.dataset.painted = String(painted);
      this.host.dataset.paintedAt = String(performance.timeOrigin + performance.now());
    });
  }

  /* First ask every width, then draw: the browser lays the page out once and not once per chart. */
  paint(figures) {
    const style = this.style();
    for (const figure of figures) figure.measure();
    return Promise.all(figures.map((figure) => figure.draw(style)));
  }

  keyFigure(each) {
    const box = element("div", "key-figure");
    const value = element("p", "value", each.value);
    box.append(element("p", "label", each.label), value, element("p", "change", each.change), element("p", "caveat", each.caveat));
    return box;
  }

  /* Tell a choice made here: asked for at once, and told to Streamlit, which writes the address. */
  choose(change) {
    const pairs = new URLSearchParams(this.wanted);
    for (const [key, values] of Object.entries(change)) {
      pairs.delete(key);
      for (const value of values) pairs.append(key, value);
    }
    this.turn += 1;
    const own = new URLSearchParams();
    for (const key of OWN) for (const value of pairs.getAll(key)) own.append(key, value);
    this.ask(pairs.toString());
    this.act("plot", { turn: this.turn, text: own.toString() });
  }

  showControls(given) {
    this.controls.hidden = !given;
    const text = JSON.stringify(given || null);
    if (text === this.controlled) return;
    this.controlled = text;
    if (!given) return;
    const { words } = this;
    const root = this.controls.getRootNode();
    const focused = root.activeElement && this.controls.contains(root.activeElement) ? root.activeElement.dataset.control : null;
    const names = new Map(given.series.flatMap((theme) => theme.items.map(([key, title]) => [key, title])));
    const chips = element("ul", "chips");
    for (const key of given.chosen) {
      const item = element("li", "", names.get(key));
      if (given.chosen.length > 1) {
        const drop = button("×", () => this.choose({ series: given.chosen.filter((each) => each !== key) }));
        drop.setAttribute("aria-label", words.drop.replace("{name}", names.get(key)));
        item.appendChild(drop);
      }
      chips.appendChild(item);
    }
    const wrap = element("label", "field");
    const select = element("select");
    select.dataset.control = "series";
    select.appendChild(element("option", "", words.add));
    select.options[0].value = "";
    for (const { theme, items } of given.series) {
      const group = element("optgroup");
      group.label = theme;
      for (const [key, title, known] of items) {
        const option = element("option", "", title);
        option.value = key;
        option.disabled = !known || given.chosen.includes(key);
        group.appendChild(option);
      }
      select.appendChild(group);
    }
    select.addEventListener("change", () => select.value && this.choose({ series: [...given.chosen, select.value].slice(-4), geo: [] }));
    wrap.append(element("span", "", words.series), select);
    const one = element("label", "field");
    const only = select.cloneNode(true);
    only.dataset.control = "only";
    only.options[0].textContent = words.only;
    only.addEventListener("change", () => only.value && this.choose({ series: [only.value], geo: [] }));
    one.append(element("span", "", words.only_label), only);
    const areas = element("fieldset", "areas");
    areas.appendChild(element("legend", "", words.areas));
    const any = given.areas.some(([, , , chosen]) => chosen);
    for (const [code, name, n, chosen] of given.areas)
      areas.appendChild(this.tick(`geo-${code}`, `${name} (${n})`, chosen, (on) => this.choose({ geo: given.areas.filter(([each, , , was]) => (each === code ? on : was)).map(([each]) => each) })));
    if (any) areas.appendChild(button(words.every_area, () => this.choose({ geo: [] }), "link"));
    const measures = element("fieldset");
    measures.appendChild(element("legend", "", words.measure));
    for (const code of ["value", "index"]) {
      const row = element("label", "tick");
      const box = element("input");
      box.type = "radio";
      box.name = `${this.body.id}-measure`;
      box.checked = given.measure === code;
      box.dataset.control = `measure-${code}`;
      box.addEventListener("change", () => this.choose({ measure: code === "value" ? [] : [code] }));
      row.append(box, element("span", "", words[`measure_${code}`]));
      measures.appendChild(row);
    }
    measures.appendChild(element("p", "hint", given.no_rate));
    const more = element("fieldset");
    more.appendChild(element("legend", "", words.besides));
    more.append(
      this.tick("parts", words.with_parts, given.parts, (on) => this.choose({ parts: on ? ["1"] : [] })),
      this.tick("marks", words.with_marks, given.marks, (on) => this.choose({ marks: on ? ["1"] : [] })),
    );
    const fields = element("div", "fields");
    fields.append(one, wrap);
    const sets = element("div", "sets");
    sets.append(measures, more);
    const fold = element("details", "fold");
    fold.open = given.areas.length <= 8 || any || Boolean(this.unfolded);
    fold.addEventListener("toggle", () => (this.unfolded = fold.open));
    fold.append(element("summary", "", words.areas_count.replace("{n}", String(given.areas.length))), areas);
    this.controls.replaceChildren(fields, chips, fold, sets);
    if (focused) {
      const again = [...this.controls.querySelectorAll("[data-control]")].find((each) => each.dataset.control === focused);
      if (again) again.focus();
    }
  }

  tick(name, text, checked, act) {
    const row = element("label", "tick");
    const box = element("input");
    box.type = "checkbox";
    box.checked = checked;
    box.dataset.control = name;
    box.addEventListener("change", () => act(box.checked));
    row.append(box, element("span", "", text));
    return row;
  }
}

export default mounting((place) => new Statistics(place));
