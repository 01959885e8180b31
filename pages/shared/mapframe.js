/* The page's side of the map: frames the data-free map document, asks the server for the records of a view, hands them over as
   JSON, shows the card of what is chosen (card.js). Words of records are set with textContent only. Records stay here between views, so
   a filter change need only name the rows to show; the server is told which rows are here. */
import { citeOf, fillCard } from "./card.js";
import { address, element, kept, mounting, plainly, styled, themeOf } from "./sheet.js";

const TABLES = ["corridors", "places", "legs", "events"];
const RECORDS = { version: null, ...Object.fromEntries(TABLES.map((name) => [name, new Map()])) };
const PATIENCE_MS = 15000;
const SILENCE_MS = 3000; // after its document has loaded, a map that can begin has said so
const setups = new Map();

function setupOf(address) {
  return kept(setups, address, (answer) => answer.json());
}

/* What the map document is made of besides itself. It has no cache of its own, the page has: fetched once, handed over. */
const FACES = [
  ["inter-latin.woff2", "U+0000-00FF, U+0131, U+0152-0153, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215"],
];
const parts = new Map();

function bytesOf(address) {
  return kept(parts, address, (answer) => answer.arrayBuffer());
}

/* ---------------------------------------------------------------- the viewport in the address, without a rerun */
const VIEW_KEY = "map";

function readView(text = new URLSearchParams(location.search).get(VIEW_KEY)) {
  const match = /^(\d(?:\.\d+)?)_(-?\d{1,2}(?:\.\d+)?)_(-?\d{1,3}(?:\.\d+)?)$/.exec(text || "");
  if (!match) return null;
  const [zoom, lat, lng] = match.slice(1).map(Number);
  return zoom >= 2 && zoom <= 9 && Math.abs(lat) <= 85 && Math.abs(lng) <= 180 ? { zoom, lat, lng } : null;
}

function viewText(view) {
  return `${+view.zoom.toFixed(2)}_${view.lat.toFixed(3)}_${view.lng.toFixed(3)}`;
}

function writeView(view) {
  if (!view) return;
  const value = viewText(view);
  const address = new URL(location.href);
  if (address.searchParams.get(VIEW_KEY) === value) return;
  address.searchParams.set(VIEW_KEY, value);
  history.replaceState(history.state, "", address);
}

function forgetView() {
  const address = new URL(location.href);
  if (!address.searchParams.has(VIEW_KEY)) return;
  address.searchParams.delete(VIEW_KEY);
  history.replaceState(history.state, "", address);
}

let turned = 0; // the last step of a story that moved a map

/* ---------------------------------------------------------------- asking for records */
const TRIES = 3;
const RETRY_MS = 400;
const CARRIED = ["selected", "lang"]; // keys of the query that a choice of filters leaves as they are

/* The same query always in the same words. */
function normal(query) {
  const pairs = [...new URLSearchParams(query)].sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0));
  return new URLSearchParams(pairs).toString();
}

function merged(query, filters) {
  const pairs = new URLSearchParams(filters);
  const before = new URLSearchParams(query);
  for (const key of CARRIED) for (const value of before.getAll(key)) pairs.append(key, value);
  return pairs.toString();
}

/* What of a query decides where a new map looks. */
function looked(query) {
  const pairs = new URLSearchParams(query);
  for (const key of ["lang", "shade"]) pairs.delete(key);
  return normal(pairs);
}

/* Which rows are here, one bit per ordinal and table, for the server to leave out. */
function held() {
  const tables = TABLES.map((name) => {
    const ordinals = [...RECORDS[name].keys()];
    const bytes = new Uint8Array(Math.ceil((ordinals.reduce((most, ordinal) => Math.max(most, ordinal), -1) + 1) / 8));
    for (const ordinal of ordinals) bytes[ordinal >> 3] |= 128 >> (ordinal & 7);
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  });
  return `${RECORDS.version}~${tables.join(".")}`;
}

/* Whether this page stands within another, by Streamlit's own key. */
function framed() {
  return new URLSearchParams(location.search).getAll("embed").some((value) => value.toLowerCase() === "true");
}

