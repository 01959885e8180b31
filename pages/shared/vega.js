/* Vega-Lite, as Streamlit brings it: one theme from the colours of the page, numbers as the language writes them. A drawing is an
   SVG that stands by itself: Vega is done with it when it is handed over. */
import { element } from "./sheet.js";

export const FONT = "Inter, system-ui, sans-serif";
const SPACE = "http://www.w3.org/2000/svg";
const HATCH_PX = 5;
let ready = null;
let patterns = 0;

/* Vega itself, fetched when the first chart is drawn; asked for again where it could not be had. */
function vega() {
  ready = ready || import("./bundled.js").then((bundled) => bundled.load()).catch((error) => {
    ready = null;
    throw error;
  });
  return ready;
}

/* Have Vega fetched while the page still asks for what is to be drawn. */
export function warm() {
  vega().catch(() => {}); // whoever draws is told
}

/* How a language writes numbers, in terms of Vega: always in groups of three. */
function numberLocale(language) {
  const parts = new Intl.NumberFormat(language, { useGrouping: "always" }).formatToParts(1234567.5);
  const part = (type) => parts.find((each) => each.type === type).value;
  return { decimal: part("decimal"), thousands: part("group"), grouping: [3], currency: ["", ""], minus: "\u2212" };
}

/* The one theme of all charts. What is said of a mark is its `description`; words that only repeat it are silent. */
export function theme(tokens) {
  const silent = { aria: false };
  return {
    background: "transparent",
    padding: 0,
    font: FONT,
    view: { stroke: null },
    mark: { color: tokens.accent, opacity: 1, tooltip: null },
    text: { ...silent, color: tokens.ink, fontSize: 12, baseline: "middle" },
    rule: { ...silent, color: tokens.quiet },
    axis: {
      ...silent, labelColor: tokens.quiet, labelFontSize: 11, labelLimit: 0, titleColor: tokens.quiet, titleFontSize: 12, titleFontWeight: 600,
      gridColor: tokens.rule, domainColor: tokens.quiet, tickColor: tokens.quiet,
    },
    header: { ...silent, labelColor: tokens.quiet, labelFontSize: 12, labelFontWeight: 600, labelLimit: 0, title: null },
    legend: { ...silent, labelColor: tokens.quiet, labelFontSize: 12, labelLimit: 0, title: null, symbolStrokeColor: tokens.accent },
  };
}

/* A colour of hatching for `draw`: lines of one colour over another. */
export function hatch(colour, paper) {
  const id = `hatch-${(patterns += 1)}`;
  return { id, fill: `url(#${id})`, colour, paper };
}

function patternOf({ id, colour, paper }) {
  const make = (name, attributes) => {
    const made = document.createElementNS(SPACE, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    return made;
  };
  const pattern = make("pattern", { id, width: HATCH_PX, height: HATCH_PX, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
  pattern.append(make("rect", { width: HATCH_PX, height: HATCH_PX, fill: paper }), make("rect", { width: 1.8, height: HATCH_PX, fill: colour }));
  return pattern;
}

/* Draw a specification. `style`: tokens, language. `hatches`: those it names. Returns the SVG and its marks in the order of their
   data: the shape of each and what is said of it; `layer` gives the shapes of a layer that has a name. */
export async function draw(spec, { tokens, language }, hatches = []) {
  const { embed, expressionInterpreter } = await vega();
  const box = element("div");
  const made = await embed(box, { ...spec, config: { ...theme(tokens), ...spec.config } }, {
    mode: "vega-lite", renderer: "svg", actions: false, tooltip: false, defaultStyle: false,
    ast: true, expr: expressionInterpreter, // the policy of the page allows no code made of text
    formatLocale: numberLocale(language),
  });
  const svg = box.querySelector("svg");
  made.finalize();
  svg.remove();
  if (hatches.length) {
    const defs = document.createElementNS(SPACE, "defs");
    defs.append(...hatches.map(patternOf));
    svg.prepend(defs);
  }
  const marks = [...svg.querySelectorAll(".role-mark [aria-label]")].map((shape) => ({ shape, text: shape.getAttribute("aria-label") }));
  // Vega's own words for its parts are English; ours are the names of the marks.
  for (const part of svg.querySelectorAll("[role], [aria-roledescription], [aria-label]")) for (const name of ["role", "aria-roledescription", "aria-label"]) part.removeAttribute(name);
  for (const { shape, text } of marks) shape.setAttribute("aria-label", text);
  const layer = (name) => [...svg.querySelectorAll(`.${name}_marks > *`)];
  return { svg, marks, layer, width: Number(svg.getAttribute("width")), height: Number(svg.getAttribute("height")) };
}
