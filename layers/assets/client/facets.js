/* The panel of filters: native check boxes and fields under folding headings, each value with what choosing it would leave.
   Words come as a file by its address, or are given. A choice is told twice: to the map at once, which draws it by itself, and to Streamlit, whose answer brings the rest. */
import { element, kept, mounting, styled } from "./sheet.js";

const LISTS = ["countries", "crimes", "corridors", "attribution", "acts", "actors"];
const LONG = 12; // values; a longer list can be narrowed by typing
const TYPING_MS = 500;
const MAP_FIRST_MS = 250;
const files = new Map();
let names = 0;

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/* A list to choose one value from, in groups; the first value is none. */
function choice(none, groups, words) {
  const box = element("select");
  box.append(new Option(none, ""));
  for (const [name, known] of Object.entries(groups)) {
    const group = element("optgroup");
    group.label = words[name];
    for (const [code, text] of known) group.append(new Option(text, code));
    box.append(group);
  }
  return box;
}

export class Panel {
  constructor(parent) {
    this.host = parent.querySelector(".facets");
    this.chosen = null;
    this.turn = 0;
    this.prefix = `facets${names++}`;
  }

  async update(data, act) {
    this.data = data;
    this.act = act;
    const file = data.file || (await kept(files, new URL(data.labels, document.baseURI).href, (answer) => answer.json()));
    if (this.data !== data) return;
    if (this.file !== file) {
      this.file = file;
      this.build();
    }
    // An answer to an older choice must not undo a newer one.
    if (data.answered >= this.turn) {
      this.pending = null;
      this.fill();
    }
    this.count();
  }

  section(name, body) {
    const box = element("details");
    box.open = this.file.open.includes(name);
    const summary = element("summary");
    const picked = element("span", "picked");
    summary.append(element("span", "name", this.file.headings[name]), picked);
    box.append(summary, ...body);
    this.sections[name] = { box, picked };
    return box;
  }

