/* The map of the file: the same document that the app frames, made from the bytes in the file, told by the same messages. */
import { element } from "./sheet.js";

const RANGE = "U+0000-00FF, U+0131, U+0152-0153, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215";
const TABLES = ["corridors", "places", "legs", "events"];

export class Frame {
  /* `told` gets the messages of the map: select, view, window, painted, complete, full, failed. */
  constructor(host, parts, told) {
    this.parts = parts;
    this.ready = false;
    this.sequence = 0;
    this.frame = element("iframe");
    this.frame.setAttribute("sandbox", "allow-scripts");
    this.frame.src = URL.createObjectURL(new Blob([parts.map], { type: "text/html" }));
    host.append(this.frame);
    window.addEventListener("message", (event) => {
      if (event.source !== this.frame.contentWindow || !event.data || event.data.from !== "corridor-atlas") return;
      if (event.data.type === "ready") this.begin();
      else told(event.data);
    });
  }

  begin() {
    this.ready = true;
    this.sent = null; // what the map holds: nothing yet
    this.dress();
    this.show();
    this.send({ type: "faces", faces: [[RANGE, this.parts.face]] });
    this.send({ type: "basemap", bytes: this.parts.basemap });
  }

  send(message) {
    if (this.ready) this.frame.contentWindow.postMessage({ to: "corridor-atlas", ...message }, "*");
  }

  /* Colours, words and line forms. */
  dress(setup, theme) {
    if (setup) this.look = { setup, theme };
    const look = this.look;
    if (look) this.send({ type: "setup", tokens: look.setup.themes[look.theme], print: look.setup.print, forms: look.setup.forms, strings: look.setup.strings, language: look.setup.language, small: false });
  }

  /* Show rows: `scene` is a scene of layers/scene.py whose `add` holds every row; they travel again where `state` changes. */
  show(scene, state, view) {
    if (scene) this.scene = { scene, state, view };
    if (!this.scene) return;
    const { scene: given, state: now, view: at } = this.scene;
    const first = this.sent === null;
    const add = this.sent === now ? {} : Object.fromEntries(TABLES.map((name) => [name, given.add[name] || []]));
    this.sequence += 1;
    const message = { ...given, type: "scene", sequence: this.sequence, add };
    if (first && at) message.view = at;
    else if (first) message.fit = given.selected ? "selected" : "shown";
    else if (given.selected && given.selected !== this.selected) message.fit = "selected";
    if (this.ready) {
      this.sent = now;
      this.selected = given.selected;
    }
    this.send(message);
  }

  focus() {
    this.frame.focus();
    this.send({ type: "focus" });
  }
}
