/* Boxes of counts, where a timeline holds more records than can be told apart. */
import { svg } from "./marks.js";

export const CELL = "cell";
export const PITCH = 30;
const HIGH = 18; // of the box of events; the line of legs lies below
const WORDY_PX = 7; // room for a digit
const LEAST = 0.12;
const TURN = 0.5; // from this shade on words in it are light

/* The cells of an answer as what lanes hold. */
export function cellsOf(rows) {
  return rows.map(([lane, start, end, events, legs]) => ({ key: `${CELL}.${lane}.${start}`, start, end, lanes: [lane], form: CELL, events, legs, grade: 0 }));
}

/* How dark a count is; never so light that one could be taken for none. */
const shade = (n, most) => (n ? LEAST + (1 - LEAST) * Math.sqrt(n / most) : 0);

/* Draw a cell from x1 to x2 around the height y; `most` holds the largest counts, [events, legs]. */
export function cellMark(bar, x1, x2, y, colours, most, language) {
  const group = svg("g");
  const width = Math.max(2, x2 - x1 - 1);
  const dark = shade(bar.events, most[0]);
  if (bar.events) {
    group.appendChild(svg("rect", { x: x1, y: y - 12, width, height: HIGH, fill: colours.ink, "fill-opacity": dark }));
    const text = bar.events.toLocaleString(language);
    if (text.length * WORDY_PX + 4 < width)
      group.appendChild(svg("text", { x: x1 + width / 2, y: y + 1, "font-size": "11", "text-anchor": "middle", fill: dark > TURN ? colours.paper : colours.ink }, text));
  }
  if (bar.legs) group.appendChild(svg("rect", { x: x1, y: y + 8, width, height: 4, fill: colours.quiet, "fill-opacity": shade(bar.legs, most[1]) }));
  return group;
}