  build() {
    const { words, labels, levels } = this.file;
    this.sections = {};
    this.boxes = {};
    this.numbers = {};
    const list = (name) => {
      const rows = element("ul");
      this.boxes[name] = new Map();
      this.numbers[name] = new Map();
      for (const [code, text] of labels[name]) {
        const row = element("li");
        const label = element("label");
        const box = element("input");
        box.type = "checkbox";
        box.value = code;
        box.addEventListener("change", () => this.choose());
        const number = element("span", "number");
        label.append(box, element("span", "text", text), number);
        row.append(label);
        rows.append(row);
        this.boxes[name].set(code, box);
        this.numbers[name].set(code, number);
      }
      const parts = [];
      if (name === "countries") parts.push(element("p", "hint", words.country_hint));
      if (labels[name].length > LONG) parts.push(this.narrower(rows, labels[name]));
      return this.section(name, [...parts, rows]);
    };
    const level = element("ul");
    level.setAttribute("role", "radiogroup");
    level.setAttribute("aria-label", this.file.headings.evidence);
    this.levels = new Map();
    for (const [code, text] of levels) {
      const row = element("li");
      row.setAttribute("role", "presentation");
      const label = element("label");
      const box = element("input");
      box.type = "radio";
      box.name = `${this.prefix}-level`;
      box.value = code;
      box.addEventListener("change", () => this.choose());
      label.append(box, element("span", "text", text));
      row.append(label);
      level.append(row);
      this.levels.set(code, box);
    }
    this.named = element("input");
    this.named.type = "checkbox";
    this.named.addEventListener("change", () => this.choose());
    const named = element("label", "single");
    named.append(this.named, element("span", "text", words.named));
    const evidence = this.section("evidence", [level, named]);
    evidence.open = true;
    const flow = this.section("flow", this.directions());
    const field = (label, hint) => {
      const box = element("input");
      box.type = "text";
      box.placeholder = hint;
      box.autocomplete = "off";
      box.spellcheck = false;
      const wrap = element("label", "field");
      wrap.append(element("span", "", label), box);
      box.addEventListener("change", () => this.choose());
      return [wrap, box];
    };
    let from, to, text;
    [from, this.since] = field(words.from, words.date_hint);
    [to, this.until] = field(words.to, words.date_hint);
    [text, this.text] = field(this.file.headings.text, words.text_hint);
    this.text.type = "search";
    let timer = 0;
    this.text.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => this.choose(), TYPING_MS);
    });
    this.warning = element("p", "warning");
    this.warning.setAttribute("role", "alert");
    const pair = element("div", "pair");
    pair.append(from, to);
    const shade = this.shades();
    const reset = element("button", "reset", words.reset);
    reset.type = "button";
    reset.addEventListener("click", () => {
      this.clear();
      this.choose();
    });
    const body = element("div");
    body.setAttribute("role", "group");
    body.setAttribute("aria-label", words.filters);
    for (const name of ["countries", "crimes"]) body.append(list(name));
    body.append(evidence, flow);
    for (const name of ["corridors", "attribution", "acts", "actors"]) body.append(list(name));
    body.append(this.section("period", [pair, this.warning]), this.section("text", [text]), reset, shade);
    for (const name of this.file.without || []) (name === "shade" ? shade : this.sections[name].box).remove(); // what this file cannot answer
    this.host.replaceChildren(body);
    if (this.data.module) this.host.prepend(styled(new URL(this.data.module.replace(/js$/, "css"), document.baseURI).href));
    this.pending = null;
  }

  /* What the map is shaded by: no filter, so resetting those leaves it. */
  shades() {
    const { words, shades } = this.file;
    this.shade = choice(words.shade_none, shades, words);
    this.shade.addEventListener("change", () => this.choose());
    const wrap = element("label", "field shade");
    wrap.append(element("span", "name", words.shade), this.shade, element("small", "hint", words.shade_hint));
    return wrap;
  }

  /* A country or a place, and what is asked of it: one choice in two fields, so neither works without the other. */
  directions() {
    const { words, flows, areas } = this.file;
    this.area = choice(words.flow_any, areas, words);
    const wrap = element("label", "field");
    wrap.append(element("span", "", words.flow_area), this.area);
    const rows = element("ul");
    rows.setAttribute("role", "radiogroup");
    rows.setAttribute("aria-label", this.file.headings.flow);
    this.flows = new Map();
    for (const [code, text] of flows) {
      const row = element("li");
      row.setAttribute("role", "presentation");
      const label = element("label");
      const box = element("input");
      box.type = "radio";
      box.name = `${this.prefix}-flow`;
      box.value = code;
      box.addEventListener("change", () => this.choose());
      const number = element("span", "number");
      label.append(box, element("span", "text", text), number);
      row.append(label);
      rows.append(row);
      this.flows.set(code, { box, number });
    }
    this.area.addEventListener("change", () => {
      const first = this.direction() || flows[1][0]; // of a country that has just been chosen, the ways into it
      this.turnTo(this.area.value ? first : "");
      this.choose();
    });
    return [wrap, rows, element("p", "hint", words.flow_hint)];
  }

  direction() {
    return [...this.flows].find(([, { box }]) => box.checked)[0];
  }

  turnTo(direction) {
    for (const [code, { box }] of this.flows) {
      box.checked = code === direction;
      box.disabled = Boolean(code) && !this.area.value;
    }
  }

  narrower(rows, labels) {
    const box = element("input", "narrow");
    box.type = "search";
    box.placeholder = this.file.words.narrow;
    box.setAttribute("aria-label", this.file.words.narrow);
    const folded = labels.map(([, text]) => fold(text));
    box.addEventListener("input", () => {
      const wanted = fold(box.value.trim());
      [...rows.children].forEach((row, index) => (row.hidden = Boolean(wanted) && !folded[index].includes(wanted)));
    });
    return box;
  }

  clear() {
    for (const name of LISTS) for (const box of this.boxes[name].values()) box.checked = false;
    for (const [code, box] of this.levels) box.checked = code === "";
    this.named.checked = false;
    this.area.value = "";
    this.turnTo("");
    for (const box of [this.since, this.until, this.text]) box.value = "";
  }

  /* Set every control to the view that the page has. */
  fill() {
    const { keys } = this.file;
    const given = (name) => this.data.query[keys[name]] || [];
    this.clear();
    for (const name of LISTS) for (const code of given(name)) if (this.boxes[name].has(code)) this.boxes[name].get(code).checked = true;
    this.shade.value = this.data.shade;
    const level = this.levels.get(given("evidence")[0] || "");
    if (level) level.checked = true;
    this.named.checked = given("named")[0] === "1";
    const [direction, ...area] = (given("flow")[0] || "").split(".");
    if (direction) {
      this.area.value = area.join(".");
      this.turnTo(direction);
    }
    if (document.activeElement !== this.since) this.since.value = given("since")[0] || "";
    if (document.activeElement !== this.until) this.until.value = given("until")[0] || "";
    this.text.value = given("text")[0] || "";
    if (given("flow").length) this.sections.flow.box.open = true;
    for (const name of ["attribution", "acts", "actors"]) if (given(name).length) this.sections[name].box.open = true;
    if (given("since").length || given("until").length) this.sections.period.box.open = true;
    if (given("text").length) this.sections.text.box.open = true;
    this.tell();
  }

  /* Say on each heading what is chosen under it, so that nothing works while hidden. */
  tell() {
    for (const name of LISTS) {
      const texts = this.file.labels[name].filter(([code]) => this.boxes[name].get(code).checked).map(([, text]) => text);
      this.sections[name].picked.textContent = texts.join(", ");
    }
    const level = this.file.levels.find(([code]) => this.levels.get(code).checked);
    this.sections.evidence.picked.textContent = level && level[0] ? level[1] : "";
    const flow = this.direction();
    this.sections.flow.picked.textContent = flow ? `${this.file.flows.find(([code]) => code === flow)[1]} ${this.area.selectedOptions[0].text}` : "";
    this.sections.period.picked.textContent = [this.since.value, this.until.value].some(Boolean) ? `${this.since.value}–${this.until.value}` : "";
    this.sections.text.picked.textContent = this.text.value;
  }

  count() {
    for (const name of LISTS)
      this.file.labels[name].forEach(([code], index) => {
        const [legs, events] = this.data.counts[name][index];
        const node = this.numbers[name].get(code);
        node.textContent = name === "attribution" ? String(legs) : name === "acts" ? String(events) : `${legs} · ${events}`;
        node.classList.toggle("none", !(legs + events));
      });
    for (const [code, { number }] of this.flows) {
      const left = this.data.flows[code];
      number.textContent = left ? left.join(" · ") : "";
    }
    this.warning.textContent = this.data.notices.join(" ");
    this.warning.hidden = !this.data.notices.length;
  }

  query() {
    const { keys } = this.file;
    const query = {};
    for (const name of LISTS) {
      const codes = [...this.boxes[name]].filter(([, box]) => box.checked).map(([code]) => code);
      if (codes.length) query[keys[name]] = codes.sort();
    }
    const level = [...this.levels].find(([, box]) => box.checked);
    if (level && level[0]) query[keys.evidence] = [level[0]];
    if (this.named.checked) query[keys.named] = ["1"];
    if (this.direction()) query[keys.flow] = [`${this.direction()}.${this.area.value}`];
    for (const [name, box] of [["since", this.since], ["until", this.until], ["text", this.text]]) if (box.value.trim()) query[keys[name]] = [box.value.trim()];
    if (this.shade.value) query.shade = [this.shade.value];
    return query;
  }

  choose() {
    const query = this.query();
    const text = serialise(query);
    this.tell();
    const { shade } = this.data;
    if (text === (this.pending === null ? serialise(shade ? { ...this.data.query, shade: [shade] } : this.data.query) : this.pending)) return;
    this.pending = text;
    // The map goes first: it asks the server itself. Streamlit is told when the map has its answer, or after a moment.
    const detail = { query: text, answered: null };
    window.dispatchEvent(new CustomEvent("corridor-atlas:choose", { detail }));
    const turn = (this.turn += 1);
    Promise.race([detail.answered, new Promise((done) => window.setTimeout(done, MAP_FIRST_MS))]).then(() => {
      if (turn === this.turn) this.act("query", { turn, text });
    });
  }
}

function serialise(query) {
  const pairs = new URLSearchParams();
  for (const key of Object.keys(query).sort()) for (const value of query[key]) pairs.append(key, value);
  return pairs.toString();
}

export default mounting((place) => new Panel(place));
