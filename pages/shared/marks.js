/* The forms of the timeline, as SVG: what kind of statement it is by shape and filling, how sure by size. A date that is known
   to the day is a small shape; any other is a bar as wide as what is known. */
const SVG = "http://www.w3.org/2000/svg";
const SIZES = [7, 9, 11]; // by grade, px
const LEG_PX = 2.4; // width of a leg's line, to be multiplied by its form
export const LEGS = "legs";

/* Make an SVG element; text reaches it as a text node, numbers are rounded. */
export function svg(name, attributes, text) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, typeof value === "number" ? String(Math.round(value * 100) / 100) : value);
  if (text !== undefined) node.textContent = text;
  return node;
}

/* The slanted lines of what is reported, in a colour. */
export function hatching(id, colour) {
  const pattern = svg("pattern", { id, width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
  pattern.appendChild(svg("rect", { width: 1.6, height: 4, fill: colour }));
  const defs = svg("defs");
  defs.appendChild(pattern);
  return defs;
}

/* How high a mark is. */
export function sizeOf(bar) {
  return bar.form === LEGS ? 3 : SIZES[bar.grade];
}

/* Whether a date is known to the day: then it is a shape, not a bar. */
export const exact = (bar) => bar.form !== LEGS && bar.start === bar.end;

/* Draw a record from x1 to x2 around the height y. `colours` holds ink, quiet, paper and the
   forms of lines; `hatch` names the hatching. */
export function mark(bar, x1, x2, y, colours, hatch) {
  const group = svg("g");
  const size = sizeOf(bar);
  const half = size / 2;
  if (bar.form === LEGS) {
    const form = colours.forms[bar.line];
    const width = LEG_PX * form.width;
    const end = Math.max(x2, x1 + 3);
    const dash = form.dash.map((part) => Math.round(part * width * 10) / 10).join(" ");
    const cap = form.dash.length && form.dash[0] < 1 ? "round" : "butt"; // dots
    group.appendChild(svg("line", { x1, x2: end, y1: y, y2: y, stroke: colours.quiet, "stroke-width": width, "stroke-dasharray": dash || "none", "stroke-linecap": cap }));
    if (!bar.open) group.appendChild(svg("circle", { cx: end, cy: y, r: 2.6, fill: colours.quiet }));
    if (bar.disputed) group.appendChild(svg("circle", { cx: (x1 + end) / 2, cy: y, r: 3, fill: colours.paper, stroke: colours.quiet, "stroke-width": 1.2, "stroke-dasharray": "2 1.4" }));
    return group;
  }
  const line = { stroke: colours.ink, "stroke-width": 1.5 };
  const looks = {
    official_act: { fill: colours.ink },
    reported: { fill: `url(#${hatch})`, ...line },
    claimed: { fill: colours.paper, ...line, "stroke-dasharray": "3 2" },
  }[bar.form];
  const x = (x1 + x2) / 2;
  if (!exact(bar)) {
    const radius = bar.form === "reported" ? Math.min(half, (x2 - x1) / 4) : 0;
    group.appendChild(svg("rect", { x: x1, y: y - half, width: Math.max(2, x2 - x1), height: size, rx: radius, ...looks, ...(bar.form === "official_act" ? { "fill-opacity": "0.62" } : {}) }));
  } else if (bar.form === "official_act") group.appendChild(svg("rect", { x: x - half, y: y - half, width: size, height: size, ...looks }));
  else if (bar.form === "reported") group.appendChild(svg("circle", { cx: x, cy: y, r: half, fill: colours.paper, stroke: colours.ink, "stroke-width": 2 }));
  else group.appendChild(svg("path", { d: `M${x - half - 0.5} ${y + half}L${x} ${y - half - 0.5}L${x + half + 0.5} ${y + half}Z`, fill: colours.paper, stroke: colours.ink, "stroke-width": 1.4, "stroke-linejoin": "round" }));
  if (bar.disputed) {
    const [from, to] = exact(bar) ? [x - half, x + half] : [x1, Math.max(x2, x1 + 2)];
    group.appendChild(svg("rect", { x: from - 3, y: y - half - 3, width: to - from + 6, height: size + 6, rx: 3, fill: "none", stroke: colours.quiet, "stroke-width": 1, "stroke-dasharray": "2 2" }));
  }
  return group;
}

/* One example of a form for the legend. */
export function sample(name, colours, hatch) {
  const box = svg("svg", { width: 32, height: 16, viewBox: "0 0 32 16", "aria-hidden": "true" });
  const day = { start: 0, end: 0, grade: 1, form: name };
  if (name === "vague") {
    box.appendChild(mark({ ...day, form: "official_act", end: 30 }, 2, 30, 8, colours, hatch));
  } else if (name === "leg") box.appendChild(mark({ form: LEGS, line: "tda", open: 0 }, 2, 28, 8, colours, hatch));
  else if (name === "grade") [0, 1, 2].forEach((grade) => box.appendChild(mark({ ...day, form: "official_act", grade }, [4, 14, 26][grade], [4, 14, 26][grade], 8, colours, hatch)));
  else if (name === "disputed") box.appendChild(mark({ ...day, form: "official_act", disputed: 1, grade: 0 }, 16, 16, 8, colours, hatch));
  else box.appendChild(mark(day, 16, 16, 8, colours, hatch));
  return box;
}
export const SAMPLES = ["official_act", "reported", "claimed", "vague", "leg", "grade", "disputed"];

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
