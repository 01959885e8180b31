/* The page of a file: filters, map, card and tables over the rows that it holds, drawn by the atlas' own parts. Every word is set with
   textContent, in the language of the page. */
import { fillCard } from "./card.js";
import { Panel } from "./facets.js";
import { choicesOf, countsOf, match, rowsOf, timeless } from "./filter.js";
import { Frame } from "./frame.js";
import { Writer, element, plainly } from "./sheet.js";
import { fragmentOf, readState } from "./state.js";
import { digestOf, textOf, unpack, unpool } from "./unpack.js";

const TABLES = ["legs", "places", "events"];
const THEMES = ["auto", "light", "dark"];
const NARROW = "(max-width: 760px)";
const FILTERED = ["countries", "crimes", "corridors", "attribution", "acts", "actors"];

/* A sentence with its places filled in; what is put in is not looked at again. */
const said = (template, values) => template.replace(/\{(\w+)\}/g, (_whole, name) => values[name]);

/* Tables and lists whose records open their card here. */
class Pages extends Writer {
  constructor(language, page) {
    super(language, "", () => {}, () => {});
    this.page = page;
  }

  lead(anchor, item) {
    anchor.setAttribute("href", fragmentOf(this.page.state, item.key));
    anchor.addEventListener("click", (event) => {
      if (!plainly(event)) return;
      event.preventDefault();
      this.page.pick(item.key);
      this.page.atlas.scrollIntoView({ block: "nearest" });
    });
  }
}

class Page {
  constructor(root, data, parts) {
    Object.assign(this, { root, data, languages: Object.keys(data.languages), theme: "auto", read: new Set() });
    this.rows = rowsOf(data.rows);
    this.at = new Map(TABLES.map((name) => [name, new Map(this.rows[name].map((row, at) => [row.id, at]))]));
    this.state = readState(location.hash, this.languages, data.opening);
    this.scheme = window.matchMedia("(prefers-color-scheme: dark)");
    this.scheme.addEventListener("change", () => this.dress());
    window.addEventListener("hashchange", () => this.follow());
    this.build();
    this.frame = new Frame(this.atlas, parts, (message) => this.told(message));
    this.atlas.append(this.card);
    this.speak();
    this.write();
  }

  /* ------------------------------------------------------------------ the parts of the page */
  build() {
    const header = element("header", "top");
    this.sentence = element("p", "sentence");
    this.shown = element("p", "shown");
    this.shown.setAttribute("role", "status");
    this.narrowed = element("p", "narrowed");
    this.note = element("p", "note");
    this.choices = element("div", "choices");
    const title = element("div");
    title.append(element("h1", "", "Corridor Atlas"), this.sentence, this.note);
    header.append(title, this.choices);
    const side = element("aside", "side");
    const fold = side.appendChild(element("details"));
    fold.open = !window.matchMedia(NARROW).matches; // on a small screen the map comes first
    this.panelHost = element("div", "facets");
    this.heading = element("summary");
    fold.append(this.heading, this.panelHost);
    this.atlas = element("div", "atlas");
    this.card = element("aside", "card");
    this.card.hidden = true;
    this.card.tabIndex = -1;
    this.card.setAttribute("aria-live", "polite");
    this.card.addEventListener("keydown", (event) => event.key === "Escape" && this.leave());
    this.tables = element("div", "sheet");
    this.about = element("footer", "sheet about");
    const main = element("main");
    main.append(this.shown, this.narrowed, this.atlas, this.tables, this.about);
    const body = element("div", "body");
    body.append(side, main);
    this.root.replaceChildren(header, body);
  }

  /* Everything in the language of the page; what stands in its pool of texts is put back when the language is first read. */
  get texts() {
    const texts = this.data.languages[this.state.lang];
    if (!this.read.has(texts)) {
      this.read.add(texts);
      texts.tables = unpool(texts.tables, texts.pool);
      texts.scene.add.events = texts.scene.add.events.map((row) => [...row.slice(0, -1), texts.pool[row[row.length - 1]]]);
    }
    return texts;
  }

  /* What legs name less at the level of evidence that is asked for; nothing at that of the file itself. */
  get weaker() {
    return this.texts.levels[this.chosen.level] || { legs: {}, words: {}, chips: {} };
  }

