/* Reports by month over the whole axis, and the period brushed on it: drag to choose, drag its middle or its ends to move it,
   or use the arrow keys on any of the three. Periods are whole months here; finer ones can be typed. */
import { EDGE, axisOf, dateOf, days, layerOf, numberOf, raw, scale, sized } from "./marks.js";
import { element } from "./sheet.js";
import { draw, hatch } from "./vega.js";

export const HEIGHT = 74;
const FOOT = 18;
const CLICK_PX = 4;
const REST_MS = 350; // after the last key, before the page is told
const MONTHS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 12, PageDown: -12 };

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
const monthOf = (day) => dateOf(day).getUTCFullYear() * 12 + dateOf(day).getUTCMonth();
const firstOf = (month) => numberOf(Math.floor(month / 12), ((month % 12) + 12) % 12, 1);
const lastOf = (month) => firstOf(month + 1) - 1;

/* Draw the months: solid for what is dated to a day or a month, hatched for shares of what is dated to a year. `shaded`: the period, in
   a picture; on the page the band shows it. */
export function histogram({ months, axis, width, gutter, colours, language, words, shaded }) {
  const base = HEIGHT - FOOT;
  const most = Math.max(1, ...months.map(([, , sharp, vague]) => sharp + vague));
  const time = axisOf(axis, width - gutter - EDGE, language, [6, 3, 14], { labelOffset: 3 });
  const x = days(axis, time.axis);
  const y = (field) => ({ field, type: "quantitative", axis: null, scale: { domain: [0, most], range: [base, 8], nice: false } });
  const loose = hatch(colours.quiet, colours.paper);
  const columns = months.flatMap(([first, last, sharp, vague]) => [{ first, end: last + 1, low: 0, high: sharp, fill: colours.quiet }, { first, end: last + 1, low: sharp, high: sharp + vague, fill: loose.fill }]);
  const lines = gutter ? [words.by_month, words.most] : [`${words.by_month} \u00a0${words.most}`];
  const layer = [
    layerOf(columns.filter(({ low, high }) => high > low), { type: "rect", xOffset: 0.4, x2Offset: -0.4 }, { x: x("first"), x2: { field: "end" }, y: y("low"), y2: { field: "high" }, fill: raw("fill") }),
    layerOf([{ lines }], { type: "text", align: "left", baseline: "alphabetic", fontSize: 11, lineHeight: 15, color: colours.quiet }, { x: { value: gutter ? -gutter : 2 }, y: { value: 12 }, text: raw("lines") }),
    layerOf(shaded ? [{ first: shaded[0], end: shaded[1] + 1 }] : [], { type: "rect", color: colours.accent, opacity: 0.2 }, { x: x("first"), x2: { field: "end" }, y: { value: 0 }, y2: { value: base } }),
  ];
  return draw({ ...sized(width, base, gutter, FOOT, layer), params: time.params }, { tokens: colours, language }, [loose]);
}

/* The period on the strip. `moved(window, done)` is told of every change; `done` once it has come to rest. */
export class Brush {
  constructor(moved) {
    this.moved = moved;
    this.host = element("div", "strip");
    this.band = element("div", "band");
    this.left = element("div", "handle left");
    this.right = element("div", "handle right");
    this.parts = [this.left, this.band, this.right];
    this.host.append(...this.parts);
    for (const node of this.parts) {
      node.tabIndex = 0;
      node.setAttribute("role", "slider");
    }
    this.host.addEventListener("pointerdown", (event) => this.grab(event));
    this.host.addEventListener("pointermove", (event) => this.drag && this.pull(event));
    for (const name of ["pointerup", "pointercancel"]) this.host.addEventListener(name, (event) => this.drag && this.drop(event));
    this.left.addEventListener("keydown", (event) => this.key(event, 1, 0));
    this.right.addEventListener("keydown", (event) => this.key(event, 0, 1));
    this.band.addEventListener("keydown", (event) => this.key(event, 1, 1));
  }

