/* The timeline as a picture of its own: title, filters, chart, how to read it, sources, date and release in one SVG. Built from
   elements, never from text. */
import { histogram } from "./brush.js";
import { slide } from "./files.js";
import { axis, draw } from "./lanes.js";
import { SAMPLES, samples, widthOf, wrap } from "./marks.js";
import { svg } from "./sheet.js";
import { FONT } from "./vega.js";

const WIDTH = 1200;
const MARGIN = 32;
const INNER = WIDTH - 2 * MARGIN;
const GUTTER = 200;

/* `model` as for the lanes and the strip, with title, lines (words above the chart), notes (words below it), legend (name -> words). `face`
   is the typeface's own rule. */
export async function picture(model, face) {
  const { colours, language, axis: whole, window: chosen } = model;
  const shaded = chosen && chosen[1] >= whole[0] && chosen[0] <= whole[1] ? [Math.max(whole[0], chosen[0]), Math.min(whole[1], chosen[1])] : null;
  const sized = { ...model, shaded, selected: "", width: INNER, gutter: GUTTER };
  const [months, zoomed, lanes, forms] = await Promise.all([histogram(sized), model.zoomed ? axis(sized) : null, draw(sized), model.cells ? [] : samples(colours, language)]);
  const root = svg("svg", { xmlns: "http://www.w3.org/2000/svg", "font-family": FONT });
  if (face) root.appendChild(svg("style", {}, face));
  const paper = root.appendChild(svg("rect", { fill: colours.paper }));
  let y = MARGIN;
  const write = (text, size, colour, weight) => {
    for (const line of wrap(text, INNER, `${weight} ${size}px ${FONT}`, 6)) {
      y += size * 1.4;
      root.appendChild(svg("text", { x: MARGIN, y, "font-size": size, fill: colour, "font-weight": weight }, line));
    }
  };
  const put = (drawing, x, down) => {
    for (const [name, at] of [["x", x], ["y", down]]) drawing.setAttribute(name, at);
    root.appendChild(drawing);
  };
  write(model.title, 24, colours.ink, 600);
  for (const line of model.lines) write(line, 14, colours.ink, 400);
  y += 16;
  for (const [part, below] of [[months, 6], [zoomed, 0], [lanes, 12]]) {
    if (!part) continue;
    put(part.svg, MARGIN, y);
    y += part.height + below;
  }
  let across = MARGIN;
  forms.forEach((form, place) => {
    const text = model.legend[SAMPLES[place]];
    const wide = 46 + widthOf(text, `400 12px ${FONT}`);
    if (across > MARGIN && across + wide > MARGIN + INNER) [across, y] = [MARGIN, y + 22];
    put(form, across, y);
    root.appendChild(svg("text", { x: across + 38, y: y + 12, "font-size": 12, fill: colours.ink }, text));
    across += wide + 14;
  });
  y += 24;
  for (const note of model.notes) write(note, 12, colours.quiet, 400);
  y += MARGIN;
  return slide(root, paper, WIDTH, y);
}
