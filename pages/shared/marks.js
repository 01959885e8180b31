/* The forms of the timeline in Vega-Lite: what kind of statement it is by shape and filling, how sure by size. A date that is known
   to the day is a small shape; any other is a bar as wide as what is known. */
import { draw, hatch } from "./vega.js";

const SIZES = [7, 9, 11]; // by grade, px
const LEG_PX = 2.4; // width of a leg's line, to be multiplied by its form
const TRIANGLE = "M-1,1L0,-1L1,1Z";
const BARE = [1, 0]; // a line without gaps
export const PALE = 0.32; // outside of the period
export const LEGS = "legs";

/* A mark before it is drawn: from x1 to x2 in pixels; `from` and `to` are what it covers. */
export function placed(bar, x1, x2) {
  if (!exact(bar)) return { bar, x1, x2, from: x1, to: Math.max(x2, x1 + 3) };
  const [middle, half] = [(x1 + x2) / 2, SIZES[bar.grade] / 2 + 1];
  return { bar, x1, x2, from: middle - half, to: middle + half };
}

/* Whether a date is known to the day: then it is a shape, not a bar. */
const exact = (bar) => bar.form !== LEGS && bar.start === bar.end;

/* A field as it stands: pixels, colours, words. */
export const raw = (field, type = "nominal") => ({ field, type, scale: null });
export const pixels = (field) => raw(field, "quantitative");

/* Days from left to right, on an axis or on none. */
export const days = ([first, last], axis = null) => (field) => ({ field, type: "quantitative", axis, scale: { domain: [first, last + 1], nice: false, zero: false } });

/* A layer of a drawing, from its rows. */
export const layerOf = (values, mark, encoding, name) => ({ name, data: { values }, mark: { aria: false, ...mark }, encoding });

/* A layer of marks: rows with `at`, the place of their mark among all, and `out`, whether it is stepped back. */
export const seen = (name, rows, mark, encoding) => layerOf(rows, mark, { ...encoding, opacity: { condition: { test: "datum.out", value: PALE }, value: 1 } }, name);

/* A drawing of exactly this size, with room left and right of its axis of time. */
export const sized = (width, height, gutter, foot, layer) => ({ width: width - gutter - EDGE, height, padding: { left: gutter, right: EDGE, top: 0, bottom: foot }, autosize: { type: "none" }, layer });
export const EDGE = 10;

/* The layers of records. `items`: each with its place (x1, x2, from, to, y in pixels; `out`: stepped back). `day`: pixel -> day on the
   axis `x`. The first layer holds the marks themselves, as what can be pointed at; the others what is seen. */