  /* `model`: as for `histogram`, with `window` (days or null) and `said` (day -> words, for the ends and the whole). */
  show(model) {
    this.model = model;
    const { axis, width, words } = model;
    this.host.hidden = !axis;
    if (!axis) return;
    this.x = scale(axis, model.gutter, width - model.gutter - EDGE);
    this.range = [monthOf(axis[0]), monthOf(axis[1])];
    for (const [node, name] of [[this.left, words.start], [this.right, words.end], [this.band, words.band]]) node.setAttribute("aria-label", name);
    this.host.title = words.strip;
    if (!this.drag) this.place(model.window);
  }

  /* Put the drawing of the months below the band and its handles; null for none. */
  paint(drawn) {
    if (this.picture) this.picture.remove();
    this.picture = drawn;
    if (!drawn) return;
    drawn.setAttribute("aria-hidden", "true");
    this.host.prepend(drawn);
  }

  place(chosen) {
    this.window = chosen;
    const { axis, said } = this.model;
    const [first, last] = [clamp((chosen || axis)[0], ...axis), clamp((chosen || axis)[1], ...axis)];
    const [a, b] = [this.x(first), this.x(last + 1)];
    this.host.classList.toggle("all", !chosen);
    this.left.style.left = `${a - 24}px`;
    this.right.style.left = `${b}px`;
    this.band.style.left = `${a}px`;
    this.band.style.width = `${Math.max(2, b - a)}px`;
    for (const [node, day, text] of [[this.left, first, said(first)], [this.right, last, said(last)], [this.band, first, `${said(first)} – ${said(last)}`]]) {
      node.setAttribute("aria-valuemin", axis[0]);
      node.setAttribute("aria-valuemax", axis[1]);
      node.setAttribute("aria-valuenow", day);
      node.setAttribute("aria-valuetext", text);
    }
  }

  /* The month under a pixel of the page. */
  month(event) {
    const { axis, gutter, width } = this.model;
    const at = event.clientX - this.host.getBoundingClientRect().left - gutter;
    return clamp(monthOf(Math.floor(axis[0] + (at / (width - gutter - EDGE)) * (axis[1] + 1 - axis[0]))), ...this.range);
  }

  span() {
    const chosen = this.window || this.model.axis;
    return [clamp(monthOf(chosen[0]), ...this.range), clamp(monthOf(chosen[1]), ...this.range)];
  }

  put(from, to, done) {
    const ends = [Math.min(from, to), Math.max(from, to)];
    const whole = ends[0] === this.range[0] && ends[1] === this.range[1];
    this.place(whole ? null : [firstOf(ends[0]), lastOf(ends[1])]);
    this.moved(this.window, done);
  }

  grab(event) {
    if (event.button || !this.model.axis) return;
    const part = this.parts.find((node) => node === event.target);
    const mode = part === this.band && !this.window ? null : part;
    window.clearTimeout(this.resting);
    this.drag = { mode, at: this.month(event), x: event.clientX, span: this.span(), still: true };
    this.host.setPointerCapture(event.pointerId);
    event.preventDefault();
    if (part) part.focus({ preventScroll: true });
  }

  pull(event) {
    const { mode, at, x, span } = this.drag;
    if (Math.abs(event.clientX - x) > CLICK_PX) this.drag.still = false;
    if (this.drag.still) return;
    const now = this.month(event);
    const [low, high] = this.range;
    if (mode === this.band) {
      const by = clamp(now - at, low - span[0], high - span[1]);
      this.put(span[0] + by, span[1] + by, false);
    } else if (mode === this.left) this.put(now, span[1], false);
    else if (mode === this.right) this.put(span[0], now, false);
    else this.put(at, now, false);
  }

  /* A press that does not move chooses the month under it; a drag comes to rest. */
  drop(event) {
    const { mode, at, still } = this.drag;
    const cancelled = event.type === "pointercancel";
    this.drag = null;
    if (still && !mode && !cancelled) this.put(at, at, true);
    else if (!still) this.moved(this.window, true);
  }

  key(event, left, right) {
    const by = MONTHS[event.key];
    if (!by) return;
    event.preventDefault();
    const [from, to] = this.span();
    const [low, high] = this.range;
    if (left && right) {
      const step = clamp(by, low - from, high - to);
      this.put(from + step, to + step, false);
    } else if (left) this.put(clamp(from + by, low, to), to, false);
    else this.put(from, clamp(to + by, from, high), false);
    window.clearTimeout(this.resting);
    this.resting = window.setTimeout(() => this.moved(this.window, true), REST_MS);
  }
}