/* ---------------------------------------------------------------- one mounted map */
export class Frame {
  constructor(place, style) {
    this.latest = null;
    this.act = () => {}; // until Streamlit listens
    this.ready = false;
    this.first = true;
    this.selected = undefined;
    this.view = readView();
    this.host = element("div", "atlas");
    this.status = element("p", "status");
    this.status.setAttribute("role", "status");
    this.frame = element("iframe");
    this.frame.setAttribute("sandbox", "allow-scripts");
    this.card = element("aside", "card");
    this.card.hidden = true;
    this.card.setAttribute("aria-live", "polite");
    this.card.tabIndex = -1; // takes the focus when it is opened by keyboard
    this.card.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.leave();
    });
    this.byKeys = null; // the record that is being opened by keyboard
    const sheets = ["mapframe", "card"].map((name) => styled(style.replace(/mapframe(?=\.css$)/, name)));
    this.host.append(...sheets, this.frame, this.card, this.status);
    place.replaceChildren(this.host);
    this.onMessage = (event) => this.receive(event);
    this.onTheme = () => window.setTimeout(() => this.dress(), 400);
    this.onHistory = () => {
      const view = readView();
      if (view) this.send({ type: "view", view });
    };
    this.keepView = (event) => event.navigationType !== "traverse" && writeView(this.view);
    // A filter is drawn as soon as it is chosen; Streamlit's own answer, with the sentence and the table, comes after.
    this.onChoice = (event) => {
      if (this.latest) event.detail.answered = this.ask(merged(this.latest.query, event.detail.query));
    };
    // The share panel asks where the map looks; the answer is "" while a new visitor's map would look there as well.
    this.onWhere = (event) => {
      if (!this.view && this.seen && this.opened !== looked(this.latest.query)) event.detail.view = viewText(this.seen);
    };
    window.addEventListener("corridor-atlas:where", this.onWhere);
    window.addEventListener("corridor-atlas:choose", this.onChoice);
    window.addEventListener("message", this.onMessage);
    window.addEventListener("popstate", this.onHistory);
    this.scheme = window.matchMedia("(prefers-color-scheme: dark)");
    this.scheme.addEventListener("change", this.onTheme);
    // Streamlit writes the address anew on each filter change and knows nothing of the viewport.
    if (window.navigation) window.navigation.addEventListener("currententrychange", this.keepView);
    this.timer = window.setTimeout(() => this.lose(), PATIENCE_MS);
    this.frame.addEventListener("load", () => {
      if (this.frame.src) this.silence = window.setTimeout(() => this.lose(), SILENCE_MS);
    });
  }

  end() {
    window.removeEventListener("corridor-atlas:where", this.onWhere);
    window.removeEventListener("corridor-atlas:choose", this.onChoice);
    window.removeEventListener("message", this.onMessage);
    window.removeEventListener("popstate", this.onHistory);
    this.scheme.removeEventListener("change", this.onTheme);
    if (window.navigation) window.navigation.removeEventListener("currententrychange", this.keepView);
    window.clearTimeout(this.timer);
    window.clearTimeout(this.silence);
  }

  /* Say in one line that there is no map; the text below unfolds by itself, see walk.js. */
  fail() {
    this.broken = true;
    this.host.classList.add("failed");
    this.status.textContent = this.latest.words.failed;
    document.documentElement.dataset.atlasMap = "failed";
    window.dispatchEvent(new CustomEvent("corridor-atlas:failed"));
  }

  /* Give up waiting; a map that comes late all the same is shown. */
  lose() {
    if (this.ready || this.broken) return;
    this.late = true;
    this.fail();
  }

  recover() {
    this.broken = this.late = this.wordless = false;
    this.host.classList.remove("failed");
    this.status.textContent = "";
    delete document.documentElement.dataset.atlasMap;
  }

  send(message) {
    if (this.ready && this.frame.contentWindow) this.frame.contentWindow.postMessage({ to: "corridor-atlas", ...message }, "*");
  }

  dress() {
    if (!this.setup) return;
    const theme = themeOf(this.host);
    if (theme === this.dressed) return;
    this.dressed = theme;
    const tokens = this.setup.themes[theme];
    for (const [name, value] of Object.entries(tokens)) this.host.style.setProperty("--" + name, value);
    this.send({
      type: "setup", tokens, print: this.setup.print, forms: this.setup.forms, strings: this.setup.strings, language: this.setup.language,
      small: Boolean(this.latest.small),
    });
  }

  remember(scene) {
    if (RECORDS.version !== scene.version) {
      for (const name of TABLES) RECORDS[name].clear();
      RECORDS.version = scene.version;
    }
    for (const name of TABLES) for (const row of scene.add[name] || []) RECORDS[name].set(row[0], row);
  }

  /* Ask for the records of a view, unless they are those shown. The last question wins. */
  async ask(query) {
    const wanted = normal(query);
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    const turn = (this.turn = (this.turn || 0) + 1);
    const address = new URL(`${this.latest.scenes}?${wanted}`, document.baseURI);
    if (RECORDS.version) address.searchParams.set("held", held());
    let scene = null;
    for (let again = 0; again < TRIES && !scene; again++) {
      try {
        const answer = await fetch(address);
        if (answer.ok) scene = await answer.json();
      } catch {
        await new Promise((done) => window.setTimeout(done, RETRY_MS));
      }
      if (turn !== this.turn) return;
    }
    if (!scene) {
      this.fail();
      return;
    }
    this.remember(scene);
    this.scene = scene;
    this.answered = wanted;
    this.sequence = (this.sequence || 0) + 1;
    this.show();
  }

  update(data, act) {
    this.latest = data;
    this.act = act;
    if (data.look && data.look.turn > turned) {
      turned = data.look.turn;
      this.look = data.look;
      this.view = readView(data.look.view);
      if (!this.view) forgetView();
    }
    this.ask(data.query);
    if (!this.frame.src) {
      this.base = new URL(data.document, document.baseURI);
      this.basemap = bytesOf(new URL("basemap.json", this.base).href);
      this.faces = Promise.all(FACES.map(([name]) => bytesOf(new URL(name, this.base).href)));
      for (const part of [this.basemap, this.faces]) part.catch(() => this.fail());
      const own = new URL(this.base);
      if (framed()) own.searchParams.set("embed", "true"); // what frames this page frames the map as well, and must be allowed to
      this.frame.src = own.href;
    }
    this.frame.title = data.words.title;
    if (!this.ready && !this.host.classList.contains("failed")) this.status.textContent = data.words.loading;
    if (this.address !== data.setup) {
      this.address = data.setup;
      setupOf(new URL(data.setup, document.baseURI).href)
        .then((setup) => {
          if (this.address !== data.setup) return;
          this.setup = setup;
          if (this.wordless) this.recover();
          this.dressed = null;
          this.dress();
          this.showCard();
          this.show();
        })
        .catch(() => {
          this.wordless = true;
          this.fail();
        });
      return;
    }
    if (!this.setup) return; // on its way
    this.dress();
    this.showCard();
    this.show();
  }

  /* Make an anchor lead to another page, with the filters of this one. */
  lead(anchor, to) {
    const query = new URLSearchParams(this.latest.query);
    query.delete("selected");
    const target = address(to, query);
    anchor.setAttribute("href", "./" + target);
    anchor.addEventListener("click", (event) => {
      if (!plainly(event)) return;
      event.preventDefault();
      this.act("go", target);
    });
  }

  showCard() {
    const { card } = this.latest;
    this.host.classList.toggle("with-card", Boolean(card));
    this.card.classList.toggle("wide", Boolean(card && card.positions));
    const walked = this.walkedBy();
    const said = JSON.stringify([card, this.latest.query]);
    const same = card && said === this.filled; // a run that changes nothing keeps the focus where it is
    this.filled = card && said;
    if (!same) fillCard(this.card, card, this.setup.strings.card, this.setup.language, (key) => (key ? this.act("pick", key) : this.leave()), (anchor, to) => this.lead(anchor, to), (each) => citeOf(this.latest, each));
    if (!card) return;
    this.card.setAttribute("aria-label", card.title);
    if (card.key === this.byKeys) {
      this.byKeys = null;
      this.card.focus();
    } else if (walked && !same) (this.card.querySelector(`.walk .${walked}:enabled`) || this.card.querySelector(".walk button:enabled") || this.card).focus();
  }

  /* Which of the two buttons of a walk has the focus: the card of the next leg gives it to its own. */
  walkedBy() {
    const focused = this.card.getRootNode().activeElement;
    return focused && focused.closest(".walk") ? focused.className : null;
  }

  /* Close the card and go back to the map, to the feature that it was opened from. */
  leave() {
    this.byKeys = null;
    this.act("pick", "");
    this.frame.focus();
    this.send({ type: "focus" });
  }

  show() {
    if (!this.ready || !this.setup || !this.scene) return;
    const { scene, sequence } = this;
    const { fit } = this.latest;
    const rows = (name) => [...RECORDS[name].values()];
    // The card lies over the map on wide screens and below it on narrow ones.
    const overlaid = !this.card.hidden && getComputedStyle(this.card).position === "absolute";
    const inset = overlaid ? this.card.offsetWidth + 24 : 0;
    // A step of a story moves the map when its records are here.
    const look = this.look && this.answered === normal(this.latest.query) ? this.look : null;
    const said = [sequence, inset, this.setup, look];
    if (this.said && said.every((value, index) => value === this.said[index])) return; // a run that changes nothing here
    this.said = said;
    const message = { type: "scene", sequence, inset, legs: scene.legs, places: scene.places, events: scene.events, window: scene.window || null, selected: scene.selected || null, at: scene.at || null, about: scene.about || null, shade: scene.shade || null };
    message.add = this.first ? Object.fromEntries(TABLES.map((name) => [name, rows(name)])) : scene.add;
    if (look) {
      this.look = said[3] = null;
      if (this.view) Object.assign(message, { view: this.view, fly: true });
      else message.fit = look.fit;
      this.opened = message.fit !== "selected" && !scene.selected ? looked(this.answered) : null;
    } else if (this.first) {
      this.opened = looked(this.answered); // a link to this view makes a map look at the same
      if (this.view) message.view = this.view;
      else message.fit = scene.selected ? "selected" : fit;
    } else if (scene.selected && scene.selected !== this.selected) message.fit = "selected";
    if (message.fit) this.seen = null; // until the map is there and says so
    this.selected = scene.selected;
    this.first = false;
    this.send(message);
    writeView(this.view);
  }

  select(key) {
    this.act("pick", key);
  }

  receive(event) {
    if (event.source !== this.frame.contentWindow || !event.data || event.data.from !== "corridor-atlas") return;
    const message = event.data;
    if (message.type === "ready") {
      this.ready = true;
      this.said = null;
      this.first = true;
      this.dressed = null;
      if (!this.broken || this.late) this.recover();
      this.dress();
      this.show();
      this.faces.then((faces) => this.send({ type: "faces", faces: faces.map((bytes, index) => [FACES[index][1], bytes]) })).catch(() => this.fail());
      this.basemap.then((bytes) => this.send({ type: "basemap", bytes })).catch(() => this.fail());
    } else if (message.type === "complete") {
      this.host.dataset.completeAt = String(message.at);
      this.host.dataset.basemap = "drawn";
    } else if (message.type === "failed") {
      this.fail();
    } else if (message.type === "select") {
      const key = typeof message.key === "string" ? message.key : "";
      if (message.keys) this.byKeys = key;
      if (key !== ((this.scene && this.scene.selected) || "")) this.select(key);
      else if (message.keys) this.showCard();
    } else if (message.type === "view") {
      this.seen = { lat: Number(message.lat), lng: Number(message.lng), zoom: Number(message.zoom) };
      window.dispatchEvent(new CustomEvent("corridor-atlas:looked"));
      if (message.auto && !this.view) return; // a fit to what is shown: the link without it says the same on any screen
      this.view = this.seen;
      writeView(this.view);
    } else if (message.type === "painted") {
      this.host.dataset.paintedAt = String(message.at);
      this.host.dataset.painted = String(message.sequence);
      this.host.dataset.legs = String(message.legs);
      this.host.dataset.places = String(message.places);
      this.host.dataset.events = String(message.events);
      this.host.dataset.query = this.wanted;
      if (message.missing && !this.askedAgain) {
        this.askedAgain = true; // some rows are not here after all: ask for every one, once
        RECORDS.version = null;
        this.wanted = null;
        this.ask(this.latest.query);
      }
    } else if (message.type === "window") {
      const edge = (text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? text : "");
      this.act("period", `${edge(message.since)}_${edge(message.until)}`);
    } else if (message.type === "full") {
      if (document.fullscreenElement) document.exitFullscreen();
      else if (this.host.requestFullscreen) this.host.requestFullscreen();
    }
  }
}

