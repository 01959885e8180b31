/* The lanes of the timeline: legs as lines, events as shapes and bars, stacked where they would cover each other. */
import { CELL, PITCH, cellMark } from "./cells.js";
import { LEGS, exact, hatching, mark, scale, sizeOf, svg, ticks, widthOf, wrap } from "./marks.js";

const FONT = '"Inter", "Helvetica Neue", Arial, sans-serif';
const LEG_PITCH = 6;
const EVENT_PITCH = 15;
const PAD = 8;
const GAP = 4; // px between two marks in a row
export const AXIS = 22;

/* The axis of the lanes where they show a part of the whole: its marks in words. */
export function axisOf({ domain, width, gutter, colours, language }) {
  const plot = width - gutter - 10;
  const x = scale(domain, gutter, plot);
  const root = svg("g");
  for (const [day, text, year] of ticks(domain, plot, language)) {
    const at = x(day);
    root.appendChild(svg("line", { x1: at, x2: at, y1: year ? 8 : 14, y2: AXIS, stroke: colours.quiet }));
    if (at < width - 30) root.appendChild(svg("text", { x: at + 4, y: 16, "font-size": "11", fill: colours.quiet, "font-weight": year ? "600" : "400" }, text));
  }
  return root;
}

/* Put marks into as few rows as there can be, in the order given; return the row of each. */
function stacked(items, gap) {
  const ends = [];
  return items.map((item) => {
    let row = ends.findIndex((end) => end + gap <= item.from);
    if (row < 0) row = ends.push(0) - 1;
    ends[row] = item.to;
    return row;
  });
}

/* Draw all lanes. `model`: lanes (names), bars, inside (position -> whether the period leaves it), domain, window (days or
   null), width, gutter (room for names on the left, 0 writes them above), colours, language, hatch, counts (words of a
   lane's numbers). Returns the drawing, its height, and where each mark is. */
export function draw(model) {
  const { lanes, bars, inside, domain, window: chosen, width, gutter, colours, language, hatch } = model;
  const plot = width - gutter - 10;
  const x = scale(domain, gutter, plot);
  const ground = svg("g");
  const marks = svg("g", { class: "marks" });
  const placed = [];
  const most = ["events", "legs"].map((kind) => bars.reduce((least, bar) => Math.max(least, bar[kind] || 0), 1));
  const held = lanes.map(() => []);
  bars.forEach((bar, index) => bar.lanes.forEach((lane) => held[lane].push([bar, index])));
  const [low, high] = [gutter, gutter + plot];
  let y = 0;
  lanes.forEach((name, lane) => {
    const items = [];
    for (const [bar, index] of held[lane]) {
      if (bar.end < domain[0] || bar.start > domain[1]) continue;
      const [x1, x2] = [x(bar.start), x(bar.end + 1)];
      const half = exact(bar) ? sizeOf(bar) / 2 + 1 : 0;
      const middle = (x1 + x2) / 2;
      items.push({ bar, index, lane, x1: Math.max(low - 4, x1), x2: Math.min(high + 4, x2), from: half ? middle - half : Math.max(low - 4, x1), to: half ? middle + half : Math.min(high + 4, Math.max(x2, x1 + 3)) });
    }
    if (!items.some((item) => inside(item.index))) return; // nothing in the period: no lane
    const legs = items.filter((item) => item.bar.form === LEGS);
    const boxes = items.filter((item) => item.bar.form === CELL);
    const events = boxes.length ? [] : items.filter((item) => item.bar.form !== LEGS);
    const kept = (list) => list.filter((item) => inside(item.index)).length;
    const said = model.counts(kept(legs), kept(events));
    // Beside the lanes a name has up to three lines; above them it has one, with the numbers beside or below it.
    const font = `600 12.5px ${FONT}`;
    const lines = wrap(name, (gutter || plot) - 14, font, gutter ? 3 : 1);
    const beside = !gutter && widthOf(lines[0], font) + said.length * 6 + 16 < plot;
    const text = svg("text", { "font-size": "12.5", fill: colours.ink, stroke: colours.paper, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" });
    lines.forEach((line, number) => text.appendChild(svg("tspan", { x: 0, y: y + 17 + number * 15, "font-weight": "600" }, line)));
    text.appendChild(svg("tspan", { "font-size": "11", fill: colours.quiet, ...(beside ? { dx: 8 } : { x: 0, y: y + 17 + lines.length * 15 }) }, said));
    let top = y + PAD + (gutter ? 0 : beside ? 18 : 33);
    const legRows = stacked(legs, GAP);
    legs.forEach((item, number) => (item.y = top + 3 + legRows[number] * LEG_PITCH));
    if (legs.length) top += (Math.max(...legRows) + 1) * LEG_PITCH + 4;
    boxes.forEach((item) => (item.y = top + PITCH / 2));
    if (boxes.length) top += PITCH;
    const eventRows = stacked(events, GAP);
    events.forEach((item, number) => (item.y = top + 7 + eventRows[number] * EVENT_PITCH));
    if (events.length) top += (Math.max(...eventRows) + 1) * EVENT_PITCH;
    const bottom = Math.max(top + PAD, y + (gutter ? 26 + lines.length * 15 : 30));
    ground.append(svg("line", { x1: 0, x2: width, y1: bottom, y2: bottom, stroke: colours.rule }), text);
    for (const item of items) {
      const node = item.bar.form === CELL ? cellMark(item.bar, item.x1, item.x2, item.y, colours, most, language) : mark(item.bar, item.x1, item.x2, item.y, colours, hatch);
      node.setAttribute("class", "mark");
      if (!inside(item.index)) node.setAttribute("opacity", "0.32");
      marks.appendChild(node);
      placed.push({ ...item, node });
    }
    y = bottom;
  });
  const grid = svg("g");
  const [minimum, maximum] = chosen || domain;
  for (const [from, to] of [[domain[0], minimum], [maximum + 1, domain[1] + 1]])
    if (to > from) grid.appendChild(svg("rect", { x: x(from), y: 0, width: x(to) - x(from), height: y, fill: colours.panel }));
  for (const [day] of ticks(domain, plot, language)) grid.appendChild(svg("line", { x1: x(day), x2: x(day), y1: 0, y2: y, stroke: colours.rule }));
  if (chosen) for (const at of [x(minimum), x(maximum + 1)]) grid.appendChild(svg("line", { x1: at, x2: at, y1: 0, y2: y, stroke: colours.accent }));
  const root = svg("g");
  root.append(hatching(hatch, colours.ink), grid, ground, marks);
  return { root, height: y + 1, placed };
}