export function forms(items, day, x, { ink, quiet, paper, forms: lines }, hatching) {
  const plain = { fill: paper, stroke: ink, dash: BARE };
  const looks = {
    official_act: { shape: "square", fill: ink, stroke: "transparent", dash: BARE, width: 0, solid: 0.62 },
    reported: { ...plain, shape: "circle", width: 2 },
    claimed: { ...plain, shape: TRIANGLE, width: 1.4 },
  };
  const broad = { official_act: looks.official_act, reported: { ...plain, width: 1.5, fill: hatching.fill }, claimed: { ...plain, width: 1.5, dash: [3, 2] } };
  const rows = (held, more) => items.flatMap((item, at) => (held(item) ? [{ at, y: item.y, out: item.out, ...more(item) }] : []));
  const box = (from, to, y, half) => ({ x1: day(from), x2: day(to), top: y - half, bottom: y + half });
  const leg = ({ bar }) => bar.form === LEGS;
  const event = ({ bar }) => Object.hasOwn(looks, bar.form);
  const last = ({ x1, x2 }, least) => Math.max(x2, x1 + least);
  const markOf = (item) => ({ ...box(Math.min(item.from, item.x1) - 3, Math.max(item.to, item.x2) + 3, item.y, leg(item) ? 3 : 7), said: item.said });
  const legOf = (item) => {
    const { width, dash } = lines[item.bar.line];
    const dots = dash.length && dash[0] < 1;
    return { x1: day(item.x1), x2: day(last(item, 3)), width: LEG_PX * width, dash: dash.length ? dash.map((part) => Math.round(part * LEG_PX * width * 10) / 10) : BARE, cap: dots ? "round" : "butt" };
  };
  const barOf = (item) => {
    const [form, half] = [item.bar.form, SIZES[item.bar.grade] / 2];
    return { ...box(item.x1, last(item, 2), item.y, half), solid: 1, ...broad[form], radius: form === "reported" ? Math.min(half, (item.x2 - item.x1) / 4) : 0 };
  };
  const shapeOf = ({ bar, x1, x2 }) => ({ ...looks[bar.form], x1: day((x1 + x2) / 2), size: (SIZES[bar.grade] + (bar.form === "claimed" ? 1 : 0)) ** 2 });
  const frameOf = (item) => {
    const [from, to] = exact(item.bar) ? [item.from + 1, item.to - 1] : [item.x1, last(item, 2)];
    return box(from - 3, to + 3, item.y, SIZES[item.bar.grade] / 2 + 3);
  };
  const point = { x: x("x1"), y: pixels("y") };
  const across = { x: x("x1"), x2: { field: "x2" } };
  const area = { ...across, y: pixels("top"), y2: { field: "bottom" } };
  const line = { strokeWidth: pixels("width"), strokeDash: raw("dash") };
  const paint = { fill: raw("fill"), stroke: raw("stroke"), strokeWidth: pixels("width") };
  const frame = { type: "rect", fill: "transparent" };
  return [
    layerOf(rows(() => true, markOf), { ...frame, aria: true, cornerRadius: 4 }, { ...area, description: { field: "said" } }, "marks"),
    seen("legs", rows(leg, legOf), { type: "rule", color: quiet, strokeCap: { expr: "datum.cap" } }, { ...across, y: pixels("y"), ...line }),
    seen("ends", rows((item) => leg(item) && !item.bar.open, (item) => ({ x1: day(last(item, 3)) })), { type: "point", size: 27, fill: quiet, strokeWidth: 0 }, point),
    seen("doubts", rows((item) => leg(item) && item.bar.disputed, (item) => ({ x1: day((item.x1 + last(item, 3)) / 2) })), { type: "point", size: 36, fill: paper, stroke: quiet, strokeWidth: 1.2, strokeDash: [2, 1.4] }, point),
    seen("bars", rows((item) => event(item) && !exact(item.bar), barOf), { type: "rect", cornerRadius: { expr: "datum.radius" }, strokeDash: { expr: "datum.dash" } }, { ...area, ...paint, fillOpacity: pixels("solid") }),
    seen("shapes", rows((item) => event(item) && exact(item.bar), shapeOf), { type: "point", strokeJoin: "round" }, { ...point, ...paint, shape: raw("shape"), size: pixels("size") }),
    seen("frames", rows((item) => event(item) && item.bar.disputed, frameOf), { ...frame, stroke: quiet, strokeWidth: 1, strokeDash: [2, 2], cornerRadius: 3 }, area),
  ].filter((layer) => layer.data.values.length);
}

const SAMPLE = { width: 32, height: 16 };
export const SAMPLES = ["official_act", "reported", "claimed", "vague", "leg", "grade", "disputed"];

/* An example of each form for the legend, in the order of their names: one drawing, of which each shows its part. */
export async function samples(colours, language) {
  const day = { start: 0, end: 0, grade: 1 };
  const one = (bar, x1, x2 = x1) => ({ ...placed(bar, x1, x2), y: SAMPLE.height / 2, said: "" });
  const made = {
    vague: [one({ ...day, form: "official_act", end: 30 }, 2, 30)],
    leg: [one({ form: LEGS, line: "tda", open: 0 }, 2, 28)],
    grade: [4, 14, 26].map((at, grade) => one({ ...day, form: "official_act", grade }, at)),
    disputed: [one({ ...day, form: "official_act", disputed: 1, grade: 0 }, 16)],
  };
  const items = SAMPLES.flatMap((name, place) => {
    const by = place * SAMPLE.width;
    return (made[name] || [one({ ...day, form: name }, 16)]).map((item) => ({ ...item, x1: item.x1 + by, x2: item.x2 + by, from: item.from + by, to: item.to + by }));
  });
  const whole = SAMPLES.length * SAMPLE.width;
  const [, ...layer] = forms(items, (at) => at, days([0, whole - 1]), colours, hatch(colours.ink, colours.paper));
  const { svg: drawn } = await draw({ ...sized(whole + EDGE, SAMPLE.height, 0, 0, layer) }, { tokens: colours, language });
  return SAMPLES.map((_name, place) => {
    const part = drawn.cloneNode(true);
    for (const [key, value] of Object.entries({ ...SAMPLE, viewBox: `${place * SAMPLE.width} 0 ${SAMPLE.width} ${SAMPLE.height}`, "aria-hidden": "true" })) part.setAttribute(key, value);
    return part;
  });
}