/* ---------------------------------------------------------------- before Streamlit is up */
let early = null; // the map that was begun then, until the component takes it over

/* Begin to draw the map of this address where Streamlit will put it. Nothing is lost where that is not possible. */
export function begin(plan) {
  const query = new URLSearchParams(location.search);
  if (!Element.prototype.moveBefore || query.has("selected")) return; // a frame that is moved any other way starts anew
  if ((query.get("v") || plan.first) !== plan.version) return; // an older link is read by the page, see layers/migrations.py
  const part = query.get("show");
  if (part && part !== "map") return;
  const wanted = query.get("lang") || navigator.language.slice(0, 2).toLowerCase();
  const lang = Object.hasOwn(plan.words, wanted) ? wanted : plan.lang;
  for (const key of plan.apart) query.delete(key);
  const fit = [...query.keys()].some((key) => !plan.options.includes(key)) ? "shown" : null;
  query.set("lang", lang);
  const holder = document.body.appendChild(element("div"));
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  Object.assign(holder.style, { position: "fixed", zIndex: 1, color: dark ? "#fff" : "#000", background: plan.paper[dark ? "dark" : "light"], ...(part ? plan.alone : window.innerWidth < 768 ? plan.narrow : plan.wide) });
  if (part) for (const [name, value] of Object.entries(plan.size)) holder.style.setProperty(name, value);
  const root = holder.attachShadow({ mode: "open" });
  const frame = new Frame(root, new URL(plan.style, document.baseURI).href);
  frame.update({ document: plan.document, setup: `${plan.setups}${lang}.json`, scenes: plan.scenes, query: query.toString(), words: plan.words[lang], card: null, fit }, frame.act);
  const path = location.pathname;
  const drop = () => {
    if (!early) return;
    frame.end();
    holder.remove();
    early = null;
  };
  window.setTimeout(drop, PATIENCE_MS);
  if (window.navigation) window.navigation.addEventListener("currententrychange", () => location.pathname !== path && drop());
  early = { frame, holder };
}

/* Hand over the early map: its frame goes on drawing, because moveBefore does not load it anew. */
function takeOver(place) {
  const { frame, holder } = early;
  early = null;
  place.moveBefore(frame.host, null);
  for (const sheet of frame.host.querySelectorAll("link")) {
    belong(sheet, place.getRootNode());
    sheet.addEventListener("load", () => belong(sheet, place.getRootNode()));
  }
  holder.remove();
  return frame;
}

/* A style sheet that has loaded before moveBefore brings it into another tree does not count there (seen in Chromium 150): the map would stand
   in the size of a bare frame. The tree then adopts its rules. */
function belong(link, root) {
  if (!link.sheet || [...root.styleSheets].includes(link.sheet)) return;
  const same = new CSSStyleSheet();
  same.replaceSync([...link.sheet.cssRules].map((rule) => rule.cssText).join("\n"));
  root.adoptedStyleSheets.push(same);
}

export default mounting((parent, data) => {
  const place = parent.querySelector(".place");
  return early ? takeOver(place) : new Frame(place, new URL(data.module.replace(/js$/, "css"), document.baseURI).href);
});
