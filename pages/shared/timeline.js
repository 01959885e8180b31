/* The timeline: asks the server for the bars and figures of a view, draws them, and tells what is brushed, stepped to and
   opened. Words of records are set with textContent only. Bars stay here while only the period changes. */
import { Brush, histogram } from "./brush.js";
import { citeOf, fillCard } from "./card.js";
import { CELL, cellsOf } from "./cells.js";
import { bitmap, save, typeface, written } from "./files.js";
import { downloadsOf, figuresOf, groupsOf, legendOf, trayOf } from "./furniture.js";
import { axis, draw } from "./lanes.js";
import { Frame } from "./mapframe.js";
import { LEGS, PALE, dateOf, samples } from "./marks.js";
import { picture } from "./picture.js";
import { address, element, kept, mounting, styled, themeOf } from "./sheet.js";
import { across, inOrder, nearest } from "./stepping.js";
import { warm } from "./vega.js";

const GUTTER_PX = 158;
const GUTTER_FROM_PX = 640; // a narrower chart writes the names of its lanes above them
const BESIDE_FROM_PX = 720; // a narrower page shows the map on demand
const TRIES = 3;
const RETRY_MS = 400;
const setups = new Map();
let number = 0;

const local = (language) => (language === "en" ? "en-GB" : language); // day before month, as the server writes it
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? values[name] : whole));
const iso = (day) => dateOf(day).toISOString().slice(0, 10);

class Timeline {
  constructor(place, module) {
    this.module = module;
    this.number = number += 1;
    this.placed = [];
    this.pressed = "";
    this.host = element("div", "timeline");
    this.title = element("h2");
    this.reset = element("button", "reset");
    this.reset.type = "button";
    this.reset.addEventListener("click", () => this.period(null));
    this.figures = element("dl", "figures");
    this.sentence = element("p", "sentence");
    this.caveat = element("p", "quiet");
    this.groups = element("fieldset", "groups");
    this.brush = new Brush((chosen, done) => (done ? this.period(chosen) : this.preview(chosen)));
    this.plot = element("div", "plot");
    this.plot.setAttribute("role", "group");
    this.axis = element("div", "axis");
    this.axis.setAttribute("aria-hidden", "true");
    this.tip = element("div", "tip");
    this.tip.hidden = true;
    this.legend = element("ul", "legend");
    this.shared = element("p", "quiet shared");
    this.tray = element("section", "tray");
    this.downloads = element("p", "downloads");
    this.status = element("p", "status");
    this.status.setAttribute("role", "status");
    this.card = element("aside", "card");
    this.card.hidden = true;
    this.card.setAttribute("aria-live", "polite");
    this.mapButton = element("button", "showmap");
    this.mapButton.type = "button";
    this.mapButton.addEventListener("click", () => this.toggleMap());
    this.mapPlace = element("div", "mapplace");
    const head = element("div", "head");
    head.append(this.title, this.reset);
    this.chart = element("div", "chart");
    this.chart.append(this.groups, this.brush.host, this.axis, this.plot, this.tip, this.status);
    const side = element("div", "side");
    side.append(this.mapButton, this.mapPlace, this.card);
    const body = element("div", "body");
    body.append(this.chart, side);
    this.host.append(head, this.figures, this.sentence, this.caveat, this.legend, body, this.shared, this.tray, this.downloads);
    place.replaceChildren(...["timeline", "card", "mapframe"].map((name) => styled(this.address(`${name}.css`))), this.host);
    this.plot.addEventListener("pointermove", (event) => this.point(event));
    this.plot.addEventListener("pointerleave", () => this.showTip(null));
    this.plot.addEventListener("click", (event) => this.click(event));
    this.plot.addEventListener("keydown", (event) => this.key(event));
    this.plot.addEventListener("focusin", (event) => this.focus(event));
    this.plot.addEventListener("focusout", () => this.showTip(null));
    this.host.addEventListener("keydown", (event) => this.escape(event));
    this.onChoice = (event) => {
      const asked = this.ask(this.merged(event.detail.query));
      event.detail.answered = event.detail.answered ? Promise.all([event.detail.answered, asked]) : asked;
    };
    window.addEventListener("corridor-atlas:choose", this.onChoice);
    this.onTheme = () => window.setTimeout(() => this.show(), 400);
    this.scheme = window.matchMedia("(prefers-color-scheme: dark)");
    this.scheme.addEventListener("change", this.onTheme);
    this.resized = new ResizeObserver(() => this.resize());
    for (const node of [this.host, this.plot]) this.resized.observe(node);
  }