/* ---------------------------------------------------------------- words and time on the axis */
const DAY_MS = 86400000;
export const dateOf = (day) => new Date(day * DAY_MS);
export const numberOf = (year, month, date) => Math.round(Date.UTC(year, month, date) / DAY_MS);
export const scale = ([first, last], left, width) => (day) => left + ((day - first) / (last + 1 - first)) * width;

let canvas = null;

/* How wide a text is in a font, px. */
export function widthOf(text, font) {
  canvas = canvas || document.createElement("canvas").getContext("2d");
  canvas.font = font;
  return canvas.measureText(text).width;
}

/* Break a text into at most that many lines of a width; what is left over ends in an ellipsis. */
export function wrap(text, width, font, lines) {
  const found = [""];
  for (const word of text.split(/(?<=[\s–])/)) {
    const tried = found[found.length - 1] + word;
    if (widthOf(tried.trimEnd(), font) <= width || !found[found.length - 1]) found[found.length - 1] = tried;
    else found.push(word);
  }
  const kept = found.slice(0, lines);
  if (found.length > lines) kept.push(`${kept.pop().trimEnd()} …`);
  return kept.map((line) => {
    let short = line.trimEnd();
    while (short.length > 2 && widthOf(short, font) > width) short = `${short.slice(0, -2)}…`;
    return short;
  });
}

/* Where the axis is marked: [day, text, whether a year begins there]. */
export function ticks([first, last], width, language) {
  const days = last + 1 - first;
  const found = [];
  const format = (options) => new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options });
  if (days < 75) {
    const short = format({ day: "numeric", month: "short" });
    for (let day = first; day <= last; day += width / days > 9 ? 7 : 14) found.push([day, short.format(dateOf(day)), false]);
    return found;
  }
  const step = [1, 3, 6, 12, 24, 60].find((months) => (width / days) * 30.4 * months >= (months < 12 ? 44 : 38)) || 120;
  const short = format({ month: "short" });
  const begin = dateOf(first);
  for (let month = begin.getUTCFullYear() * 12; ; month += step) {
    const day = numberOf(Math.floor(month / 12), month % 12, 1);
    if (day > last) return found;
    if (day >= first) found.push([day, month % 12 ? short.format(dateOf(day)) : String(month / 12), month % 12 === 0]);
  }
}

/* The axis of time in words. `year` and `other`: how long its marks are; `foot`: how far from it the words stand; `style`: what else
   Vega-Lite is told of it. Returns the axis and the names that it refers to, as parameters of the drawing. */
export function axisOf(domain, plot, language, [year, other, foot], style) {
  const marked = ticks(domain, plot, language);
  const at = scale(domain, 0, plot);
  const begins = (yes, no) => ({ condition: { test: "begins[datum.value]", value: yes }, value: no });
  return {
    axis: { values: marked.map(([day]) => day), labelExpr: "named[datum.value]", labelAlign: "left", labelBaseline: "alphabetic", labelFlush: false, labelOverlap: false, grid: false, title: null, tickSize: begins(year, other), labelPadding: begins(foot - year, foot - other), ...style },
    params: [
      { name: "named", value: Object.fromEntries(marked.map(([day, text]) => [day, at(day) < plot + EDGE - 30 ? text : ""])) },
      { name: "begins", value: Object.fromEntries(marked.map(([day, , first]) => [day, first])) },
    ],
  };
}
