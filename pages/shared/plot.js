/* Charts as Vega-Lite: bars, years, a matrix; series.js has those over time. A chart is plain values and becomes a specification; what
   Vega draws is an SVG that can be taken away as it is. Every mark says what it is; a keyboard goes through them in that order. */
import { slide } from "./files.js";
import { BODY, NUMBER, SMALL, label, numbers, readable, shade, widthOf, wrapped } from "./lettering.js";
import { lines, panels } from "./series.js";
import { FONT, draw as drawn } from "./vega.js";

const SPACE = "http://www.w3.org/2000/svg";
const NARROW = 520; // a narrower chart writes the names of its bars above them

function node(name, attributes, text) {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
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
