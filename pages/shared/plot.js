/* Charts as Vega-Lite: bars, years, a matrix, panels side by side, lines. A chart is plain values and becomes a specification; what
   Vega draws is an SVG that can be taken away as it is. Every mark says what it is; a keyboard goes through them in that order. */
import { slide } from "./files.js";
import { FONT, draw as drawn, hatch } from "./vega.js";

const SPACE = "http://www.w3.org/2000/svg";
const SMALL = 12;
const BODY = 13;
const NARROW = 520; // a narrower chart writes the names of its bars above them
const LONG = 9; // figures; a panel with more gets the whole width, unless there are many such
const MANY = 3;
const DENSE = 24; // figures of one panel; of more only the last and the largest are written
const GAP_YEARS = 1.1; // points further apart are not joined: nobody knows what lies between
const NUMBER = ",.1~f";
const MARGIN = 14; // right of a time axis: half a year's name
let ruler = null;
const widths = new Map();
const MOST_WIDTHS = 5000;

function node(name, attributes, text) {
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

function label(cell) {
  return typeof cell === "object" && cell ? cell.text : String(cell);
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

function middle(mark) {
  return (mark.from + mark.to) / 2;
}

function rank({ mark, at }, marks) {
  return (at === marks.length - 1 ? 2 : 0) + (mark.value === reach(marks) ? 1 : 0) + (mark.state === "partial" ? 0.5 : 0) + at / 1000;
}


/* The names of rows: beside their bars, or above them where there is no room. */
function named(rows, width) {
  const narrow = width < NARROW;
  const left = narrow ? 0 : Math.ceil(Math.min(Math.max(...rows.map((row) => widthOf(label(row[0]), BODY)), 60) + 14, width * 0.42));
  const names = rows.map((row) => wrapped(label(row[0]), narrow ? width : left - 12, BODY, 2));
  const lines = Math.max(1, ...names.map((name) => name.length));
  return { narrow, left, names, lines };
}

/* The scale of the rows: bars of the same height, each with the room that the longest name takes. */
function rowsOf({ narrow, left, lines }, tokens, tall) {
  const step = narrow ? 16 * lines + tall + 12 : Math.max(tall + 9, 16 * lines + 7);
  const axis = { labelExpr: "names[datum.value]", labelAlign: "left", labelPadding: left, labelColor: tokens.ink, labelFontSize: BODY, labelLineHeight: 16, minExtent: left, maxExtent: left, title: null, ticks: false, domain: false };
  return { step, lift: narrow ? 8 * lines : 0, y: { field: "row", type: "ordinal", axis: narrow ? null : axis } };
}

/* The names above the bars. */
function above({ lines }, step) {
  return { transform: [{ filter: "datum.name" }], mark: { type: "text", align: "left", baseline: "top", fontSize: BODY, lineHeight: 16, yOffset: 2 - step / 2 }, encoding: { x: { value: 0 }, text: { field: "name" } } };
}

/* Say how many rows are in the table only. */
function rest(chart, shown, { words, language, tokens }) {
  const left = chart.rows.length - shown;
  if (left <= 0) return {};
  return { title: { text: words.more.replace("{n}", numbers(language)(left)), orient: "bottom", anchor: "start", frame: "bounds", fontSize: SMALL, fontWeight: "normal", color: tokens.quiet, offset: 8, aria: false } };
}

/* Horizontal bars from zero, one column of them per value, each column on its own scale. */
function bars(chart, width, style) {
  const { tokens, language } = style;
  const { values, most } = chart.draw;
  const rows = chart.rows.slice(0, most);
  const names = named(rows, width);
  const { step, lift, y } = rowsOf(names, tokens, 14);
  const say = numbers(language);
  const gap = 16;
  const span = Math.floor((width - names.left - gap * (values.length - 1)) / values.length);
  const tops = values.map((at) => Math.max(1, ...chart.rows.map((row) => row[at])));
  const room = Math.max(...tops.map((top) => widthOf(say(top), SMALL))) + 16;
  const data = values.flatMap((at, place) => rows.map((row, down) => ({
    row: down, column: place, n: row[at], part: row[at] / tops[place], name: names.narrow && !place ? names.names[down] : null, said: `${label(row[0])}: ${say(row[at])} (${chart.head[at]})`,
  })));
  const x = { field: "part", type: "quantitative", axis: null, scale: { domain: [0, span / Math.max(span - room, 1)], nice: false } };
  const colour = { condition: { test: "datum.n === 0", value: tokens.quiet }, value: tokens.ink };
  const unit = {
    width: span, height: { step },
    encoding: { y },
    layer: [
      { mark: { type: "bar", height: 14, yOffset: lift }, encoding: { x, description: { field: "said" } } },
      { mark: { type: "text", align: "left", dx: 6, yOffset: lift }, encoding: { x, text: { field: "n", type: "quantitative", format: NUMBER }, color: colour } },
      ...(names.narrow ? [above(names, step)] : []),
    ],
  };
  const whole = { data: { values: data }, params: [{ name: "names", value: names.names }, { name: "columns", value: values.map((at) => wrapped(chart.head[at], span, SMALL, 3, 600)) }], ...rest(chart, rows.length, style) };
  if (values.length === 1) return { spec: { ...whole, ...unit } };
  const column = { field: "column", header: { labelExpr: "columns[datum.value]", labelAnchor: "start", labelAlign: "left" } };
  return { spec: { ...whole, facet: { column }, spacing: gap, bounds: "flush", spec: unit } };
}

/* Horizontal bars from zero, each parted: full, half and empty, with one edge for all, so that no part rests on its colour. */
function stacked(chart, width, style) {
  const { tokens, language } = style;
  const { values, most } = chart.draw;
  const rows = chart.rows.slice(0, most);
  const names = named(rows, width);
  const { step, lift, y } = rowsOf(names, tokens, 16);
  const say = numbers(language);
  const total = (row) => values.reduce((sum, at) => sum + row[at], 0);
  const top = Math.max(1, ...chart.rows.map(total));
  const span = width - names.left;
  const drawn = span - widthOf(say(top), SMALL) - 12; // pixels of the longest bar
  const fills = values.map((at, place) => (place === values.length - 1 ? tokens.paper : shade(tokens.paper, tokens.accent, 1 - place / (values.length - 1))));
  const data = rows.flatMap((row, down) => {
    let from = 0;
    return values.map((at, place) => {
      const start = from;
      from += row[at];
      return {
        row: down, n: row[at], start, end: from, middle: start + row[at] / 2, part: chart.head[at], total: place === values.length - 1 ? from : null, name: names.narrow && !place ? names.names[down] : null,
        ink: readable(fills[place], tokens), fits: (row[at] / top) * drawn > widthOf(say(row[at]), 11) + 8, said: `${label(row[0])}, ${chart.head[at]}: ${say(row[at])}`,
      };
    });
  });
  const scale = { domain: [0, (top * span) / Math.max(drawn, 1)], nice: false };
  const at = (field) => ({ field, type: "quantitative", axis: null, scale });
  const fill = { field: "part", type: "nominal", scale: { domain: values.map((each) => chart.head[each]), range: fills }, legend: { orient: "top", direction: width < NARROW ? "vertical" : "horizontal", symbolType: "square", symbolSize: 150, symbolStrokeWidth: 1 } };
  const number = { field: "n", type: "quantitative", format: NUMBER };
  return {
    spec: {
      data: { values: data }, params: [{ name: "names", value: names.names }], width: span, height: { step }, ...rest(chart, rows.length, style),
      encoding: { y },
      layer: [
        { transform: [{ filter: "datum.n > 0" }], mark: { type: "bar", height: 16, yOffset: lift, stroke: tokens.accent, strokeWidth: 1 }, encoding: { x: at("start"), x2: { field: "end" }, fill, description: { field: "said" } } },
        { transform: [{ filter: "datum.fits" }], mark: { type: "text", fontSize: 11, yOffset: lift }, encoding: { x: at("middle"), text: number, color: { field: "ink", type: "nominal", scale: null } } },
        { transform: [{ filter: "datum.total !== null" }], mark: { type: "text", align: "left", dx: 6, yOffset: lift }, encoding: { x: at("total"), text: { ...number, field: "total" } } },
        ...(names.narrow ? [above(names, step)] : []),
      ],
    },
  };
}

/* One column per year from zero; a year without a record has its place. */
function years(chart, width, { tokens, language }) {
  const at = chart.draw.value;
  const say = numbers(language);
  const every = Math.max(1, Math.ceil((38 * chart.rows.length) / width));
  const last = chart.rows.length - 1;
  const data = chart.rows.map((row, place) => ({ place, n: row[at], said: `${label(row[0])}: ${say(row[at])} (${chart.head[at]})` }));
  const y = { field: "n", type: "quantitative", axis: null, scale: { domain: [0, Math.max(1, ...chart.rows.map((row) => row[at]))], nice: false } };
  const written = data.filter(({ place }) => (last - place) % every === 0).map(({ place }) => place);
  return {
    spec: {
      data: { values: data }, params: [{ name: "names", value: chart.rows.map((row) => label(row[0])) }], width, height: 150, autosize: { type: "fit-x", contains: "padding" },
      encoding: { x: { field: "place", type: "ordinal", scale: { paddingInner: 0.28, paddingOuter: 0.14 }, axis: { values: written, labelExpr: "names[datum.value]", labelAngle: 0, labelFontSize: SMALL, labelPadding: 6, title: null, ticks: false } } },
      layer: [
        { mark: "bar", encoding: { y, description: { field: "said" } } },
        { mark: { type: "text", dy: -8 }, encoding: { y, text: { field: "n", type: "quantitative", format: NUMBER }, color: { condition: { test: "datum.n === 0", value: tokens.quiet }, value: tokens.ink } } },
      ],
    },
  };
}

/* Rows against columns; a field without a number is one that nobody reported. */
function matrix(chart, width, { tokens, language }) {
  const say = numbers(language);
  const columns = chart.head.slice(1);
  const left = Math.ceil(Math.max(60, ...chart.rows.map((row) => widthOf(label(row[0]), BODY))) + 12);
  const over = columns.length ? widthOf(columns[columns.length - 1], SMALL) * 0.66 + 6 : 0;
  const cell = Math.floor(Math.max(30, Math.min(64, (width - left - over) / Math.max(columns.length - 0.5, 1))));
  const most = Math.max(1, ...chart.rows.flatMap((row) => row.slice(1)));
  const fillOf = (n) => (n ? shade(tokens.paper, tokens.accent, 0.18 + 0.82 * (n / most)) : tokens.panel);
  const data = chart.rows.flatMap((row, down) => row.slice(1).map((n, across) => ({ down, across, n, ink: readable(fillOf(n), tokens), said: `${label(row[0])}, ${columns[across]}: ${say(n)}` })));
  const heads = { title: null, ticks: false, domain: false };
  const unit = { transform: [{ filter: "datum.n > 0" }] };
  const box = { type: "rect", width: cell - 2, height: 25 };
  return {
    spec: {
      data: { values: data }, params: [{ name: "names", value: chart.rows.map((row) => label(row[0])) }, { name: "columns", value: columns }], width: { step: cell }, height: { step: 27 },
      encoding: {
        x: { field: "across", type: "ordinal", scale: { paddingInner: 0, paddingOuter: 0 }, axis: { ...heads, orient: "top", labelExpr: "columns[datum.value]", labelAngle: -50, labelAlign: "left", labelFontSize: SMALL, labelPadding: 6 } },
        y: { field: "down", type: "ordinal", scale: { paddingInner: 0, paddingOuter: 0 }, axis: { ...heads, labelExpr: "names[datum.value]", labelAlign: "left", labelPadding: left, minExtent: left, maxExtent: left, labelColor: tokens.ink, labelFontSize: BODY } },
      },
      layer: [
        { transform: [{ filter: "datum.n === 0" }], mark: { ...box, aria: false, fill: tokens.panel } },
        { ...unit, mark: box, encoding: { fill: { field: "n", type: "quantitative", scale: { domain: [0, most], range: [shade(tokens.paper, tokens.accent, 0.18), tokens.accent], interpolate: "rgb" }, legend: null }, description: { field: "said" } } },
        { ...unit, mark: { type: "text", fontWeight: 600 }, encoding: { text: { field: "n", type: "quantitative", format: NUMBER }, color: { field: "ink", type: "nominal", scale: null } } },
      ],
    },
  };
}

/* How a figure is painted says who gave it: full = official, pale = an estimate, pale and dotted = the press; hatched = part. */
class Paint {
  constructor({ tokens, words }, points) {
    this.points = points; // then the press has a shape of its own instead of dots
    this.tokens = tokens;
    this.words = words;
    this.pale = shade(tokens.paper, tokens.accent, 0.25);
    this.hatch = hatch(tokens.accent, tokens.paper);
    this.forms = new Set();
  }

  fill(mark) {
    this.forms.add(mark.state === "partial" ? "partial" : mark.quality);
    if (mark.state === "partial") return this.hatch.fill;
    return mark.quality === "official" ? this.tokens.accent : this.pale;
  }

  /* Say what the forms that occur mean, and nothing of those that do not. */
  key(width, left) {
    const { tokens } = this;
    const shape = this.points ? "circle" : "square";
    const forms = {
      official: { shape, fill: tokens.accent },
      estimate: { shape, fill: this.pale },
      press: { shape: this.points ? "diamond" : shape, fill: this.pale, dash: !this.points },
      partial: { shape, fill: this.hatch.fill },
      other: { shape: "circle", fill: tokens.paper, stroke: tokens.ink },
      range: { shape: "M-.5-1h1M0-1v2M-.5 1h1", fill: "none", stroke: tokens.ink },
      events: { shape: "diamond", fill: tokens.quiet, stroke: tokens.quiet },
    };
    const found = [];
    let [x, y] = [left, 0];
    for (const [name, form] of Object.entries(forms)) {
      if (!this.forms.has(name)) continue;
      const text = this.words[`form_${name}`];
      const length = widthOf(text, SMALL) + 40;
      if (x > left && x + length > width + left) [x, y] = [left, y + 20];
      found.push({ x: x + 7, y: y + 10, stroke: tokens.accent, ...form, text });
      x += length;
    }
    return found.length ? legend(found, width + left, y + 20, tokens) : null;
  }
}

/* Samples and words at places of their own, in pixels. */
function legend(found, width, height, tokens) {
  const place = (field, most) => ({ field, type: "quantitative", axis: null, scale: { domain: [0, most], nice: false, zero: false } });
  const raw = (field) => ({ field, type: "nominal", scale: null });
  return {
    width, height, data: { values: found },
    encoding: { x: place("x", width), y: { ...place("y", height), scale: { domain: [0, height], reverse: true, nice: false } } },
    layer: [
      { mark: { type: "point", aria: false, size: 120, strokeWidth: 1.3 }, encoding: { shape: raw("shape"), fill: raw("fill"), stroke: raw("stroke"), strokeDash: dotted("dash") } },
      { mark: { type: "text", align: "left", dx: 13, fontSize: SMALL, color: tokens.quiet }, encoding: { text: { field: "text" } } },
    ],
  };
}

const dotted = (field) => ({ condition: { test: `datum.${field}`, value: [1.5, 2] }, value: [1, 0] });

/* The axes of time and of a number from zero. `shift`: years by which a name stands beside the middle of its column. */
function plane(width, height, from, to, top, margin, language, shift = 0) {
  const written = ticks(from, to, width / 44).map((year) => year + 0.5 + shift);
  return {
    x: (field) => ({ field, type: "quantitative", scale: { domain: [from, to], nice: false, zero: false }, axis: { values: written, labelExpr: "format(floor(datum.value), 'd')", labelFlush: false, labelOverlap: false, grid: false, ticks: false, labelPadding: 5, title: null } }),
    y: (field) => ({ field, type: "quantitative", scale: { domain: [0, top], nice: false }, axis: { values: [0, top / 2, top], format: NUMBER, ticks: false, domain: false, labelPadding: 6, minExtent: margin, maxExtent: margin, title: null } }),
    across: (year) => ((year - from) / (to - from)) * width,
    up: (value) => height - (value / top) * height,
    perYear: width / (to - from),
  };
}

/* Panels of the same series on the same scales, one per area. */
function panels(chart, width, style) {
  const { panels: found, form } = chart.draw;
  if (!found.some((panel) => panel.marks.length)) return null;
  const long = found.filter((panel) => panel.marks.length > LONG).length > MANY ? DENSE : LONG;
  const short = found.filter((panel) => panel.marks.length <= long).length;
  const many = Math.max(1, Math.min(short, Math.floor(width / 250), short > 4 ? 3 : 2));
  const gap = 26;
  const paint = new Paint(style, form === "points");
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
  const margin = Math.ceil(Math.max(...[...scales.values()].map(({ top }) => widthOf(numbers(style.language)(nice(top)), 11)))) + 10;
  const rows = inRows(found, many, long).map((row) => {
    const wide = Math.floor((width - gap * (row.many - 1)) / row.many);
    const tall = row.many === 1 ? 190 : 120;
    return { spacing: gap, hconcat: row.map((panel) => onePanel(panel, form, { width: wide, tall, margin }, scales.get(stepOf(panel)), style, paint)) };
  });
  const key = paint.key(width, -margin); // plots begin behind their axis, the key below its names
  return { spec: { spacing: 22, vconcat: key ? [...rows, key] : rows }, hatches: [paint.hatch] };
}

function onePanel(panel, form, { width, tall, margin }, { from, to, top: most }, style, paint) {
  const { tokens, language } = style;
  const top = nice(most);
  // A fiscal year is named after the year in which it ends: its name stands under its own column.
  const begins = panel.marks.length ? panel.marks[0].from % 1 : 0;
  const shift = stepOf(panel) === "year" && begins > 0.5 ? begins - 1 : 0;
  const inner = width - margin - MARGIN;
  const { x, y, across, up, perYear } = plane(inner, tall, from, to, top, margin, language, shift);
  const row = (mark) => {
    const inset = Math.min(4 / perYear, (mark.to - mark.from) * 0.12);
    return { from: mark.from + inset, to: Math.max(mark.to - inset, mark.from + inset + 1.2 / perYear), middle: middle(mark), value: mark.value, press: mark.quality === "press", said: `${panel.title}. ${mark.text}` };
  };
  const main = panel.marks.filter((mark) => mark.state !== "other").map((mark) => ({ ...row(mark), fill: paint.fill(mark) }));
  const others = panel.marks.filter((mark) => mark.state === "other").map(row);
  if (others.length) paint.forms.add("other");
  let segment = 0;
  const current = panel.marks.filter((mark) => mark.state === "current");
  const joined = current.map((mark, at) => {
    if (at && middle(mark) - middle(current[at - 1]) > GAP_YEARS) segment += 1;
    return { middle: middle(mark), value: mark.value, segment };
  });
  const ranges = panel.marks.map((mark) => rangeOf(mark)).filter(Boolean);
  if (ranges.length) paint.forms.add("range");
  const ends = ranges.flatMap(({ at, ends: values }) => values.map((value) => ({ at, value })));
  const events = (panel.events || []).filter(([at]) => at >= from && at <= to).map(([at, n]) => ({ at, size: 2 * Math.min(6, 2.4 + Math.sqrt(n)) ** 2 }));
  if (events.length) paint.forms.add("events");
  const fill = { field: "fill", type: "nominal", scale: null };
  const description = { field: "said" };
  const figure =
    form === "columns"
      ? { mark: { type: "bar", binSpacing: 0, stroke: tokens.accent, strokeWidth: 1.2 }, encoding: { x: { ...x("from"), bin: "binned" }, x2: { field: "to" }, y: { ...y("value"), stack: null }, fill, strokeDash: dotted("press"), description } }
      : { mark: { type: "point", stroke: tokens.accent, strokeWidth: 1.5, size: 55 }, encoding: { x: x("middle"), y: y("value"), fill, shape: { condition: { test: "datum.press", value: "diamond" }, value: "circle" }, description } };
  const words = labels(panel.marks.filter((mark) => mark.state !== "other"), across, up, inner, style);
  const text = { type: "text", fontSize: 11, fontWeight: 600, baseline: "alphabetic" };
  const at = { x: { field: "x", type: "quantitative", scale: null }, y: { field: "y", type: "quantitative", scale: null }, text: { field: "text" } };
  const layers = [
    ...(form === "points" ? [{ data: { values: joined }, mark: { type: "line", aria: false, strokeWidth: 1.6 }, encoding: { x: x("middle"), y: y("value"), detail: { field: "segment" } } }] : []),
    { data: { values: main }, ...figure },
    ...(ranges.length
      ? [
          { data: { values: ranges }, mark: { type: "rule", color: tokens.ink, strokeWidth: 1.2 }, encoding: { x: x("at"), y: y("low"), y2: { field: "high" } } },
          { data: { values: ends }, mark: { type: "point", aria: false, shape: "M-1 0h2", size: 64, stroke: tokens.ink, strokeWidth: 1.2 }, encoding: { x: x("at"), y: y("value") } },
        ]
      : []),
    ...(others.length ? [{ data: { values: others }, mark: { type: "point", size: 42, fill: tokens.paper, stroke: tokens.ink, strokeWidth: 1.4 }, encoding: { x: x("middle"), y: y("value"), description } }] : []),
    ...(events.length ? [{ data: { values: events }, mark: { type: "point", aria: false, shape: "diamond", fill: tokens.quiet, fillOpacity: 0.75, strokeWidth: 0 }, encoding: { x: x("at"), y: { value: tall + 27 }, size: { field: "size", type: "quantitative", scale: null } } }] : []),
    { data: { values: words }, mark: { ...text, stroke: tokens.paper, strokeWidth: 3, strokeJoin: "round" }, encoding: at },
    { data: { values: words }, mark: text, encoding: at },
  ];
  const title = { text: wrapped(panel.title, width, BODY, 3, 600), anchor: "start", frame: "group", dx: -margin, fontSize: BODY, fontWeight: 600, lineHeight: 17, color: tokens.ink, offset: 20, aria: false };
  return { width: inner, height: tall, title, layer: layers };
}

/* A range given by the source: from its lower to its upper end; where one is missing, to the figure itself. */
function rangeOf(mark) {
  if (mark.lower === undefined && mark.upper === undefined) return null;
  const [low, high] = [mark.lower === null ? 0 : mark.lower, mark.upper === null ? mark.value : mark.upper];
  return low === high ? null : { at: middle(mark), low, high, ends: mark.lower === null ? [high] : [low, high] };
}

/* Write the figures at the marks: the last and the largest always, others where there is room between them. */
function labels(marks, across, up, width, { words, language }) {
  const say = numbers(language);
  const ranked = marks.map((mark, at) => ({ mark, at })).sort((a, b) => rank(b, marks) - rank(a, marks));
  const taken = [];
  const place = (mark, text) => {
    const half = widthOf(text, 11, 600) / 2 + 3;
    const x = Math.min(Math.max(across(middle(mark)), half), width - half);
    const y = up(Math.max(mark.value, mark.upper || 0)) - 7;
    if (taken.some((other) => Math.abs(other.x - x) < other.half + half && Math.abs(other.y - y) < 13)) return false;
    taken.push({ x, y, half, text });
    return true;
  };
  for (const { mark } of ranked.slice(0, marks.length > DENSE ? 2 : marks.length)) {
    const text = say(mark.value);
    if (mark.state !== "partial" || !place(mark, words.part_mark.replace("{value}", text))) place(mark, text);
  }
  return taken;
}

/* Several series on one axis: told apart by dashes and by the number at their end, named below. */
function lines(chart, width, { tokens, language }) {
  const { lines: found } = chart.draw;
  const all = found.flatMap((line) => line.marks);
  if (!all.length) return null;
  const say = numbers(language);
  const from = Math.floor(Math.min(...all.map((mark) => mark.from)));
  const to = Math.ceil(Math.max(...all.map((mark) => mark.to)));
  const top = nice(reach(all));
  const margin = Math.ceil(widthOf(say(top), 11) + 10);
  const inner = width - margin - 26;
  const { x, y } = plane(inner, 240, from, to, top, margin, language);
  const colours = ["accent", "coercion", "exploitation", "trade", "movement", "ink"].map((name) => tokens[name]);
  const dashes = [[1, 0], [7, 3], [2, 3], [9, 3, 2, 3], [1, 0], [4, 2]];
  const told = { domain: found.map((_line, place) => place) };
  const colour = { field: "line", type: "nominal", scale: { ...told, range: found.map((_line, place) => colours[place % colours.length]) }, legend: null };
  const dash = { field: "line", type: "nominal", scale: { ...told, range: found.map((_line, place) => dashes[place % dashes.length]) }, legend: null };
  const rows = found.flatMap((line, place) => {
    let segment = 0;
    return line.marks.map((mark, at) => {
      if (at && middle(mark) - middle(line.marks[at - 1]) > GAP_YEARS) segment += 1;
      return { line: place, middle: middle(mark), value: mark.value, segment: `${place} ${segment}`, official: mark.quality === "official", end: at === line.marks.length - 1 ? String(place + 1) : null, said: `${line.title}. ${mark.text}` };
    });
  });
  const encoding = { x: x("middle"), y: y("value") };
  const point = { type: "point", size: 32, strokeWidth: 1.5 };
  const drawing = {
    width: inner, height: 240, data: { values: rows }, encoding,
    layer: [
      { mark: { type: "line", aria: false, strokeWidth: 1.8 }, encoding: { color: colour, strokeDash: dash, detail: { field: "segment" } } },
      { mark: { ...point, fill: tokens.paper, aria: false }, encoding: { stroke: colour } },
      { mark: { ...point, fillOpacity: 1 }, encoding: { stroke: colour, fill: colour, fillOpacity: { condition: { test: "datum.official", value: 1 }, value: 0 }, description: { field: "said" } } },
      { transform: [{ filter: "datum.end" }], mark: { type: "text", align: "left", dx: 8, fontWeight: 600 }, encoding: { text: { field: "end" }, color: colour } },
    ],
  };
  let down = 0;
  const names = found.map((line, place) => {
    // The key begins below the names of the axis.
    const text = wrapped(`${place + 1}  ${line.title}`, width - 36, SMALL);
    const made = { line: place, from: -margin, to: 26 - margin, words: 34 - margin, y: down + 9, text };
    down += 17 * text.length;
    return made;
  });
  const at = (field) => ({ field, type: "quantitative", axis: null, scale: { domain: [0, inner], nice: false, zero: false } });
  const key = {
    width: inner, height: down, data: { values: names },
    encoding: { y: { field: "y", type: "quantitative", axis: null, scale: { domain: [0, down], reverse: true, nice: false } } },
    layer: [
      { mark: { type: "rule", strokeWidth: 1.8 }, encoding: { x: at("from"), x2: { field: "to" }, color: colour, strokeDash: dash } },
      { mark: { type: "text", align: "left", fontSize: SMALL, lineHeight: 17 }, encoding: { x: at("words"), text: { field: "text" } } },
    ],
  };
  return { spec: { spacing: 16, vconcat: [drawing, key], resolve: { scale: { color: "shared" } } } };
}

const EDGE = 2; // lines of frames and axes lie half outside
const KINDS = { bars, stacked, years, matrix, panels, lines };

/* Draw a chart at a width. `style` holds the tokens of the theme, the language and the words. Null for one that is only a table, or has
   nothing to draw. */
export async function draw(chart, width, style) {
  const kind = Object.hasOwn(KINDS, chart.draw.kind) ? KINDS[chart.draw.kind] : null;
  if (!kind || !chart.rows || !chart.rows.length) return null;
  const made = kind(chart, Math.max(240, Math.floor(width)) - EDGE, style);
  return made && drawn(made.spec, style, made.hatches);
}

/* The chart as a picture of its own: title, sentence, drawing, notes, and below what it was made of, when and for which filters. */
export async function picture(chart, style, stamp, face) {
  const [wide, edge] = [920, 28];
  const drawing = await draw(chart, wide, style);
  const whole = node("svg", { xmlns: SPACE, "font-family": FONT, "font-size": BODY, fill: style.tokens.ink });
  if (face) whole.appendChild(node("style", {}, face));
  const back = whole.appendChild(node("rect", { fill: style.tokens.paper }));
  const across = Math.max(wide, drawing ? drawing.width : 0);
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
