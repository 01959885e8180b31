/* Boxes of counts, where a timeline holds more records than can be told apart. */
import { pixels, raw, seen } from "./marks.js";

export const CELL = "cell";
export const PITCH = 30;
const HIGH = 18; // of the box of events; the line of legs lies below
const WORDY_PX = 7; // room for a digit
const LEAST = 0.12; // never so light that a count could be taken for none
const LIGHT = 0.19; // from this part of the largest count on, a box is so dark that words in it are light

/* The cells of an answer as what lanes hold. */
export function cellsOf(rows) {
  return rows.map(([lane, start, end, events, legs]) => ({ key: `${CELL}.${lane}.${start}`, start, end, lanes: [lane], form: CELL, events, legs, grade: 0 }));
}

/* The layers of cells: how dark a box is says how many events, the line below it how many legs. `most`: the largest counts, [events,
   legs]. */
export function cells(items, day, x, colours, most, language) {
  const rows = items.flatMap(({ bar, x1, x2, y, out }, at) => {
    if (bar.form !== CELL) return [];
    const wide = Math.max(2, x2 - x1 - 1);
    const { events, legs } = bar;
    const text = events.toLocaleString(language);
    return [{ at, out, events, legs, y: y + 1, top: y - 12, foot: y - 12 + HIGH, under: y + 8, end: y + 12, x1: day(x1), x2: day(x1 + wide), middle: day(x1 + wide / 2), text: text.length * WORDY_PX + 4 < wide ? text : "" }];
  });
  const box = (top, bottom, kind, largest) => ({ x: x("x1"), x2: { field: "x2" }, y: pixels(top), y2: { field: bottom }, fillOpacity: { field: kind, type: "quantitative", legend: null, scale: { type: "sqrt", domain: [0, largest], range: [LEAST, 1] } } });
  const ink = { condition: { test: `datum.events > ${LIGHT * most[0]}`, value: colours.paper }, value: colours.ink };
  return [
    seen("boxes", rows.filter(({ events }) => events), { type: "rect", fill: colours.ink }, box("top", "foot", "events", most[0])),
    seen("lines", rows.filter(({ legs }) => legs), { type: "rect", fill: colours.quiet }, box("under", "end", "legs", most[1])),
    seen("numbers", rows.filter(({ events, text }) => events && text), { type: "text", fontSize: 11, baseline: "alphabetic" }, { x: x("middle"), y: pixels("y"), text: raw("text"), color: ink }),
  ].filter(({ data }) => data.values.length);
}
