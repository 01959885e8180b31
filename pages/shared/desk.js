/* The evidence desk: sections as tabs. Asks the server for the section of a view and writes it with the words of a sheet; what
   is chosen is shown at once, and Streamlit is told beside it, which writes the address. */
import { citing } from "./cite.js";
import { Writer, element, kept, mounting, styled, themeOf, written } from "./sheet.js";

const TRIES = 3;
const RETRY_MS = 400;
const TYPING_MS = 250;
const THEME_MS = 400;
const files = new Map();
let names = 0;

function normal(query) {
  const pairs = new URLSearchParams(query);
  for (const [key, value] of [...pairs]) if (!value) pairs.delete(key, value);
  pairs.sort();
  return pairs.toString();
}

function button(text, act, className = "") {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function dot(counts) {
  const made = element("i", counts ? "dot full" : "dot");
  made.setAttribute("aria-hidden", "true");
  return made;
}

class Desk {
  constructor(parent) {
    this.host = parent.querySelector(".desk");
    this.turn = 0;
    this.tabs = element("div", "tabs");
    this.tabs.setAttribute("role", "tablist");
    this.status = element("p", "status");
    this.status.setAttribute("role", "status");
    this.body = element("div", "sheet");
    this.body.setAttribute("role", "tabpanel");
    this.body.id = `desk${names++}`;
    this.onChoice = (event) => {
      if (this.data && this.wanted !== undefined) event.detail.answered = this.ask(this.merged(event.detail.query));
    };
    window.addEventListener("corridor-atlas:choose", this.onChoice);
    this.figures = [];
    this.onTheme = () => window.setTimeout(() => this.redraw(), THEME_MS);
    this.scheme = window.matchMedia("(prefers-color-scheme: dark)");
    this.scheme.addEventListener("change", this.onTheme);
    this.sizes = new ResizeObserver(([entry]) => {
      const width = Math.round(entry.contentRect.width);
      if (width && this.width && width !== this.width) window.requestAnimationFrame(() => this.redraw());
      this.width = width;
    });
    this.sizes.observe(this.body);
  }

  redraw() {
    for (const figure of this.figures) figure.measure();
    for (const figure of this.figures) figure.draw(figure.owner.style());
  }

  end() {
    window.removeEventListener("corridor-atlas:choose", this.onChoice);
    window.clearTimeout(this.typing);
    this.scheme.removeEventListener("change", this.onTheme);
    this.sizes.disconnect();
  }

  /* The filters of a query with what is asked of the desk, and the language. */
  merged(query) {
    const pairs = new URLSearchParams(query);
    const before = new URLSearchParams(this.wanted);
    for (const key of [...this.data.own, "lang"]) {
      pairs.delete(key);
      for (const value of before.getAll(key)) pairs.append(key, value);
    }
    return pairs.toString();
  }

  /* What links to other pages carry: the filters and the language, nothing of the desk. */
  filters() {
    const pairs = new URLSearchParams(this.wanted);
    for (const key of [...this.data.own, "upto"]) pairs.delete(key);
    return pairs.toString();
  }

  update(data, tell) {
    const dressed = this.data && this.data.language === data.language;
    this.data = data;
    this.tell = tell;
    if (!dressed) this.dress();
    if (this.wanted === undefined) this.turn = Math.max(this.turn, data.answered); // a page that was left counts on
    // An answer to an older choice must not undo a newer one.
    if (data.answered >= this.turn) this.ask(data.query);
  }

  dress() {
    const beside = (name) => styled(new URL(this.data.module.replace(/desk\.js$/, name), document.baseURI).href);
    this.tabs.setAttribute("aria-label", this.data.label);
    const tabs = this.data.tabs.map(([name, text]) => {
      const tab = button(text, () => this.choose({ desk: name }));
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", this.body.id);
      tab.dataset.section = name;
      return tab;
    });
    this.tabs.replaceChildren(...tabs);
    this.tabs.onkeydown = (event) => {
      const now = tabs.indexOf(this.tabs.getRootNode().activeElement);
      const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: -1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      tabs.at(to % tabs.length).focus();
    };
    this.host.replaceChildren(beside("sheet.css"), beside("desk.css"), this.tabs, this.status, this.body);
  }

  /* Ask for the section of a view, unless it is the one shown. The last question wins. */
  async ask(query) {
    const wanted = normal(query);
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    const asked = (this.asked = (this.asked || 0) + 1);
    let answer = null;
    for (let again = 0; again < TRIES && !answer; again++) {
      try {
        const given = await fetch(new URL(`${this.data.address}?${wanted}`, document.baseURI));
        if (given.ok) answer = await given.json();
      } catch {
        await new Promise((done) => window.setTimeout(done, RETRY_MS));
      }
      if (asked !== this.asked) return;
    }
    this.status.textContent = answer ? "" : this.data.failed;
    if (answer) this.show(answer);
    else this.wanted = undefined;
  }

  show(answer) {
    for (const tab of this.tabs.children) {
      const chosen = tab.dataset.section === answer.section;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen && this.section !== answer.section) tab.scrollIntoView({ block: "nearest", inline: "center" });
      if (chosen) this.body.setAttribute("aria-label", tab.textContent);
    }
    const root = this.body.getRootNode();
    const held = root.activeElement && this.body.contains(root.activeElement) ? root.activeElement : null;
    const again = held && held.dataset.field;
    const [from, to] = again && held.selectionStart !== null && held.type === "search" ? [held.selectionStart, held.selectionEnd] : [];
    const typed = again && held.type === "search" ? held.value : null;
    const open = this.section === answer.section ? new Set([...this.body.querySelectorAll("details[open]")].map((node) => node.dataset.name)) : new Set();
    this.section = answer.section;
    const writer = new Writer(this.data.language, this.filters(), (to) => this.tell("go", to), () => {});
    Object.assign(writer.make, this.makers(writer));
    const body = writer.all(answer.blocks);
    for (const node of body.querySelectorAll("details")) {
      node.dataset.name = node.dataset.name || node.firstChild.textContent;
      if (open.has(node.dataset.name)) node.open = true;
    }
    writer.root = this.body;
    this.stamp = answer.stamp;
    this.figures = [];
    this.body.replaceChildren(...body.childNodes, this.citing(this.data.citing.say.cite_view, ""));
    for (const node of this.body.querySelectorAll("details.cite")) if (open.has(node.dataset.name)) node.open = true;
    if (again) {
      const field = this.body.querySelector(`[data-field="${again}"]`);
      if (field && typed !== null) field.value = typed; // what was typed meanwhile is asked for next
      if (field) field.focus({ preventScroll: true });
      if (field && from !== undefined) field.setSelectionRange(from, to);
    }
    this.host.dataset.section = answer.section;
    this.host.dataset.query = this.wanted;
    written(this.data.name, this.host);
  }

  /* Tell a choice made here: asked for at once, and told to Streamlit. */
  choose(change) {
    const pairs = new URLSearchParams(this.wanted);
    pairs.delete("upto");
    for (const [key, given] of Object.entries(change)) {
      pairs.delete(key);
      for (const value of [given].flat()) pairs.append(key, value);
    }
    const text = normal(pairs);
    if (text === this.wanted) return;
    this.turn += 1;
    const own = new URLSearchParams();
    for (const [key, value] of new URLSearchParams(text)) if (this.data.own.includes(key)) own.append(key, value);
    this.ask(text);
    this.tell("desk", { turn: this.turn, text: own.toString() });
  }

  /* What the desk writes besides the words of a sheet. */
  makers(writer) {
    return {
      finder: (block) => this.finder(block),
      sources: (block) => this.sources(block, writer),
      key: (block) => {
        const list = element("ul", "key");
        for (const [counts, text] of block.items) list.appendChild(element("li", "", text)).prepend(dot(counts));
        return list;
      },
      charts: (block) => this.charts(block),
      dots: (block) => this.dots(block, writer),
      more: (block) => {
        const row = element("p", "more", block.text);
        row.appendChild(
          button(block.button, () => {
            const pairs = new URLSearchParams(this.wanted);
            pairs.set("upto", block.upto);
            this.ask(pairs.toString());
          }, "act"),
        );
        return row;
      },
    };
  }

  citing(title, claim) {
    return citing(this.data.citing, title, this.wanted, claim);
  }

  /* The charts' module, and what it asks of whoever owns a chart. */
  async owner() {
    const wanted = this.wanted;
    const [module, file] = await Promise.all([import("./charts.js"), kept(files, new URL(this.data.words, document.baseURI).href, (answer) => answer.json())]);
    const tokens = () => file.themes[themeOf(this.host)];
    return [
      module,
      {
        data: { address: this.data.address },
        words: file.words,
        language: file.language,
        stamp: this.stamp,
        tokens,
        style: () => ({ tokens: tokens(), language: file.language, words: file.words }),
        address: (path) => new URL(`${path}?${wanted}`, document.baseURI),
      },
    ];
  }

  /* Charts as those of the statistics; what draws them is fetched when they are first shown. */
  charts(block) {
    const frame = element("div", "statistics");
    const grid = element("div", "grid");
    this.owner().then(([{ Figure }, owner]) => {
      const sheet = styled(new URL(this.data.module.replace(/desk\.js$/, "charts.css"), document.baseURI).href);
      sheet.addEventListener("load", () => this.redraw());
      frame.replaceChildren(sheet, grid);
      this.figures = block.items.map((chart) => {
        const figure = new Figure(owner);
        grid.appendChild(figure.node);
        figure.update(chart);
        figure.node.classList.add("wide");
        return figure;
      });
      this.redraw();
    }).catch(() => (this.status.textContent = this.data.failed));
    return frame;
  }

  finder(block) {
    const form = element("div", "finder");
    form.setAttribute("role", "search");
    for (const field of block.fields) form.appendChild(field.options ? this.choices(field) : this.wordsIn(field));
    return form;
  }

  wordsIn(field) {
    const row = element("label", "wide");
    row.appendChild(element("span", "", field.label));
    const made = row.appendChild(element("input"));
    made.dataset.field = field.key;
    made.type = "search";
    made.autocomplete = "off";
    made.addEventListener("input", () => {
      window.clearTimeout(this.typing);
      this.typing = window.setTimeout(() => this.choose({ [field.key]: made.value.trim() }), TYPING_MS);
    });
    made.value = field.value;
    return row;
  }

  /* Any number of values: the list adds one, the buttons below it take one back. */
  choices(field) {
    const box = element("div", "choices");
    const row = box.appendChild(element("label"));
    row.appendChild(element("span", "", field.label));
    const made = row.appendChild(element("select"));
    made.dataset.field = field.key;
    const names = new Map(field.options);
    for (const [value, text] of [["", field.any], ...field.options]) {
      if (field.values.includes(value)) continue;
      const option = made.appendChild(element("option", "", text));
      option.value = value;
    }
    made.addEventListener("change", () => made.value && this.choose({ [field.key]: [...field.values, made.value] }));
    for (const value of field.values) {
      const drop = button(`${names.get(value)} ×`, () => this.choose({ [field.key]: field.values.filter((each) => each !== value) }), "drop");
      drop.setAttribute("aria-label", `${field.drop}: ${names.get(value)}`);
      box.appendChild(drop);
    }
    return box;
  }

  /* A row of dots per claim: full where a page adds an origin, hollow where it adds none. The words beside say the same. */
  dots(block, writer) {
    const list = element("ul", "claims");
    for (const item of block.items) {
      const row = list.appendChild(element("li"));
      const head = row.appendChild(element("div", "claim"));
      head.append(writer.words(item.record), element("small", "", `${item.record.sub} · ${item.grade}`));
      const beside = row.appendChild(element("div", "beside"));
      const drawn = beside.appendChild(element("span", "dots"));
      drawn.setAttribute("aria-hidden", "true");
      for (const counts of item.dots) drawn.appendChild(dot(counts));
      beside.appendChild(element("span", "", item.said));
      if (item.note) beside.appendChild(element("small", "", item.note));
      const fold = row.appendChild(element("details"));
      fold.dataset.name = item.id;
      fold.appendChild(element("summary", "", item.open));
      const inside = fold.appendChild(element("div"));
      const pages = element("ul", "pages");
      for (const page of item.pages) {
        const line = pages.appendChild(element("li"));
        const words = element("div");
        words.append(writer.words(page), element("small", "", page.sub));
        line.append(dot(page.counts), words);
      }
      inside.append(pages, element("p", "quiet", item.why));
      if (item.cite) row.appendChild(this.citing(this.data.citing.say.cite_claim, item.cite));
    }
    return list;
  }

  sources(block, writer) {
    const list = element("ul", "sources");
    for (const item of block.items) {
      const row = list.appendChild(element("li"));
      const letter = row.appendChild(element("span", "letter", item.letter));
      letter.setAttribute("aria-hidden", "true");
      const text = row.appendChild(element("div"));
      text.append(writer.words({ text: item.text, url: item.url }), element("small", "", item.sub));
      const why = text.appendChild(element("small", ""));
      why.append(element("b", "", item.letter_label), `: ${item.why}`);
      const fold = text.appendChild(element("details"));
      fold.dataset.name = item.id;
      fold.appendChild(element("summary", "", item.count));
      fold.appendChild(element("div")).appendChild(writer.make.list({ items: item.records }));
    }
    return list;
  }
}

export default mounting((place) => new Desk(place));
