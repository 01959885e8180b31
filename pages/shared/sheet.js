/* Text pages from plain values: headings, paragraphs, facts, lists, tables, folds. Every word is set with textContent; the
   only addresses are those of this atlas' own views and of http(s) sources. */
export function element(name, className, text) {
  const node = document.createElement(name);
  if (className) node.className = className;
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

export class Writer {
  constructor(language, query, go, act) {
    this.language = language;
    this.query = query;
    this.go = go;
    this.act = act;
  }

  /* A cell, an item or a text: plain words, or words that lead to a record's card or to a source. */
  words(given) {
    const item = typeof given === "string" ? { text: given } : given;
    let node;
    if (item.key) {
      node = element("a", "", item.text);
      node.href = "./?" + new URLSearchParams({ selected: item.key });
      node.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        event.preventDefault();
        this.go(item.key);
      });
    } else if (item.url && /^https?:\/\//i.test(item.url)) {
      node = element("a", "", item.text);
      node.href = item.url;
      node.target = "_blank";
      node.rel = "noopener noreferrer";
    } else if (item.code) node = element("code", "", item.code);
    else node = element("span", "", item.text === undefined ? item.number.toLocaleString(this.language) : item.text);
    if (item.lang && item.lang !== this.language) node.lang = item.lang;
    return node;
  }

  item(given) {
    const row = element("li");
    row.appendChild(this.words(given));
    if (given.sub) row.appendChild(element("small", "", given.sub));
    return row;
  }

  make = {
    heading: (block) => element("h" + Math.max(2, Math.min(5, block.level)), "", block.text),
    text: (block) => {
      const node = element("p", block.quiet ? "quiet" : "", block.text);
      if (block.lang && block.lang !== this.language) node.lang = block.lang;
      return node;
    },
    facts: (block) => {
      const list = element("dl");
      for (const [label, value] of block.items) {
        const node = element("dd");
        node.appendChild(this.words(value));
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
          for (const part of Array.isArray(cell) ? cell : [cell]) node.appendChild(this.words(typeof part === "number" ? block.words[part] : part));
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

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".sheet");
  const writer = new Writer(data.language, data.query, (key) => setTriggerValue("go", key), (name) => setTriggerValue("act", name));
  const sheet = element("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL(data.module.replace(/js$/, "css"), document.baseURI).href;
  const open = new Set([...host.querySelectorAll("details[open] > summary")].map((node) => node.textContent));
  const body = writer.all(data.blocks);
  for (const node of body.querySelectorAll("details")) if (open.has(node.firstChild.textContent)) node.open = true;
  host.replaceChildren(sheet, body);
}