  end() {
    window.removeEventListener("corridor-atlas:choose", this.onChoice);
    this.scheme.removeEventListener("change", this.onTheme);
    this.resized.disconnect();
    if (this.map) this.map.end();
  }

  address(name) {
    return new URL(this.module.replace(/[^/]*$/, name), document.baseURI).href;
  }

  /* ---------------------------------------------------------------- asking */
  merged(filters) {
    const pairs = new URLSearchParams(filters);
    const lang = new URLSearchParams(this.latest.query).get("lang");
    if (lang) pairs.set("lang", lang);
    return pairs.toString();
  }

  async ask(query) {
    const pairs = new URLSearchParams(query);
    pairs.set("lanes", this.group);
    pairs.sort();
    const wanted = pairs.toString();
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    const turn = (this.turn = (this.turn || 0) + 1);
    if (this.told) pairs.set("held", this.told.held);
    let told = null;
    for (let again = 0; again < TRIES && !told; again++) {
      try {
        const answer = await fetch(new URL(`${this.latest.bars}?${pairs}`, document.baseURI));
        if (answer.ok) told = await answer.json();
      } catch {
        await new Promise((done) => window.setTimeout(done, RETRY_MS));
      }
      if (turn !== this.turn) return;
    }
    if (!told) {
      this.wanted = null;
      this.fail();
      return;
    }
    if (told.bars) {
      const names = ["key", "start", "end", "lanes", "form", "line", "open", "grade", "disputed", "title", "phrases"];
      told.bars = told.bars.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])));
      if (told.cells) told.bars = cellsOf(told.cells);
      const { lanes, bars, cells, months, undated, undated_count: nameless, words } = told;
      this.kept = { lanes, bars, cells, months, undated, nameless, words };
    }
    this.told = told;
    this.shownFor = query;
    this.status.textContent = this.announced ? told.title : ""; // what a change of the view leaves, for those who do not see it
    this.announced = true;
    this.show();
  }

  fail() {
    this.status.textContent = this.kept ? this.kept.words.failed : this.latest.map.words.failed;
  }

  update(data, act) {
    const before = this.latest;
    this.latest = data;
    this.act = act;
    this.group = data.lanes;
    warm();
    kept(setups, new URL(data.setup, document.baseURI).href, (answer) => answer.json())
      .then((setup) => {
        if (this.latest !== data) return;
        const other = this.setup !== setup;
        this.setup = setup;
        this.examples(); // while the bars are on their way
        if (other || !before || before.selected !== data.selected || before.card !== data.card) this.showCard(before);
        this.show();
      })
      .catch(() => this.fail());
    this.ask(data.query);
    if (this.map) this.map.update(this.mapData(), (name, value) => this.act(name, value));
  }

  /* ---------------------------------------------------------------- showing */
  resize() {
    const [width, chart] = [this.host.clientWidth, this.plot.clientWidth];
    if (!width || (width === this.width && chart === this.chartWidth)) return;
    [this.width, this.chartWidth] = [width, chart];
    this.host.classList.toggle("narrow", width < BESIDE_FROM_PX);
    this.show();
  }

  get ready() {
    return Boolean(this.kept && this.told && this.setup && this.width);
  }

  colours() {
    return { ...this.setup.themes[themeOf(this.host)], forms: this.setup.forms };
  }

  said(day) {
    return new Intl.DateTimeFormat(local(this.setup.language), { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" }).format(dateOf(day));
  }

  /* The period as days: while it is dragged what the hand says, otherwise what the server answered. */
  chosen() {
    if (this.live !== undefined) return this.live;
    return this.told.window ? this.told.span : null;
  }

  /* Which bars the period leaves, by position; boxes of counts are left by any day of it. */
  inside() {
    const { bars, cells } = this.kept;
    const span = this.live || (cells && this.live === undefined && this.told.window ? this.told.span : null);
    if (span) return (index) => bars[index].start <= span[1] && bars[index].end >= span[0];
    const left = this.live === undefined && this.told.inside ? new Set(this.told.inside) : null;
    return (index) => !left || left.has(index);
  }

  model() {
    const { words } = this.kept;
    const width = Math.max(240, this.plot.clientWidth);
    const most = Math.max(0, ...this.kept.months.map(([, , sharp, vague]) => sharp + vague));
    return {
      ...this.kept, axis: this.told.axis, domain: this.told.sight, zoomed: Boolean(this.told.window), window: this.chosen(), inside: this.inside(), selected: this.latest.selected, width,
      gutter: width >= GUTTER_FROM_PX ? GUTTER_PX : 0, colours: this.colours(), language: local(this.setup.language),
      counts: (legs, events) => (this.kept.cells ? "" : this.counted(legs, events)),
      said: (day) => this.said(day),
      tell: (bar) => this.wordsOf(bar).flat().join(". "),
      words: { ...words, most: fill(words.most, { n: Math.round(most).toLocaleString(this.setup.language) }) },
    };
  }

  show() {
    if (!this.ready) return;
    const { told } = this;
    const { words } = this.kept;
    for (const [name, value] of Object.entries(this.setup.themes[themeOf(this.host)])) this.host.style.setProperty("--" + name, value);
    if (this.title.textContent !== told.title) this.title.textContent = told.title;
    this.reset.textContent = words.all_time;
    this.reset.hidden = !told.window;
    this.sentence.textContent = told.sentence;
    this.caveat.textContent = told.caveat;
    this.showGroups();
    // Streamlit tells again what is drawn already.
    const drawn = [told, this.setup, this.width, this.chartWidth, themeOf(this.host), this.live];
    if (!this.drawn || drawn.some((part, at) => part !== this.drawn[at])) {
      this.drawn = drawn;
      this.figures.replaceChildren(...figuresOf(told.figures));
      this.host.classList.toggle("empty", !told.axis);
      this.host.classList.toggle("crowded", Boolean(this.kept.cells));
      this.showAround();
      this.drawing = this.drawAll();
    } else if (this.pressed !== this.latest.selected) this.press();
    this.showMap();
    this.settle();
  }

  /* Say what is shown, once it is drawn. */
  async settle() {
    const { drawing } = this;
    await drawing;
    if (drawing !== this.drawing) return;
    this.host.dataset.shown = this.shownFor;
    this.host.dataset.bars = String(this.kept.bars.length);
    this.host.dataset.inside = String(this.told.inside ? this.told.inside.length : this.kept.bars.length);
  }

  /* The last drawing that was asked for wins. One that cannot be made leaves the words, the figures and the list. */
  async drawAll() {
    const model = this.model();
    const turn = (this.turned = (this.turned || 0) + 1);
    this.brush.show(model);
    this.plot.setAttribute("aria-label", model.words.chart);
    let parts = [null, null, null];
    try {
      if (model.domain) parts = await Promise.all([histogram(model), model.zoomed ? axis(model) : null, draw(model)]);
    } catch {
      if (turn === this.turned) this.fail();
    }
    if (turn !== this.turned) return;
    const focused = this.focused && this.focused === this.host.getRootNode().activeElement ? this.focusedKey : null;
    const [months, zoomed, lanes] = parts;
    this.brush.paint(months && months.svg);
    this.axis.replaceChildren(...(zoomed ? [zoomed.svg] : []));
    this.placed = lanes ? lanes.placed : [];
    this.picture = lanes && lanes.svg;
    this.plot.replaceChildren(...(lanes ? [buttons(lanes)] : []));
    this.pressed = "";
    this.stepBack(); // the hand may have gone on
    this.press(focused);
    if (focused && this.find(focused)) this.find(focused).node.focus({ preventScroll: true });
  }

  /* Show which record is chosen. */
  press(focused = this.focusedKey) {
    const { selected } = this.latest;
    const changed = [this.pressed, selected];
    this.pressed = selected;
    for (const item of this.placed) if (changed.includes(item.bar.key)) item.node.setAttribute("aria-pressed", String(item.bar.key === selected));
    this.stepBack();
    if (this.placed.length) this.rove(this.find(focused) || this.find(selected) || this.steps()[0]);
  }

  /* Step back what the period leaves out, and bring forward what it holds: on the drawing that is there. */
  stepBack() {
    const inside = this.inside();
    for (const item of this.placed) {
      const out = !inside(item.index) && item.bar.key !== this.latest.selected;
      if (out === item.out) continue;
      item.out = out;
      for (const part of item.parts) part.setAttribute("opacity", out ? PALE : 1);
    }
  }

  /* A mark in words: its name, then lines of phrases. */
  wordsOf(bar) {
    const { lanes, words } = this.kept;
    if (bar.form === CELL) {
      const counts = this.counted(bar.legs, bar.events);
      return [fill(words.cell, { lane: lanes[bar.lanes[0]], counts, start: this.said(bar.start), end: this.said(bar.end) })];
    }
    const [when, where, status, courts, grade, disputed] = bar.phrases;
    return [bar.title, ...[[when, where], [status, courts], [grade, disputed]].map((part) => part.filter(Boolean)).filter((part) => part.length)];
  }

  counted(legs, events) {
    const { words } = this.kept;
    return [[words.legs_here, legs], [words.events_here, events]].filter(([, n]) => n).map(([text, n]) => fill(text, { n: n.toLocaleString(this.setup.language) })).join(" · ");
  }

  find(key) {
    return key ? this.placed.find((item) => item.bar.key === key) : null;
  }

  rove(item) {
    if (this.focused) this.focused.setAttribute("tabindex", "-1");
    this.focused = item ? item.node : null;
    this.focusedKey = item ? item.bar.key : null;
    if (item) item.node.setAttribute("tabindex", "0");
  }

  showGroups() {
    const { words } = this.kept;
    if (this.groupWords !== words) {
      this.groupWords = words;
      this.groups.replaceChildren(...groupsOf(words, `time-groups-${this.number}`, (group) => {
        this.group = group;
        this.ask(this.latest.query);
        this.act("lanes", group);
      }));
    }
    for (const box of this.groups.querySelectorAll("input")) box.checked = box.value === this.group;
  }

  showAround() {
    const { words, undated, nameless, cells } = this.kept;
    const chosen = Boolean(this.told.window);
    this.legend.setAttribute("aria-label", words.legend);
    this.legend.hidden = Boolean(cells);
    this.showLegend();
    this.shared.textContent = [cells ? words.crowd : "", cells ? words.crowd_note : "", chosen ? words.outside : "", words.shared].filter(Boolean).join(" · ");
    // A period leaves out what bears no date, and its card with it.
    this.tray.replaceChildren(...trayOf(undated, nameless, words, chosen ? null : (key) => this.pick(key)));
    const made = (make, name) => () => this.paint().then(make).then((blob) => save(blob, `corridor-atlas-timeline.${name}`)).catch(() => this.fail());
    this.downloads.replaceChildren(...downloadsOf(words, [
      [words.csv, `${this.latest.rows}?${this.shownFor}`], [words.metadata, `${this.latest.notes}?${this.shownFor}`],
      [words.svg, made(written, "svg")], [words.png, made((root) => bitmap(root), "png")],
    ]));
  }

  /* The examples of the legend, which are the same until the colours or the language change. */
  examples() {
    const { setup } = this;
    const theme = themeOf(this.host);
    if (!this.exampled || this.exampled.setup !== setup || this.exampled.theme !== theme) {
      const drawn = samples(this.colours(), local(setup.language)).catch(() => {
        this.exampled = null;
        return [];
      });
      this.exampled = { setup, theme, drawn };
    }
    return this.exampled.drawn;
  }

  async showLegend() {
    const { words } = this.kept;
    const drawn = await this.examples();
    if (drawn === this.explained) return;
    this.explained = drawn;
    this.legend.replaceChildren(...legendOf(words, drawn));
  }

  async paint() {
    const { words } = this.kept;
    const { release } = this.latest;
    const date = new Intl.DateTimeFormat(local(this.setup.language), { year: "numeric", month: "long", day: "numeric" }).format(new Date());
    const stamp = fill(release ? words.stamp : words.stamp_pending, { release, date });
    const face = await typeface();
    return picture({ ...this.model(), title: this.told.title, lines: [this.told.filters, this.told.sentence], notes: [this.told.caveat, this.kept.cells ? `${words.crowd} ${words.crowd_note}` : "", words.shared, this.told.sources, stamp].filter(Boolean), legend: words }, face);
  }

  showCard(before) {
    const { card, selected } = this.latest;
    fillCard(this.card, card, this.setup.strings.card, this.setup.language, (key) => this.pick(key), (anchor, to) => anchor.setAttribute("href", "./" + address(to, this.latest.query)), (each) => citeOf({ ...this.latest.map, query: this.latest.query }, each));
    this.host.classList.toggle("with-card", Boolean(card));
    if (!card) return;
    this.card.setAttribute("aria-label", card.title);
    // A record that was opened elsewhere, in the list below or in the search, is brought into view.
    if (before && before.selected !== selected && this.picked !== selected) this.card.scrollIntoView({ block: "nearest" });
  }

  /* ---------------------------------------------------------------- the map */
  mapData() {
    return { ...this.latest.map, small: true };
  }

  showMap() {
    const { words } = this.kept;
    this.host.classList.toggle("alone", Boolean(this.latest.alone));
    if (this.latest.alone) return;
    const narrow = this.host.classList.contains("narrow");
    this.mapButton.hidden = !narrow;
    this.mapButton.textContent = this.wantsMap ? words.map_hide : words.map;
    this.mapButton.setAttribute("aria-expanded", String(Boolean(this.wantsMap)));
    const wanted = !narrow || Boolean(this.wantsMap);
    this.mapPlace.hidden = !wanted;
    if (!wanted || this.map) return;
    this.map = new Frame(this.mapPlace, this.address("mapframe.css"));
    this.map.host.classList.add("small");
    this.map.card.remove(); // the card stands beside the chart
    this.map.update(this.mapData(), (name, value) => this.act(name, value));
  }

  toggleMap() {
    this.wantsMap = !this.wantsMap;
    this.showMap();
  }

  /* ---------------------------------------------------------------- the period */
  preview(chosen) {
    this.live = chosen;
    const { words, months } = this.kept;
    const span = chosen || this.told.axis;
    const count = months.reduce((sum, [first, last, , , begun, ended]) => sum + (first <= span[1] ? begun : 0) - (last < span[0] ? ended : 0), 0);
    this.title.textContent = fill(count === 1 ? words.one_between : words.many_between, { n: count.toLocaleString(this.setup.language), start: this.said(span[0]), end: this.said(span[1]) });
    this.stepBack();
  }

  period(chosen) {
    this.preview(chosen);
    this.live = undefined;
    this.brush.place(chosen);
    this.act("period", chosen ? `${iso(chosen[0])}_${iso(chosen[1])}` : "_");
  }

  /* ---------------------------------------------------------------- pointing, stepping, opening */
  point(event) {
    if (event.pointerType === "touch") return;
    this.showTip(nearest(this.placed, this.picture, event), event);
  }

  click(event) {
    const item = nearest(this.placed, this.picture, event);
    if (!item) return;
    this.rove(item);
    this.open(item.bar);
  }

  /* Open a record; a box of counts becomes the period. */
  open(bar) {
    if (bar.form === CELL) this.period([bar.start, bar.end]);
    else this.pick(bar.key);
  }

  pick(key) {
    this.picked = key;
    this.act("pick", key);
  }

  showTip(item, event) {
    this.plot.classList.toggle("over", Boolean(item));
    this.tip.hidden = !item;
    if (!item) return;
    const [title, ...lines] = this.wordsOf(item.bar);
    this.tip.replaceChildren(element("strong", "", title), ...lines.map((line) => element("p", "", line.join(" · "))));
    const box = this.chart.getBoundingClientRect();
    const at = this.picture.getBoundingClientRect();
    const x = (event ? event.clientX : at.left + Math.max(0, item.x1)) - box.left;
    const y = at.top + item.y - box.top;
    this.tip.style.left = `${Math.max(0, Math.min(x + 10, box.width - this.tip.offsetWidth - 2))}px`;
    const below = y + 16 + this.tip.offsetHeight < box.height + 40;
    this.tip.style.top = `${below ? y + 14 : y - this.tip.offsetHeight - 14}px`;
  }

  focus(event) {
    const item = this.placed.find((each) => each.node === event.target);
    if (!item) return;
    this.rove(item);
    if (item.node.matches(":focus-visible")) this.showTip(item);
  }

  steps(legs = false) {
    return inOrder(this.placed, this.inside(), legs);
  }

  key(event) {
    const now = this.placed.find((item) => item.node === event.target);
    if (!now || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.open(now.bar);
      return;
    }
    const steps = this.steps(now.bar.form === LEGS);
    const place = steps.findIndex((item) => item.bar.key === now.bar.key);
    let next = null;
    if (event.key === "Home") next = steps[0];
    else if (event.key === "End") next = steps[steps.length - 1];
    else if (event.key === "ArrowRight") next = steps[Math.min(place + 1, steps.length - 1)];
    else if (event.key === "ArrowLeft") next = steps[Math.max(place - 1, 0)];
    else if (event.key === "ArrowDown") next = across(this.placed, this.inside(), now, 1, this.kept.lanes.length);
    else if (event.key === "ArrowUp") next = across(this.placed, this.inside(), now, -1, this.kept.lanes.length);
    else return;
    event.preventDefault();
    if (!next) return;
    // A record that stands in several lanes is met in the lane one is in.
    const same = this.placed.find((item) => item.bar.key === next.bar.key && item.lane === now.lane);
    const found = event.key.startsWith("Arrow") && same && event.key !== "ArrowDown" && event.key !== "ArrowUp" ? same : next;
    this.rove(found);
    found.node.focus();
    const order = this.steps(found.bar.form === LEGS);
    this.status.textContent = fill(this.kept.words.step, { n: (order.findIndex((item) => item.bar.key === found.bar.key) + 1).toLocaleString(this.setup.language), all: order.length.toLocaleString(this.setup.language) });
  }

  /* Escape takes away the tip first, then the card; the focus goes back to the mark. */
  escape(event) {
    if (event.key !== "Escape") return;
    if (!this.tip.hidden && !this.latest.selected) this.showTip(null);
    else if (this.latest.selected) {
      const back = this.find(this.latest.selected);
      this.showTip(null);
      this.pick("");
      if (back) back.node.focus({ preventScroll: true });
    }
  }
}

/* Make the marks of a drawing buttons: their names say what their forms say. */
function buttons({ svg, placed }) {
  for (const { bar, node } of placed) {
    node.classList.add("mark");
    node.dataset.key = bar.key;
    node.setAttribute("role", "button");
    node.setAttribute("tabindex", "-1");
    node.setAttribute("aria-pressed", "false");
  }
  return svg;
}

export default mounting((place, data) => new Timeline(place.querySelector(".time"), data.module));
