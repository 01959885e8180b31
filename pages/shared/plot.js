/* Charts as SVG, drawn from plain values: bars, years, a matrix, panels side by side, lines. Everything is set by attributes,
   so that a drawing can be taken away as it is; every word is set with textContent. A drawing comes with its marks in reading
   order, so that a keyboard can go through them. */
import { slide } from "./files.js";

const SPACE = "http://www.w3.org/2000/svg";
const FONT = "Inter, system-ui, sans-serif";
const SMALL = 12;
const BODY = 13;
const LONG = 9; // figures; a panel with more gets the whole width, unless there are many such
const MANY = 3;
const DENSE = 24; // figures of one panel; of more only the last and the largest are written
const GAP_YEARS = 1.1; // points further apart are not joined: nobody knows what lies between
let patterns = 0;
let ruler = null;
const widths = new Map();
const MOST_WIDTHS = 5000;

export function node(name, attributes, text) {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

export function widthOf(text, size, weight = 400) {
  const key = `${weight} ${size} ${text}`;
  if (!widths.has(key)) {
    if (widths.size > MOST_WIDTHS) widths.clear();
    ruler = ruler || document.createElement("canvas").getContext("2d");
    ruler.font = `${weight} ${size}px ${FONT}`;
    widths.set(key, ruler.measureText(text).width);
  }
  return widths.get(key);
}

/* Forget what was measured before the typeface was there. */
export function forget() {
  widths.clear();
}

/* Break a text into lines that fit a width; a word that is too long stays whole, the last line of too many ends in "…". */
export function wrapped(text, width, size, most = 99, weight = 400) {
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (line && widthOf(longer, size, weight) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  if (lines.length > most) {
    lines.length = most;
    lines[most - 1] += " …";
  }
  return lines;
}

export function numbers(language) {
  const format = new Intl.NumberFormat(language, { useGrouping: "always", maximumFractionDigits: 1 });
  return (value) => format.format(value);
}

function shade(from, to, part) {
  const read = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const [a, b] = [read(from), read(to)];
  return `#${a.map((value, at) => Math.round(value + (b[at] - value) * part).toString(16).padStart(2, "0")).join("")}`;
}

function nice(most) {
  if (!(most > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((step) => step * power >= most) * power;
}

class Canvas {
  constructor(width, style) {
    this.width = width;
    Object.assign(this, style);
    this.say = numbers(style.language);
    this.svg = node("svg", { xmlns: SPACE, width, "font-family": FONT, "font-size": BODY, fill: style.tokens.ink });
    this.marks = [];
    this.forms = new Set();
  }

  add(name, attributes, text, into = this.svg) {
    const made = node(name, attributes, text);
    into.appendChild(made);
    return made;
  }

  text(x, y, words, more = {}, into = this.svg) {
    return this.add("text", { x: x.toFixed(1), y: y.toFixed(1), ...more }, words, into);
  }

  mark(shape, text) {
    this.marks.push({ shape, text });
    return shape;
  }

  finish(height) {
    this.svg.setAttribute("height", Math.ceil(height));
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${Math.ceil(height)}`);
    return { svg: this.svg, marks: this.marks, height: Math.ceil(height) };
  }

  /* How a figure is painted says who gave it: full = official, pale = an estimate, pale and dotted = the press; hatched = part. */
  paint(mark) {
    const { accent, paper } = this.tokens;
    const pale = shade(paper, accent, 0.25);
    if (mark.state === "partial") {
      this.forms.add("partial");
      return { fill: `url(#${this.hatch()})`, stroke: accent, "stroke-dasharray": mark.quality === "press" ? "1.5 2" : "none" };
    }
    this.forms.add(mark.quality);
    if (mark.quality === "official") return { fill: accent, stroke: accent };
    return { fill: pale, stroke: accent, "stroke-dasharray": mark.quality === "press" ? "1.5 2" : "none" };
  }

  hatch() {
    if (!this.pattern) {
      this.pattern = `hatch-${patterns++}`;
      const { accent, paper } = this.tokens;
      const defs = this.add("defs", {});
      const pattern = this.add("pattern", { id: this.pattern, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, undefined, defs);
      this.add("rect", { width: 5, height: 5, fill: paper }, undefined, pattern);
      this.add("rect", { width: 1.8, height: 5, fill: accent }, undefined, pattern);
    }
    return this.pattern;
  }

  /* Say what the forms that occur mean, and nothing of those that do not. */
  key(top) {
    const { tokens, words } = this;
    const order = ["official", "estimate", "press", "partial", "other", "range", "events"].filter((form) => this.forms.has(form));
    let [x, y] = [0, top];
    for (const form of order) {
      const text = words[`form_${form}`];
      const length = widthOf(text, SMALL) + 40;
      if (x && x + length > this.width) [x, y] = [0, y + 20];
      if (form === "other") this.add("circle", { cx: x + 7, cy: y - 4, r: 4, fill: tokens.paper, stroke: tokens.ink, "stroke-width": 1.5 });
      else if (form === "range") this.add("path", { d: `M${x + 3} ${y - 10}h8M${x + 7} ${y - 10}v12M${x + 3} ${y + 2}h8`, stroke: tokens.ink, fill: "none" });
      else if (form === "events") this.add("path", { d: `M${x + 7} ${y - 9}l4 5l-4 5l-4 -5z`, fill: tokens.quiet });
      else this.add("rect", { x: x + 1, y: y - 10, width: 12, height: 12, "stroke-width": 1.2, ...this.paint({ state: form === "partial" ? "partial" : "current", quality: form === "partial" ? "official" : form }) });
      this.text(x + 20, y, text, { "font-size": SMALL, fill: tokens.quiet });
      x += length;
    }
    return order.length ? y + 12 : top - 14;
  }
}

function label(cell) {
  return typeof cell === "object" && cell ? cell.text : String(cell);
}

/* Horizontal bars from zero, one column of them per value, each column on its own scale. */
function bars(canvas, chart) {
  const { width, tokens } = canvas;
  const { values, most } = chart.draw;
  const rows = chart.rows.slice(0, most);
  const narrow = width < 520;
  const left = narrow ? 0 : Math.min(Math.max(...rows.map((row) => widthOf(label(row[0]), BODY)), 60) + 14, width * 0.42);
  const gap = 16;
  const span = (width - left - gap * (values.length - 1)) / values.length;
  const tops = values.map((at) => Math.max(1, ...chart.rows.map((row) => row[at])));
  const room = values.map((at, place) => widthOf(canvas.say(tops[place]), SMALL) + 16);
  let y = 4;
  if (values.length > 1) {
    values.forEach((at, place) => canvas.text(left + place * (span + gap), y + 12, chart.head[at], { "font-size": SMALL, "font-weight": 600, fill: tokens.quiet }));
    y += 22;
  }
  for (const row of rows) {
    const lines = wrapped(label(row[0]), narrow ? width : left - 12, BODY, 2);
    const height = narrow ? 16 * lines.length : 0;
    lines.forEach((line, at) => canvas.text(0, y + 14 + at * 16 - (narrow ? 2 : 0), line, {}));
    values.forEach((at, place) => {
      const x = left + place * (span + gap);
      const length = (row[at] / tops[place]) * (span - room[place]);
      const top = y + height + 3;
      const bar = canvas.add("rect", { x, y: top, width: Math.max(length, row[at] ? 1.5 : 0), height: 14, fill: tokens.accent });
      canvas.text(x + Math.max(length, 0) + 6, top + 11.5, row[at] ? canvas.say(row[at]) : "0", { "font-size": SMALL, fill: row[at] ? tokens.ink : tokens.quiet });
      canvas.mark(bar, `${label(row[0])}: ${canvas.say(row[at])} (${chart.head[at]})`);
    });
    y += (narrow ? height : Math.max(0, (lines.length - 1) * 16)) + 23;
  }
  if (chart.rows.length > rows.length) {
    canvas.text(0, y + 13, canvas.words.more.replace("{n}", canvas.say(chart.rows.length - rows.length)), { "font-size": SMALL, fill: tokens.quiet });
    y += 20;
  }
  return canvas.finish(y + 2);
}

/* Horizontal bars from zero, each parted: full, half and empty, with one edge for all, so that no part rests on its colour. */
function stacked(canvas, chart) {
  const { width, tokens } = canvas;
  const { values, most } = chart.draw;
  const rows = chart.rows.slice(0, most);
  const narrow = width < 520;
  const fills = values.map((at, place) => (place === values.length - 1 ? tokens.paper : shade(tokens.paper, tokens.accent, 1 - place / (values.length - 1))));
  let [x, y] = [0, 14];
  values.forEach((at, place) => {
    const length = widthOf(chart.head[at], SMALL) + 40;
    if (x && x + length > width) [x, y] = [0, y + 20];
    canvas.add("rect", { x: x + 1, y: y - 10, width: 12, height: 12, fill: fills[place], stroke: tokens.accent });
    canvas.text(x + 20, y, chart.head[at], { "font-size": SMALL, fill: tokens.quiet });
    x += length;
  });
  y += 14;
  const left = narrow ? 0 : Math.min(Math.max(...rows.map((row) => widthOf(label(row[0]), BODY)), 60) + 14, width * 0.42);
  const total = (row) => values.reduce((sum, at) => sum + row[at], 0);
  const top = Math.max(1, ...chart.rows.map(total));
  const span = width - left - widthOf(canvas.say(top), SMALL) - 12;
  for (const row of rows) {
    const lines = wrapped(label(row[0]), narrow ? width : left - 12, BODY, 2);
    lines.forEach((line, at) => canvas.text(0, y + 14 + at * 16 - (narrow ? 2 : 0), line));
    const height = narrow ? 16 * lines.length : 0;
    let from = left;
    values.forEach((at, place) => {
      const length = (row[at] / top) * span;
      const text = canvas.say(row[at]);
      const bar = canvas.add("rect", { x: from + 0.5, y: y + height + 2.5, width: Math.max(length - 1, row[at] ? 1 : 0), height: 16, fill: fills[place], stroke: tokens.accent, "stroke-width": row[at] ? 1 : 0 });
      if (length > widthOf(text, 11) + 8) canvas.text(from + length / 2, y + height + 14.5, text, { "text-anchor": "middle", "font-size": 11, fill: readable(fills[place], tokens), "pointer-events": "none" });
      if (row[at]) canvas.mark(bar, `${label(row[0])}, ${chart.head[at]}: ${text}`);
      from += length;
    });
    canvas.text(from + 6, y + height + 14.5, canvas.say(total(row)), { "font-size": SMALL });
    y += (narrow ? height : Math.max(0, (lines.length - 1) * 16)) + 26;
  }
  if (chart.rows.length > rows.length) {
    canvas.text(0, y + 13, canvas.words.more.replace("{n}", canvas.say(chart.rows.length - rows.length)), { "font-size": SMALL, fill: tokens.quiet });
    y += 20;
  }
  return canvas.finish(y + 2);
}

/* One column per year from zero; a year without a record has its place. */
function years(canvas, chart) {
  const { width, tokens } = canvas;
  const at = chart.draw.value;
  const [top, tall] = [18, 150];
  const step = width / Math.max(chart.rows.length, 1);
  const most = Math.max(1, ...chart.rows.map((row) => row[at]));
  const every = Math.max(1, Math.ceil(38 / step));
  canvas.add("path", { d: `M0 ${top + tall + 0.5}H${width}`, stroke: tokens.quiet, fill: "none" });
  chart.rows.forEach((row, place) => {
    const height = (row[at] / most) * tall;
    const x = place * step;
    const bar = canvas.add("rect", { x: x + step * 0.14, y: top + tall - height, width: step * 0.72, height, fill: tokens.accent });
    canvas.text(x + step / 2, top + tall - height - 5, canvas.say(row[at]), { "text-anchor": "middle", "font-size": SMALL, fill: row[at] ? tokens.ink : tokens.quiet });
    if ((chart.rows.length - 1 - place) % every === 0) canvas.text(x + step / 2, top + tall + 17, label(row[0]), { "text-anchor": "middle", "font-size": SMALL, fill: tokens.quiet });
    canvas.mark(bar, `${label(row[0])}: ${canvas.say(row[at])} (${chart.head[at]})`);
  });
  return canvas.finish(top + tall + 26);
}

/* Rows against columns; a field without a number is one that nobody reported. */
function matrix(canvas, chart) {
  const { tokens } = canvas;
  const columns = chart.head.slice(1);
  const left = Math.max(60, ...chart.rows.map((row) => widthOf(label(row[0]), BODY))) + 12;
  const over = columns.length ? widthOf(columns[columns.length - 1], SMALL) * 0.66 + 6 : 0;
  const cell = Math.max(30, Math.min(64, (canvas.width - left - over) / Math.max(columns.length - 0.5, 1)));
  const head = Math.max(40, ...columns.map((text) => widthOf(text, SMALL) * 0.78 + 16));
  const most = Math.max(1, ...chart.rows.flatMap((row) => row.slice(1)));
  canvas.width = Math.ceil(left + cell * columns.length + Math.max(0, over - cell / 2));
  canvas.svg.setAttribute("width", canvas.width);
  columns.forEach((text, place) => {
    const x = left + place * cell + cell / 2;
    canvas.text(x, head - 8, text, { "font-size": SMALL, transform: `rotate(-50 ${x.toFixed(1)} ${(head - 8).toFixed(1)})`, fill: tokens.quiet });
  });
  chart.rows.forEach((row, down) => {
    const y = head + down * 27;
    canvas.text(0, y + 18, label(row[0]));
    row.slice(1).forEach((n, place) => {
      const x = left + place * cell;
      const fill = n ? shade(tokens.paper, tokens.accent, 0.18 + 0.82 * (n / most)) : tokens.panel;
      const box = canvas.add("rect", { x: x + 1, y: y + 1, width: cell - 2, height: 25, fill });
      if (n) canvas.text(x + cell / 2, y + 18, canvas.say(n), { "text-anchor": "middle", "font-size": SMALL, "font-weight": 600, fill: readable(fill, tokens) });
      if (n) canvas.mark(box, `${label(row[0])}, ${columns[place]}: ${canvas.say(n)}`);
    });
  });
  return canvas.finish(head + chart.rows.length * 27 + 4);
}

function luminance(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/* Of ink and paper the one with more contrast (WCAG 2.2, 1.4.3). */
function readable(fill, { ink, paper }) {
  const against = (text) => {
    const [a, b] = [luminance(fill), luminance(text)].sort((p, q) => q - p);
    return (a + 0.05) / (b + 0.05);
  };
  return against(ink) > against(paper) ? ink : paper;
}

function reach(marks) {
  return Math.max(...marks.map((mark) => Math.max(mark.value, mark.upper || 0)), 0);
}

/* Years that are written under an axis: whole ones, as many as there is room for. */
function ticks(from, to, room) {
  const first = Math.floor(from);
  const last = Math.ceil(to);
  const step = [1, 2, 5, 10, 20].find((each) => (last - first) / each <= Math.max(1, room)) || 50;
  const found = [];
  for (let year = Math.ceil(first / step) * step; year < last; year += step) found.push(year);
  return found;
}

function plane(canvas, x, y, width, height, from, to, top, shift = 0) {
  const { tokens } = canvas;
  const across = (year) => x + ((year - from) / (to - from)) * width;
  const up = (value) => y + height - (value / top) * height;
  for (const part of [0, 0.5, 1]) {
    const at = up(top * part);
    canvas.add("path", { d: `M${x} ${at.toFixed(1)}H${x + width}`, stroke: part ? tokens.rule : tokens.quiet, fill: "none" });
    canvas.text(x - 6, at + 4, canvas.say(top * part), { "text-anchor": "end", "font-size": 11, fill: tokens.quiet });
  }
  for (const year of ticks(from, to, width / 44)) canvas.text(Math.min(across(year + 0.5 + shift), x + width - 15), y + height + 15, String(year), { "text-anchor": "middle", "font-size": 11, fill: tokens.quiet });
  return { across, up };
}

/* Panels of the same series on the same scales, one per area. */
function panels(canvas, chart) {
  const { panels: found, form } = chart.draw;
  const { tokens } = canvas;
  if (!found.some((panel) => panel.marks.length)) return canvas.finish(1);
  const long = found.filter((panel) => panel.marks.length > LONG).length > MANY ? DENSE : LONG;
  const short = found.filter((panel) => panel.marks.length <= long).length;
  const many = Math.max(1, Math.min(short, Math.floor(canvas.width / 250), short > 4 ? 3 : 2));
  const gap = 26;
  // One scale for the panels of one kind of period: months beside years would vanish, so they have their own.
  const scales = new Map();
  for (const panel of found) {
    const scale = scales.get(stepOf(panel)) || { from: Infinity, to: -Infinity, top: 0 };
    for (const mark of panel.marks) {
      scale.from = Math.min(scale.from, Math.floor(mark.from));
      scale.to = Math.max(scale.to, Math.ceil(mark.to));
    }
    scale.top = Math.max(scale.top, reach(panel.marks));
    scales.set(stepOf(panel), scale);
  }
  let y = 0;
  for (const row of inRows(found, many, long)) {
    const width = (canvas.width - gap * (row.many - 1)) / row.many;
    const tall = row.many === 1 ? 190 : 120;
    const titles = row.map((panel) => wrapped(panel.title, width, BODY, 3, 600));
    const head = Math.max(...titles.map((lines) => lines.length)) * 17 + 16;
    const strip = row.some((panel) => panel.events) ? 18 : 0;
    row.forEach((panel, place) => {
      const x = place * (width + gap);
      titles[place].forEach((line, at) => canvas.text(x, y + 14 + at * 17, line, { "font-weight": 600 }));
      onePanel(canvas, panel, form, { x, y: y + head, width, tall }, scales.get(stepOf(panel)));
    });
    y += head + tall + 30 + strip;
  }
  return canvas.finish(canvas.key(y + 8));
}

/* A panel with many figures gets a row of its own; the others share rows. */
function inRows(found, many, long) {
  const rows = [];
  for (const panel of found) {
    const alone = panel.marks.length > long;
    const last = rows[rows.length - 1];
    if (!alone && last && last.many === many && !last.alone && last.length < many) last.push(panel);
    else rows.push(Object.assign([panel], { alone, many: alone ? 1 : many }));
  }
  return rows;
}

function stepOf(panel) {
  const spans = panel.marks.map((mark) => mark.to - mark.from);
  return Math.max(...spans, 0) > 0.5 ? "year" : "shorter";
}

function onePanel(canvas, panel, form, { x, y, width, tall }, { from, to, top: most }) {
  const { tokens } = canvas;
  const top = nice(most);
  const margin = widthOf(canvas.say(top), 11) + 10;
  // A fiscal year is named after the year in which it ends: its name stands under its own column.
  const begins = panel.marks.length ? panel.marks[0].from % 1 : 0;
  const shift = stepOf(panel) === "year" && begins > 0.5 ? begins - 1 : 0;
  const { across, up } = plane(canvas, x + margin, y, width - margin, tall, from, to, top, shift);
  const current = panel.marks.filter((mark) => mark.state === "current");
  if (form === "points") {
    let path = "";
    current.forEach((mark, at) => {
      const before = current[at - 1];
      const joined = before && middle(mark) - middle(before) <= GAP_YEARS;
      path += `${joined ? "L" : "M"}${across(middle(mark)).toFixed(1)} ${up(mark.value).toFixed(1)}`;
    });
    canvas.add("path", { d: path || "M0 0", stroke: tokens.accent, "stroke-width": 1.6, fill: "none" });
  }
  for (const mark of panel.marks) {
    if (mark.state === "other") continue;
    if (form === "columns") {
      const [a, b] = [across(mark.from), across(mark.to)];
      const inset = Math.min(4, (b - a) * 0.12);
      const high = up(mark.value);
      canvas.mark(canvas.add("rect", { x: (a + inset).toFixed(1), y: high.toFixed(1), width: Math.max(b - a - 2 * inset, 1.2).toFixed(1), height: Math.max(y + tall - high, 0.8).toFixed(1), "stroke-width": 1.2, ...canvas.paint(mark) }), `${panel.title}. ${mark.text}`);
    } else canvas.mark(point(canvas, across(middle(mark)), up(mark.value), mark), `${panel.title}. ${mark.text}`);
    if (mark.lower !== undefined || mark.upper !== undefined) span(canvas, across(middle(mark)), mark, up);
  }
  for (const mark of panel.marks.filter((each) => each.state === "other")) {
    canvas.forms.add("other");
    canvas.mark(canvas.add("circle", { cx: across(middle(mark)).toFixed(1), cy: up(mark.value).toFixed(1), r: 3.6, fill: tokens.paper, stroke: tokens.ink, "stroke-width": 1.4 }), `${panel.title}. ${mark.text}`);
  }
  labels(canvas, panel.marks.filter((mark) => mark.state !== "other"), across, up, x + margin, x + width, y);
  for (const [at, n] of panel.events || []) {
    if (at < from || at > to) continue;
    canvas.forms.add("events");
    const size = Math.min(6, 2.4 + Math.sqrt(n));
    canvas.add("path", { d: `M${across(at).toFixed(1)} ${y + tall + 27 - size}l${size * 0.8} ${size}l${-size * 0.8} ${size}l${-size * 0.8} ${-size}z`, fill: tokens.quiet, "fill-opacity": 0.75 });
  }
}

function middle(mark) {
  return (mark.from + mark.to) / 2;
}

function point(canvas, x, y, mark) {
  const paint = canvas.paint(mark);
  if (mark.quality === "press") return canvas.add("path", { d: `M${x.toFixed(1)} ${(y - 5).toFixed(1)}l5 5l-5 5l-5 -5z`, "stroke-width": 1.4, ...paint });
  return canvas.add("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: 4, "stroke-width": 1.6, ...paint });
}

/* A range given by the source: from its lower to its upper end; where one is missing, to the figure itself. */
function span(canvas, x, mark, up) {
  const [low, high] = [mark.lower === null ? 0 : mark.lower, mark.upper === null ? mark.value : mark.upper];
  if (low === high) return;
  canvas.forms.add("range");
  const [a, b] = [up(low).toFixed(1), up(high).toFixed(1)];
  const foot = mark.lower === null ? "" : `M${x - 4} ${a}h8`;
  canvas.add("path", { d: `M${x - 4} ${b}h8M${x.toFixed(1)} ${b}V${a}${foot}`, stroke: canvas.tokens.ink, "stroke-width": 1.2, fill: "none" });
}

/* Write the figures at the marks: the last and the largest always, others where there is room between them. */
function labels(canvas, marks, across, up, left, right, top) {
  const ranked = marks.map((mark, at) => ({ mark, at })).sort((a, b) => rank(b, marks) - rank(a, marks));
  const taken = [];
  const place = (mark, text) => {
    const half = widthOf(text, 11, 600) / 2 + 3;
    const x = Math.min(Math.max(across(middle(mark)), left + half), right - half);
    const y = Math.max(up(Math.max(mark.value, mark.upper || 0)) - 7, top - 2);
    if (taken.some(([p, q, size]) => Math.abs(p - x) < size + half && Math.abs(q - y) < 13)) return false;
    taken.push([x, y, half]);
    canvas.text(x, y, text, { "text-anchor": "middle", "font-size": 11, "font-weight": 600, fill: canvas.tokens.ink, stroke: canvas.tokens.paper, "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" });
    return true;
  };
  for (const { mark } of ranked.slice(0, marks.length > DENSE ? 2 : marks.length)) {
    const text = canvas.say(mark.value);
    if (mark.state !== "partial" || !place(mark, canvas.words.part_mark.replace("{value}", text))) place(mark, text);
  }
}

function rank({ mark, at }, marks) {
  return (at === marks.length - 1 ? 2 : 0) + (mark.value === reach(marks) ? 1 : 0) + (mark.state === "partial" ? 0.5 : 0) + at / 1000;
}

/* Several series on one axis: told apart by dashes and by the number at their end, named below. */
function lines(canvas, chart) {
  const { lines: found } = chart.draw;
  const { tokens, width } = canvas;
  const all = found.flatMap((line) => line.marks);
  if (!all.length) return canvas.finish(1);
  const from = Math.floor(Math.min(...all.map((mark) => mark.from)));
  const to = Math.ceil(Math.max(...all.map((mark) => mark.to)));
  const top = nice(reach(all));
  const margin = widthOf(canvas.say(top), 11) + 10;
  const { across, up } = plane(canvas, margin, 14, width - margin - 26, 240, from, to, top);
  const colours = ["accent", "coercion", "exploitation", "trade", "movement", "ink"];
  const dashes = ["none", "7 3", "2 3", "9 3 2 3", "none", "4 2"];
  found.forEach((line, place) => {
    const colour = tokens[colours[place % colours.length]];
    let path = "";
    line.marks.forEach((mark, at) => {
      const joined = at && middle(mark) - middle(line.marks[at - 1]) <= GAP_YEARS;
      path += `${joined ? "L" : "M"}${across(middle(mark)).toFixed(1)} ${up(mark.value).toFixed(1)}`;
    });
    canvas.add("path", { d: path, stroke: colour, "stroke-width": 1.8, "stroke-dasharray": dashes[place % dashes.length], fill: "none" });
    for (const mark of line.marks) canvas.mark(canvas.add("circle", { cx: across(middle(mark)).toFixed(1), cy: up(mark.value).toFixed(1), r: 3, fill: mark.quality === "official" ? colour : tokens.paper, stroke: colour, "stroke-width": 1.5 }), `${line.title}. ${mark.text}`);
    const end = line.marks[line.marks.length - 1];
    canvas.text(across(middle(end)) + 8, up(end.value) + 4, String(place + 1), { "font-size": SMALL, "font-weight": 600, fill: colour });
  });
  let y = 14 + 240 + 40;
  found.forEach((line, place) => {
    canvas.add("path", { d: `M0 ${y - 4}h26`, stroke: tokens[colours[place % colours.length]], "stroke-width": 1.8, "stroke-dasharray": dashes[place % dashes.length] });
    for (const [at, text] of wrapped(`${place + 1}  ${line.title}`, width - 36, SMALL).entries()) {
      canvas.text(34, y, text, { "font-size": SMALL, "font-weight": at ? 400 : 500 });
      y += 17;
    }
  });
  return canvas.finish(y);
}

const KINDS = { bars, stacked, years, matrix, panels, lines };

/* Draw a chart at a width. `style` holds the tokens of the theme, the language and the words. Null for one that is only a table. */
export function draw(chart, width, style) {
  const kind = Object.hasOwn(KINDS, chart.draw.kind) ? KINDS[chart.draw.kind] : null;
  if (!kind || !chart.rows) return null;
  return kind(new Canvas(Math.max(240, Math.floor(width)), style), chart);
}

/* The chart as a picture of its own: title, sentence, drawing, notes, and below what it was made of, when and for which filters. */
export function picture(chart, style, stamp, face) {
  const [wide, edge] = [920, 28];
  const drawing = draw(chart, wide, style);
  const whole = node("svg", { xmlns: SPACE, "font-family": FONT, "font-size": BODY, fill: style.tokens.ink });
  if (face) whole.appendChild(node("style", {}, face));
  const back = whole.appendChild(node("rect", { fill: style.tokens.paper }));
  const across = Math.max(wide, drawing ? Number(drawing.svg.getAttribute("width")) : 0);
  let y = edge + 14;
  const write = (text, size, weight, fill) => {
    for (const line of wrapped(text, across, size, 99, weight)) {
      whole.appendChild(node("text", { x: edge, y, "font-size": size, "font-weight": weight, fill }, line));
      y += size * 1.45;
    }
  };
  write(chart.title, 20, 600, style.tokens.ink);
  if (chart.unit) write(chart.unit, 13, 400, style.tokens.quiet);
  write(chart.sentence, 14, 400, style.tokens.ink);
  y += 4;
  if (drawing) {
    drawing.svg.setAttribute("x", edge);
    drawing.svg.setAttribute("y", y);
    whole.appendChild(drawing.svg);
    y += drawing.height + 26;
  }
  for (const note of chart.notes || []) write(note, 12, 400, style.tokens.quiet);
  y += 6;
  write(chart.source, 12, 400, style.tokens.ink);
  for (const line of stamp) write(line, 12, 400, style.tokens.quiet);
  return slide(whole, back, across + 2 * edge, Math.ceil(y + edge - 10));
}
