/* Text pages from plain values: headings, paragraphs, facts, lists, tables, folds, counts as bars, a network. Every word is set
   with textContent; the only addresses are those of this atlas' own views and files and of http(s) sources. */
export function element(name, className, text) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

/* Make an SVG element; text reaches it as a text node, numbers are rounded. */
export function svg(name, attributes, text) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, typeof value === "number" ? String(Math.round(value * 100) / 100) : value);
  if (text !== undefined) node.textContent = text;
  return node;
}

/* A style sheet of ours by its address. */
export function styled(address) {
  const sheet = element("link");
  sheet.rel = "stylesheet";
  sheet.href = address;
  return sheet;
}

/* The theme that Streamlit paints a part of the page in: light text means dark. */
export function themeOf(node) {
  const [red, green, blue] = (/rgba?\(([^)]+)\)/.exec(getComputedStyle(node).color) || ["", "0,0,0"])[1].split(",").map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue > 127 ? "dark" : "light";
}

/* Fetch once and keep; what failed is forgotten, so that the next try asks again. */
export function kept(store, address, read) {
  if (!store.has(address)) {
    const answer = fetch(address).then((given) => (given.ok ? read(given) : Promise.reject(new Error(String(given.status)))));
    answer.catch(() => store.delete(address));
    store.set(address, answer);
  }
  return store.get(address);
}

/* Who supports, who qualifies, who contradicts: side by side where there is room. */
export function positionsOf(sides, language) {
  const box = element("div", "positions");
  for (const side of sides) {
    const column = element("section");
    column.dataset.stance = side.stance;
    column.appendChild(element("h3", "", `${side.heading} (${side.items.length})`));
    const rows = element("ul");
    for (const item of side.items) {
      const row = element("li");
      const text = element("p", "", item.text);
      if (item.lang !== language) text.lang = item.lang;
      row.append(text, element("small", "", item.sub));
      rows.appendChild(row);
    }
    column.appendChild(rows);
    box.appendChild(column);
  }
  return box;
}

/* The address of a page of the atlas, below this one's: what `to` sets there ("profile?of=country.CL") over the filters of the
   query, which are left out where it is to be fresh. */
export function address(to, query, fresh) {
  const [page, own] = to.split("?");
  const before = new URLSearchParams(query);
  const keys = new URLSearchParams(fresh ? { lang: before.get("lang") || "" } : before);
  const set = new URLSearchParams(own || "");
  for (const key of set.keys()) keys.delete(key);
  for (const [key, value] of set) keys.append(key, value);
  return `${page}?${keys}`;
}

/* Whether a click on a link is to be followed by us; with a key held it opens elsewhere, as anywhere. */
export function plainly(event) {
  return !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
}

const LEAST = 5; // what a bar of full length counts at least: one report is no tower

/* `go` gets the address of a link that is followed; records open on the page named `records`. */
export class Writer {
  constructor(language, query, go, act, records = "map") {
    this.records = records;
    this.language = language;
    this.query = query;
    this.go = go;
    this.act = act;
  }

  /* Make an anchor lead to a page of the atlas: a real address, followed without loading anything anew. */
  lead(anchor, item) {
    const to = address(item.to || `${this.records}?` + new URLSearchParams({ selected: item.key }), this.query, item.fresh);
    anchor.setAttribute("href", "./" + to.replace(/^map\?/, "?"));
    anchor.addEventListener("click", (event) => {
      if (!plainly(event)) return;
      event.preventDefault();
      this.go(to);
    });
  }

  /* A cell, an item or a text: plain words, or words that lead to a record's card or to a source. */
  words(given) {
    const item = typeof given === "string" ? { text: given } : given;
    let node;
    if (item.key || item.to) {
      node = element("a", "", item.text);
      this.lead(node, item);
    } else if (item.url && /^https?:\/\//i.test(item.url)) {
      node = element("a", "", item.text);
      node.href = item.url;
      node.target = "_blank";
      node.rel = "noopener noreferrer";
    } else if (/^(export\/[a-z]+|stories\/[a-z0-9-]+\.pdf)\?/.test(item.file || "")) {
      node = element("a", "", item.text);
      node.href = "./" + item.file;
      node.download = "";
    } else if (item.code) node = element("code", "", item.code);
    else node = element("span", "", item.text === undefined ? item.number.toLocaleString(this.language) : item.text);
    if (item.lang && item.lang !== this.language) node.lang = item.lang;
    return node;
  }

