/* The timeline as a picture of its own: title, filters, chart, how to read it, sources, date and release in one SVG. Built from
   elements, never from text. */
import { HEIGHT, histogram } from "./brush.js";
import { slide } from "./files.js";
import { AXIS, axisOf, draw } from "./lanes.js";
import { SAMPLES, hatching, sample, svg, wrap } from "./marks.js";

const FONT = '"Inter", "Helvetica Neue", Arial, sans-serif';
const WIDTH = 1200;
const MARGIN = 32;
const INNER = WIDTH - 2 * MARGIN;
const GUTTER = 200;

/* `model` as for the lanes and the strip, with title, lines (words above the chart), notes (words below it), legend (name -> words). `face` is the typeface's own
   rule. */
export function picture(model, face) {
  const { colours } = model;
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
  const part = (node, height) => {
    const group = svg("g", { transform: `translate(${MARGIN} ${y})` });
    group.appendChild(node);
    root.appendChild(group);
    y += height;
  };
  write(model.title, 24, colours.ink, 600);
  for (const line of model.lines) write(line, 14, colours.ink, 400);
  y += 16;
  const { axis, window: chosen } = model;
  const shaded = chosen && chosen[1] >= axis[0] && chosen[0] <= axis[1] ? [Math.max(axis[0], chosen[0]), Math.min(axis[1], chosen[1])] : null;
  const sized = { ...model, shaded, width: INNER, gutter: GUTTER };
  part(histogram({ ...sized, hatch: "picture-months" }), HEIGHT + 6);
  if (model.zoomed) part(axisOf(sized), AXIS);
  const lanes = draw({ ...sized, hatch: "picture-hatch" });
  part(lanes.root, lanes.height + 12);
  const legend = svg("g");
  legend.appendChild(hatching("picture-legend", colours.ink));
  let [across, down] = [0, 0];
  for (const name of model.cells ? [] : SAMPLES) {
    const text = model.legend[name];
    const wide = 46 + text.length * 6.4;
    if (across && across + wide > INNER) [across, down] = [0, down + 22];
    const shape = svg("g", { transform: `translate(${across} ${down})` });
    shape.append(...sample(name, colours, "picture-legend").childNodes);
    legend.append(shape, svg("text", { x: across + 38, y: down + 12, "font-size": 12, fill: colours.ink }, text));
    across += wide + 14;
  }
  part(legend, down + 24);
  for (const note of model.notes) write(note, 12, colours.quiet, 400);
  y += MARGIN;
  return slide(root, paper, WIDTH, y);
}