  /* Write everything that stands in one language. */
  speak() {
    const { texts, state } = this;
    document.documentElement.lang = state.lang;
    document.title = `${texts.words.title} – Corridor Atlas`;
    this.sentence.textContent = texts.sentence;
    this.note.textContent = `${texts.totals} ${texts.words.note}`;
    this.writer = new Pages(state.lang, this);
    this.heading.textContent = texts.facets.words.filters;
    this.frame.frame.title = texts.words.map;
    this.switches();
    this.panelHost.replaceChildren();
    this.panel = new Panel({ querySelector: () => this.panelHost });
    this.dress();
    this.tell();
    this.apply();
  }

  choice(label, options, chosen, act) {
    const wrap = element("label");
    const box = element("select");
    for (const [value, text] of options) box.append(new Option(text, value, false, value === chosen));
    box.addEventListener("change", () => act(box.value));
    wrap.append(element("span", "", label), box);
    return wrap;
  }

  switches() {
    const { words } = this.texts;
    const themes = THEMES.map((name) => [name, words[name]]);
    this.choices.replaceChildren(
      this.choice(words.appearance, themes, this.theme, (theme) => {
        this.theme = theme;
        this.dress();
      }),
    );
    if (this.languages.length < 2) return;
    const languages = this.languages.map((lang) => [lang, this.data.names[lang]]);
    this.choices.append(
      this.choice(words.language, languages, this.state.lang, (lang) => {
        this.state.lang = lang;
        this.speak();
        this.write();
      }),
    );
  }

  dress() {
    const theme = this.theme === "auto" ? (this.scheme.matches ? "dark" : "light") : this.theme;
    const root = document.documentElement;
    root.dataset.theme = theme;
    for (const [name, value] of Object.entries(this.texts.setup.themes[theme])) root.style.setProperty("--" + name, value);
    this.frame.dress(this.texts.setup, theme);
  }

  /* What the file says of itself. */
  async tell() {
    const { texts, writer } = this;
    const { words } = texts;
    const link = this.data.address ? [[words.back, { text: this.data.address, url: this.data.address }]] : [];
    const wanted = document.querySelector('meta[name="data-sha256"]').content;
    const verdict = element("p", "verdict");
    this.about.replaceChildren(
      writer.make.heading({ level: 2, text: words.about }),
      writer.make.facts({ items: [...link, ...texts.facts] }),
      writer.make.heading({ level: 3, text: words.hash }),
      writer.make.list({ items: [{ code: wanted }, { text: words.check, more: { code: this.data.check } }] }),
      verdict,
    );
    const found = await digestOf(await unpack("data"));
    if (found) verdict.textContent = found === wanted ? words.matches : words.differs;
    verdict.classList.toggle("differs", Boolean(found) && found !== wanted);
  }

  /* ------------------------------------------------------------------ what is chosen */
  apply() {
    const { texts, state, rows } = this;
    const choices = choicesOf(state.query, rows);
    this.chosen = choices;
    this.found = match(rows, choices);
    const { templates } = texts;
    const notices = choices.faults.map((value) => said(templates.bad_date, { value }));
    if (choices.reversed) notices.push(said(templates.reversed, choices.reversed));
    const query = {};
    for (const [key, value] of new URLSearchParams(state.query)) (query[key] = query[key] || []).push(value);
    const counts = Object.fromEntries(FILTERED.map((name) => [name, this.ordered(name, countsOf(rows, choices, name))]));
    this.panel.update({ file: texts.facets, query, shade: "", counts, flows: {}, notices, answered: this.panel.turn }, (_name, given) => {
      state.query = given.text;
      this.apply();
      this.write();
    });
    this.narrow();
    this.list();
    this.show();
  }

  /* The ids of the rows that a query leaves: for who looks from outside, such as tests. */
  left(query) {
    const found = match(this.rows, choicesOf(query, this.rows));
    return Object.fromEntries(TABLES.map((name) => [name, found[name].map((at) => this.rows[name][at].id)]));
  }

  /* Counts in the order in which the panel lists the values. */
  ordered(name, counts) {
    const at = new Map(this.rows.values[name].map((code, place) => [code, place]));
    return this.texts.facets.labels[name].map(([code]) => counts[at.get(code)]);
  }

  number(value) {
    return value.toLocaleString(this.state.lang);
  }