  item(given) {
    const row = element("li");
    if (given.n) row.value = given.n;
    row.appendChild(this.words(given));
    const small = given.sub || given.more ? row.appendChild(element("small", "", given.sub || "")) : null;
    if (given.more) small.append(given.sub ? " · " : "", this.words(given.more));
    if (given.under) row.appendChild(this.make.list({ items: given.under })).className = "under";
    return row;
  }

  /* Go to the proof of a sentence, further down. */
  jump(anchor) {
    const target = this.root.querySelector(`[data-anchor="${CSS.escape(anchor)}"]`);
    if (!target) return;
    target.scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  }

  make = {
    heading: (block) => {
      const node = element("h" + Math.max(2, Math.min(5, block.level)));
      node.appendChild(this.words(block));
      if (block.anchor) node.dataset.anchor = block.anchor;
      if (block.anchor || block.level === 2) node.tabIndex = -1;
      return node;
    },
    text: (block) => {
      const node = element("p", block.quiet ? "quiet" : block.mark || "", block.text);
      if (block.lang && block.lang !== this.language) node.lang = block.lang;
      return node;
    },
    facts: (block) => {
      const list = element("dl");
      for (const [label, value] of block.items) {
        const node = element("dd");
        for (const word of Array.isArray(value) ? value : [value]) node.appendChild(this.words(word));
        list.append(element("dt", "", label), node);
      }
      return list;
    },
    list: (block) => {
      const list = element(block.ordered ? "ol" : "ul");
      for (const item of block.items) list.appendChild(this.item(item));
      return list;
    },
    table: (block) => {
      const frame = element("div", "table");
      frame.tabIndex = 0; // a wide table scrolls, by keyboard too
      frame.setAttribute("role", "region");
      frame.setAttribute("aria-label", block.caption);
      const table = element("table");
      table.appendChild(element("caption", "", block.caption));
      const head = element("tr");
      block.columns.forEach((name, column) => {
        const cell = element("th", "", block.sortable ? undefined : name);
        cell.scope = "col";
        const first = block.rows.length ? block.rows[0][column] : "";
        if (typeof first === "object" && first.number !== undefined) cell.className = "number";
        if (block.sortable) {
          const button = element("button", "", name);
          button.type = "button";
          button.addEventListener("click", () => this.sort(table, cell, column));
          cell.appendChild(button);
        }
        head.appendChild(cell);
      });
      const top = element("thead");
      top.appendChild(head);
      const body = element("tbody");
      for (const row of block.rows) {
        const line = element("tr");
        row.forEach((cell, index) => {
          const node = element(index ? "td" : "th");
          if (!index) node.scope = "row";
          for (const part of Array.isArray(cell) ? cell : [cell]) {
            const word = typeof part === "number" ? block.words[part] : part;
            node.appendChild(this.words(word));
            if (typeof word === "object" && word.sub) node.appendChild(element("small", "", word.sub)); // a text has a method of that name
          }
          if (typeof cell === "object" && cell.number !== undefined) {
            node.className = "number";
            node.dataset.number = String(cell.number);
          } else if (typeof cell === "object" && cell.rank !== undefined) node.dataset.number = String(cell.rank);
          line.appendChild(node);
        });
        body.appendChild(line);
      }
      table.append(top, body);
      frame.appendChild(table);
      return frame;
    },
    points: (block) => {
      const list = element("ul", "points");
      for (const item of block.items) {
        const row = list.appendChild(element("li"));
        row.appendChild(element("span", "", item.text));
        if (item.sub) row.appendChild(element("small", "", item.sub));
        if (!item.jump) continue;
        const button = row.appendChild(element("button", "jump", item.see));
        button.type = "button";
        button.addEventListener("click", () => this.jump(item.jump));
      }
      return list;
    },
    cards: (block) => {
      const list = element("ul", "cards");
      for (const item of block.items) {
        const row = list.appendChild(element("li"));
        row.appendChild(element("h3")).appendChild(this.words(item));
        const foot = element("p", "foot");
        foot.append(element("span", "", item.tag), this.words(item.more));
        row.append(element("p", "", item.sub), foot);
      }
      return list;
    },
    links: (block) => {
      const list = element("ul", "links");
      for (const item of block.items) list.appendChild(element("li")).appendChild(this.words(item));
      return list;
    },
    steps: (block) => {
      const list = element("ul", "steps");
      for (const item of block.items) {
        const row = list.appendChild(element("li", item.gap ? "gap" : ""));
        row.appendChild(this.words(item));
        if (item.tag) row.appendChild(element("span", "tag", item.tag));
        if (item.sub) row.appendChild(element("small", "", item.sub));
        if (item.lines) row.appendChild(element("p", "", item.lines.join(" ")));
      }
      return list;
    },
    bars: (block) => {
      const table = element("table", "bars");
      table.appendChild(element("caption", "", block.caption));
      const most = Math.max(LEAST, ...block.items.map((item) => item.number));
      const body = table.appendChild(element("tbody"));
      for (const item of block.items) {
        const row = body.appendChild(element("tr"));
        const head = row.appendChild(element("th"));
        head.scope = "row";
        head.appendChild(this.words(item));
        const cell = row.appendChild(element("td"));
        if (!item.number && block.none) {
          cell.appendChild(element("small", "", block.none));
          continue;
        }
        const bar = cell.appendChild(element("i"));
        bar.setAttribute("aria-hidden", "true");
        bar.style.width = `calc((100% - 6ch) * ${item.number / most})`;
        cell.append(item.number.toLocaleString(this.language));
      }
      return table;
    },
    network: (block) => {
      const box = element("div");
      // Few pages draw one, and the map waits for this module.
      import("./network.js").then(({ networkOf }) => box.replaceChildren(networkOf(block, (anchor, item) => this.lead(anchor, item))));
      return box;
    },
    fold: (block) => {
      const node = element("details");
      node.open = Boolean(block.open);
      const summary = element("summary");
      summary.appendChild(element("span", "", block.summary));
      if (block.tag) summary.appendChild(element("span", "tag", block.tag));
      node.append(summary, this.all(block.body));
      return node;
    },
    button: (block) => {
      const node = element("button", "act", block.text);
      node.type = "button";
      node.addEventListener("click", () => this.act(block.act));
      return node;
    },
    positions: (block) => positionsOf(block.sides, this.language),
  };

