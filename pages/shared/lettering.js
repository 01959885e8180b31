/* Words and numbers of charts: how wide they are, where they break, how a language writes them, which ink they are read in. */
import { FONT } from "./vega.js";

export const SMALL = 12;
export const BODY = 13;
export const NUMBER = ",.1~f";
let ruler = null;
const widths = new Map();
const MOST_WIDTHS = 5000;

export function widthOf(text, size, weight = 400) {
  const key = `${weight} ${size} ${text}`;
  if (!widths.has(key)) {
    if (widths.size > MOST_WIDTHS) widths.clear();
    ruler = ruler || document.createElement("canvas").getContext("2d");
    ruler.font = `${weight} ${size}px ${FONT}`;
    widths.set(key, ruler.measureText(text).width);
  }
  return widths.get(key);
}

/* Forget what was measured before the typeface was there. */
export function forget() {
  widths.clear();
}

/* Break a text into lines that fit a width; a word that is too long stays whole, the last line of too many ends in "…". */
export function wrapped(text, width, size, most = 99, weight = 400) {
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (line && widthOf(longer, size, weight) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  if (lines.length > most) {
    lines.length = most;
    lines[most - 1] += " …";
  }
  return lines;
}

export function numbers(language) {
  const format = new Intl.NumberFormat(language, { useGrouping: "always", maximumFractionDigits: 1 });
  return (value) => format.format(value);
}

export function shade(from, to, part) {
  const read = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const [a, b] = [read(from), read(to)];
  return `#${a.map((value, at) => Math.round(value + (b[at] - value) * part).toString(16).padStart(2, "0")).join("")}`;
}

export function label(cell) {
  return typeof cell === "object" && cell ? cell.text : String(cell);
}

function luminance(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/* Of ink and paper the one with more contrast (WCAG 2.2, 1.4.3). */
export function readable(fill, { ink, paper }) {
  const against = (text) => {
    const [a, b] = [luminance(fill), luminance(text)].sort((p, q) => q - p);
    return (a + 0.05) / (b + 0.05);
  };
  return against(ink) > against(paper) ? ink : paper;
}