  /* Say how many rows are shown, and by which choices. */
  narrow() {
    const { texts, rows, chosen: choices, found } = this;
    const share = (name) => said(texts.templates.share, { shown: this.number(found[name].length), all: this.number(rows[name].length) });
    const rest = TABLES.map((name) => `${texts.tables[name].caption}: ${share(name)}`).join(" · ");
    this.shown.textContent = said(texts.templates.shown, { rows: rest });
    const { headings, labels, words, levels } = texts.facets;
    const parts = FILTERED.filter((name) => choices[name].size).map((name) => {
      const names = new Map(labels[name]);
      return `${headings[name]}: ${[...choices[name]].map((at) => names.get(rows.values[name][at])).join(", ")}`;
    });
    if (choices.level) parts.push(`${headings.evidence}: ${levels[choices.level][1]}`);
    if (choices.named) parts.push(words.named);
    if (choices.period) parts.push(`${headings.period}: ${choices.since || "…"}–${choices.until || "…"}`);
    this.narrowed.textContent = parts.length ? said(texts.templates.narrowed, { filters: parts.join(" · ") }) : "";
    this.narrowed.hidden = !parts.length;
  }

  /* The rows as tables, made when they are unfolded. */
  list() {
    const { texts, writer } = this;
    const open = new Set([...this.tables.querySelectorAll("details[open]")].map((node) => node.dataset.name));
    if (!this.tables.childNodes.length) open.add("legs");
    const folds = [...TABLES, "sources"].map((name) => {
      const box = element("details");
      box.dataset.name = name;
      const summary = element("summary", "", "");
      const count = name === "sources" ? this.data.sources.length : this.found[name].length;
      summary.append(element("span", "", name === "sources" ? texts.words.sources : texts.tables[name].caption), element("span", "tag", this.number(count)));
      const body = element("div");
      box.append(summary, body);
      const fill = () => {
        if (!box.open || body.childNodes.length) return;
        body.append(name === "sources" ? this.sources() : writer.make.table({ ...texts.tables[name], rows: this.rowsOf(name) }));
      };
      box.addEventListener("toggle", fill);
      box.open = open.has(name);
      fill();
      return box;
    });
    this.tables.replaceChildren(...folds);
  }

  rowsOf(name) {
    const { rows, ids } = this.texts.tables[name];
    const kept = new Set(this.found[name].map((at) => this.rows[name][at].id));
    const fewer = name === "legs" ? this.weaker.words : {};
    const column = this.texts.crimes_column;
    return rows.map((row, at) => (fewer[ids[at]] === undefined ? row : row.map((cell, place) => (place === column ? fewer[ids[at]] : cell)))).filter((_row, at) => kept.has(ids[at]));
  }

  sources() {
    const { texts, data } = this;
    const items = data.sources.map((source, at) => ({ text: source.title, url: source.url, sub: `${source.origin} · ${texts.sources[at]}` }));
    return this.writer.make.list({ items });
  }

  /* ------------------------------------------------------------------ map and card */
  scene() {
    const { texts, rows, chosen: choices, state } = this;
    const given = match(rows, timeless(choices));
    const { scene } = texts;
    const recoloured = this.weaker.legs;
    const legs = scene.add.legs.map((row) => (recoloured[row[1]] ? [...row.slice(0, 6), ...recoloured[row[1]], ...row.slice(8)] : row));
    const ordinals = (name) => given[name].map((at) => scene[name][at]);
    const { selected } = state;
    const about = (selected && this.data.about[selected]) || null;
    const at = (selected && this.data.places_of[selected]) || null;
    const window = choices.period ? [choices.since || null, choices.until || null] : null;
    return { add: { ...scene.add, legs }, legs: ordinals("legs"), places: ordinals("places"), events: ordinals("events"), window, selected: selected || null, at, about, inset: this.inset(), shade: null };
  }

  /* How much of the map lies under the card. */
  inset() {
    const overlaid = !this.card.hidden && getComputedStyle(this.card).position === "absolute";
    return overlaid ? this.card.offsetWidth + 24 : 0;
  }

  show() {
    const { state } = this;
    if (!this.opens(state.selected)) state.selected = "";
    this.fill();
    this.frame.show(this.scene(), `${state.lang} ${this.chosen.level}`, state.view);
  }