  /* Sort the rows by a column, the other way round when it is sorted already. */
  sort(table, cell, column) {
    const down = cell.getAttribute("aria-sort") === "ascending";
    for (const each of table.querySelectorAll("thead th")) each.removeAttribute("aria-sort");
    cell.setAttribute("aria-sort", down ? "descending" : "ascending");
    const order = new Intl.Collator(this.language, { numeric: true });
    const body = table.tBodies[0];
    const value = (row) => row.cells[column].dataset.number;
    const rows = [...body.rows].sort((p, q) => (value(p) !== undefined ? Number(value(p)) - Number(value(q)) : order.compare(p.cells[column].textContent, q.cells[column].textContent)));
    body.replaceChildren(...(down ? rows.reverse() : rows));
  }

  all(blocks) {
    const box = element("div");
    for (const block of blocks) if (Object.prototype.hasOwnProperty.call(this.make, block.kind)) box.appendChild(this.make[block.kind](block));
    return box;
  }
}

/* Say that a part of the page stands, for what stood there before Streamlit was up (early.js). */
export function written(name, host) {
  window.dispatchEvent(new CustomEvent("corridor-atlas:written", { detail: { name, host } }));
}

/* What Streamlit calls for a component, with every run: its place is furnished once, told what is new, and let go in the end.
   `make(place, data)` gives what furnishes it: `update(data, tell)`, and `end()` where something must be let go. */
export function mounting(make) {
  const mounts = new WeakMap();
  return ({ data, parentElement, setTriggerValue }) => {
    const made = mounts.get(parentElement) || make(parentElement, data);
    mounts.set(parentElement, made);
    made.update(data, setTriggerValue);
    return () => {
      if (made.end) made.end();
      mounts.delete(parentElement);
    };
  };
}

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".sheet");
  const writer = new Writer(data.language, data.query, (to) => setTriggerValue("go", to), (name) => setTriggerValue("act", name), data.records);
  const sheet = element("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL(data.module.replace(/js$/, "css"), document.baseURI).href;
  const open = new Set([...host.querySelectorAll("details[open] > summary")].map((node) => node.textContent));
  const body = writer.all(data.blocks);
  for (const node of body.querySelectorAll("details")) if (open.has(node.firstChild.textContent)) node.open = true;
  writer.root = body;
  host.replaceChildren(sheet, body);
  // Words about something else are read from the top.
  if (host.dataset.about !== undefined && host.dataset.about !== data.about) {
    const title = body.querySelector("h2");
    host.scrollIntoView({ block: "start" });
    if (title) title.focus({ preventScroll: true });
  }
  host.dataset.about = data.about;
  written(data.name, host);
}
