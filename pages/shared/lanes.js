/* The lanes of the timeline: legs as lines, events as shapes and bars, stacked where they would cover each other. */
import { CELL, PITCH, cells } from "./cells.js";
import { EDGE, LEGS, axisOf, days, forms, layerOf, pixels, placed, raw, scale, sized, ticks, widthOf, wrap } from "./marks.js";
import { FONT, draw as drawn, hatch } from "./vega.js";

const LEG_PITCH = 6;
const EVENT_PITCH = 15;
const PAD = 8;
const GAP = 4; // px between two marks in a row
const NAME = 12.5;
const LINE = 15;
export const AXIS = 22;

/* Draw the axis of the lanes where they show a part of the whole. */
export function axis({ domain, width, gutter, colours, language }) {
  const bold = { condition: { test: "begins[datum.value]", value: 600 }, value: 400 };
  const time = axisOf(domain, width - gutter - EDGE, language, [14, 8, 6], { orient: "top", offset: -AXIS, domain: false, labelOffset: 4, labelFontWeight: bold });
  const nothing = layerOf([], { type: "rule" }, { x: days(domain, time.axis)("day") });
  return drawn({ ...sized(width, AXIS, gutter, 0, [nothing]), params: time.params }, { tokens: colours, language });
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

/* Find the place of every name and mark. Returns them and the height of all. */
function arranged({ lanes, bars, inside, domain, width, gutter, counts, selected, tell }) {
  const plot = width - gutter - EDGE;
  const x = scale(domain, gutter, plot);
  const [low, high] = [gutter - 4, gutter + plot + 4];
  const held = lanes.map(() => []);
  bars.forEach((bar, index) => bar.lanes.forEach((lane) => held[lane].push([bar, index])));
  const items = [];
  const names = [];
  let y = 0;
  lanes.forEach((name, lane) => {
    const found = held[lane]
      .filter(([bar]) => bar.end >= domain[0] && bar.start <= domain[1])
      .map(([bar, index]) => ({ ...placed(bar, Math.max(low, x(bar.start)), Math.min(high, x(bar.end + 1))), index, lane, kept: inside(index), out: !inside(index) && bar.key !== selected, said: tell(bar) }));
    if (!found.some((item) => item.kept)) return; // nothing in the period: no lane
    const legs = found.filter((item) => item.bar.form === LEGS);
    const boxes = found.filter((item) => item.bar.form === CELL);
    const events = boxes.length ? [] : found.filter((item) => item.bar.form !== LEGS);
    const said = counts(...[legs, events].map((list) => list.filter((item) => item.kept).length));
    // Beside the lanes a name has up to three lines; above them it has one, with the numbers beside or below it.
    const font = `600 ${NAME}px ${FONT}`;
    const lines = wrap(name, (gutter || plot) - 14, font, gutter ? 3 : 1);
    const long = widthOf(lines[0], font);
    const beside = !gutter && long + said.length * 6 + 16 < plot;
    let top = y + PAD + (gutter ? 0 : beside ? 18 : 33);
    const legRows = stacked(legs, GAP);
    legs.forEach((item, number) => (item.y = top + 3 + legRows[number] * LEG_PITCH));
    if (legs.length) top += (Math.max(...legRows) + 1) * LEG_PITCH + 4;
    boxes.forEach((item) => (item.y = top + PITCH / 2));
    if (boxes.length) top += PITCH;
    const eventRows = stacked(events, GAP);
    events.forEach((item, number) => (item.y = top + 7 + eventRows[number] * EVENT_PITCH));
    if (events.length) top += (Math.max(...eventRows) + 1) * EVENT_PITCH;
    items.push(...found);
    const first = y + 17;
    y = Math.max(top + PAD, y + (gutter ? 26 + lines.length * LINE : 30));
    names.push({ lines, said, left: (beside ? long + 8 : 0) - gutter, first, second: first + (beside ? 0 : lines.length * LINE), bottom: y });
  });
  return { items, names, height: y };
}

/* Draw all lanes. `model`: lanes (names), bars, inside (position -> whether the period leaves it), selected (a key), domain, window (days
   or null), width, gutter (room for names on the left, 0 writes them above), colours, language, counts (words of a lane's numbers), tell
   (bar -> words). Returns the drawing, its height, and the marks: where each is, its node, and the nodes it is seen by. */
export async function draw(model) {
  const { bars, domain, window: chosen, width, gutter, colours, language } = model;
  const plot = width - gutter - EDGE;
  const { items, names, height } = arranged(model);
  const x = days(domain);
  const day = (at) => domain[0] + ((at - gutter) / plot) * (domain[1] + 1 - domain[0]);
  const [minimum, maximum] = chosen || domain;
  const around = [[domain[0], minimum], [maximum + 1, domain[1] + 1]].filter(([from, to]) => to > from).map(([from, to]) => ({ from, to }));
  const ruled = (values, color) => layerOf(values, { type: "rule", color }, { x: x("day") });
  const text = { type: "text", align: "left", baseline: "alphabetic", fontSize: NAME, fontWeight: 600, lineHeight: LINE, color: colours.ink };
  const small = { ...text, fontSize: 11, fontWeight: 400, color: colours.quiet };
  const outline = { stroke: colours.paper, strokeWidth: 3, strokeJoin: "round" };
  const named = [
    ["names", text, { x: { value: -gutter }, y: pixels("first"), text: raw("lines") }],
    ["counts", small, { x: pixels("left"), y: pixels("second"), text: raw("said") }],
  ];
  const hatching = hatch(colours.ink, colours.paper);
  const layer = [
    layerOf(around, { type: "rect", color: colours.panel }, { x: x("from"), x2: { field: "to" }, y: { value: 0 }, y2: { value: height } }),
    ruled(ticks(domain, plot, language).map(([at]) => ({ day: at })), colours.rule),
    ...(chosen ? [ruled([{ day: minimum }, { day: maximum + 1 }], colours.accent)] : []),
    layerOf(names, { type: "rule", color: colours.rule }, { x: { value: -gutter }, x2: { value: plot + EDGE }, y: pixels("bottom") }),
    // Above the lanes a name stands on the lines of the years: its own paper keeps it legible.
    ...(gutter ? [] : named.map(([, mark, encoding]) => layerOf(names, { ...mark, ...outline }, encoding))),
    ...named.map(([name, mark, encoding]) => layerOf(names, mark, encoding, name)),
  ];
  const most = ["events", "legs"].map((kind) => bars.reduce((least, bar) => Math.max(least, bar[kind] || 0), 1));
  const marks = [...forms(items, day, x, colours, hatching), ...cells(items, day, x, colours, most, language)];
  const made = await drawn({ ...sized(width, height, gutter, 1, [...layer, ...marks]), resolve: { scale: { fillOpacity: "independent" } } }, { tokens: colours, language }, [hatching]);
  for (const [name] of named) for (const node of made.layer(name)) for (const each of [node, node.parentNode]) each.removeAttribute("aria-hidden"); // no mark says its lane
  for (const item of items) item.parts = [];
  for (const { name, data } of marks) made.layer(name).forEach((node, at) => items[data.values[at].at].parts.push(node));
  for (const item of items) item.node = item.parts.shift(); // the marks are the first of these layers
  return { svg: made.svg, height: made.height, placed: items };
}
