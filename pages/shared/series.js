/* Figures of series over time as Vega-Lite: panels side by side, one per area, and lines of several series on one axis. How a figure is
   painted says who gave it. */
import { BODY, NUMBER, SMALL, numbers, shade, widthOf, wrapped } from "./lettering.js";
import { hatch } from "./vega.js";

const LONG = 9; // figures; a panel with more gets the whole width, unless there are many such
const MANY = 3;
const DENSE = 24; // figures of one panel; of more only the last and the largest are written
const GAP_YEARS = 1.1; // points further apart are not joined: nobody knows what lies between
const MARGIN = 14; // right of a time axis: half a year's name

function nice(most) {
  if (!(most > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((step) => step * power >= most) * power;
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
export function panels(chart, width, style) {
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
export function lines(chart, width, { tokens, language }) {
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