  /* Whether a record has a card here, and the filters leave it in. */
  opens(key) {
    if (!Object.prototype.hasOwnProperty.call(this.texts.cards, key)) return false;
    const [kind] = key.split(".");
    const at = this.at.get(kind + "s");
    const place = at && at.get(key.slice(kind.length + 1));
    return place === undefined || this.found[kind + "s"].includes(place);
  }

  fill() {
    const { texts, data, state } = this;
    const key = state.selected;
    const whole = key ? unpool(texts.cards[key], texts.pool) : null;
    const item = (at) => ({ ...data.sources[at], sub: texts.sources[at] });
    const card = whole && {
      ...whole,
      ...(this.weaker.chips[key] ? { chips: this.weaker.chips[key] } : {}),
      ...this.reached(whole),
      sources: { ...whole.sources, groups: whole.sources.groups.map(({ origin, items }) => ({ origin, items: items.map(item) })) },
    };
    this.atlas.classList.toggle("with-card", Boolean(card));
    this.card.classList.toggle("wide", Boolean(card && card.positions));
    fillCard(this.card, card, texts.setup.strings.card, state.lang, (to) => (to ? this.pick(to) : this.leave()), () => {});
    if (!card) return;
    this.card.setAttribute("aria-label", card.title);
    if (!this.narrowed.hidden) this.card.append(element("p", "fallback", texts.words.card_note));
  }

  /* What a card leads to, less what the filters leave out: that is named and leads nowhere. */
  reached({ facts, lists, walk }) {
    const open = (item) => (!item || !item.key || this.opens(item.key) ? item : { ...item, key: "" });
    const step = (to) => (to && this.opens(to.key) ? to : null);
    return {
      facts: facts.map(open),
      lists: lists.map((list) => ({ ...list, items: list.items.map(open) })),
      ...(walk ? { walk: { ...walk, previous: step(walk.previous), next: step(walk.next) } } : {}),
    };
  }

  pick(key, keys = false) {
    this.state.selected = key || "";
    this.show();
    this.write();
    if (keys && !this.card.hidden) this.card.focus();
  }

  leave() {
    this.pick("");
    this.frame.focus();
  }

  told(message) {
    const edge = (text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? text : "");
    if (message.type === "select") this.pick(typeof message.key === "string" ? message.key : "", message.keys);
    else if (message.type === "view") {
      if (message.auto && !this.state.view) return;
      this.state.view = { lat: Number(message.lat), lng: Number(message.lng), zoom: Number(message.zoom) };
      this.write();
    } else if (message.type === "window") {
      const { keys } = this.rows;
      const given = new URLSearchParams(this.state.query);
      for (const [name, text] of [["since", edge(message.since)], ["until", edge(message.until)]]) text ? given.set(keys[name], text) : given.delete(keys[name]);
      this.state.query = given.toString();
      this.apply();
      this.write();
    } else if (message.type === "full") {
      if (document.fullscreenElement) document.exitFullscreen();
      else if (this.atlas.requestFullscreen) this.atlas.requestFullscreen();
    } else if (message.type === "painted") {
      Object.assign(this.atlas.dataset, { painted: message.sequence, paintedAt: message.at, legs: message.legs, places: message.places, events: message.events, missing: message.missing });
    } else if (message.type === "complete") this.atlas.dataset.completeAt = message.at;
    else if (message.type === "failed") this.atlas.classList.add("failed");
  }

  /* ------------------------------------------------------------------ the address */
  write() {
    const text = fragmentOf(this.state);
    if (text !== location.hash) history.replaceState(null, "", text);
  }

  follow() {
    const { lang } = this.state;
    this.state = readState(location.hash, this.languages, this.data.opening);
    if (this.state.lang !== lang) this.speak();
    else this.apply();
    if (this.state.view) this.frame.send({ type: "view", view: this.state.view });
  }
}

(async () => {
  const [data, map, basemap, face] = await Promise.all([unpack("data"), unpack("map"), unpack("basemap"), unpack("face", false)]);
  const font = await new FontFace("Inter", face.slice(0), { weight: "100 900" }).load();
  document.fonts.add(font);
  window.offline = new Page(document.getElementById("page"), JSON.parse(textOf(data)), { map, basemap, face });
})().catch(() => (document.getElementById("old").hidden = false));
