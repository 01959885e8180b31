/* A network as a drawing: the places of the points are given, nothing is laid out here and nothing moves. Names stand outside
   the circle, each on a line of its own, and lead where their words do; lines carry what they say as a title. */
const SPACE = "http://www.w3.org/2000/svg";
const ROW = 44; // between two names on the same side
const LABEL = 265; // for the names, on either side
const WIDTH = 900;
const RADIUS = WIDTH / 2 - LABEL;
const LOWEST = 3; // rows that the circle is high at least
const APART = 340; // to the only other point
const DASHES = { solid: "", dash: "9 5", dots: "1.5 5", mixed: "10 4 1.5 4" };
const MARK = 6; // radius of a point
const PLATE = 32; // height of the plate that bears the name in the middle
const LETTER = 7.8; // width of a letter of it, about; then of a name and of what it is
const NAME_LETTER = 7;
const SUB_LETTER = 5.8;

function shape(name, attributes, text) {
  const node = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, String(value));
  if (text !== undefined) node.textContent = text;
  return node;
}

/* Cut a name that would leave the drawing; the whole one is in the title and in the list. */
function short(text, most) {
  return text.length <= most ? text : text.slice(0, most - 1).trimEnd() + "…";
}

export function networkOf(block, lead) {
  const figure = document.createElement("figure");
  figure.className = "network";
  const sides = [1, -1].map((side) => block.nodes.filter((node) => node.x * side > 0).length);
  const alone = block.nodes.filter((node) => node.y || node.x).length <= 1;
  const half = alone ? ROW / 2 : Math.max(LOWEST, ...sides) * (ROW / 2);
  const height = 2 * half + 2 * ROW;
  const middle = alone ? plate(block.nodes[0]) / 2 + 2 : WIDTH / 2;
  const at = block.nodes.map((node) => [middle + node.x * (alone ? APART : RADIUS), height / 2 + node.y * half]);
  const drawing = shape("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "group", "aria-label": block.caption });
  for (const edge of block.edges) drawing.appendChild(lineOf(edge, at, plate(block.nodes[0])));
  drawing.appendChild(shape("rect", { class: "middle", x: middle - plate(block.nodes[0]) / 2, y: height / 2 - PLATE / 2, width: plate(block.nodes[0]), height: PLATE, rx: 6 }));
  block.nodes.forEach((node, place) => drawing.appendChild(nameOf(node, at[place], place, lead)));
  const caption = document.createElement("figcaption");
  caption.textContent = block.caption;
  figure.append(drawing, caption);
  return figure;
}

function plate(node) {
  return short(node.text, 24).length * LETTER + 28;
}

/* How far from the middle of a node a line ends: outside its point, or outside the plate. */
function reach(place, angle, wide) {
  if (place) return MARK + 2;
  return Math.min(wide / 2 / Math.abs(Math.cos(angle) || 1e-6), PLATE / 2 / Math.abs(Math.sin(angle) || 1e-6)) + 3;
}

function lineOf(edge, at, wide) {
  const [ax, ay] = at[edge.a];
  const [bx, by] = at[edge.b];
  const far = Math.hypot(bx - ax, by - ay) || 1;
  const [across, up] = [-(by - ay) / far, (bx - ax) / far];
  const [cx, cy] = [(ax + bx) / 2 + across * edge.bend * far, (ay + by) / 2 + up * edge.bend * far];
  const box = shape("g", { class: "line" });
  const width = 1.4 + edge.level;
  const dashes = DASHES[edge.form] || "";
  const line = { d: `M${ax} ${ay}Q${cx} ${cy} ${bx} ${by}`, fill: "none", "stroke-width": width, "stroke-linecap": edge.form === "dots" ? "round" : "butt" };
  box.appendChild(shape("path", dashes ? { ...line, "stroke-dasharray": dashes } : line));
  if (edge.arrow) {
    const angle = Math.atan2(by - cy, bx - cx);
    box.appendChild(shape("path", { class: "head", d: "M0 0L-11 -5L-11 5Z", transform: `translate(${bx} ${by}) rotate(${(angle * 180) / Math.PI}) translate(${-reach(edge.b, angle, wide)} 0)` }));
  }
  box.appendChild(shape("title", {}, edge.text));
  return box;
}

function nameOf(node, [x, y], place, lead) {
  if (!place) return shape("text", { class: "middle", x, y: y + 5, "text-anchor": "middle" }, short(node.text, 24));
  const side = Math.sign(node.x);
  const box = shape("a", { class: "name" });
  lead(box, node);
  const start = x + side * (MARK + 8);
  const anchor = side > 0 ? "start" : "end";
  const room = side > 0 ? WIDTH - start : start;
  const wide = Math.min(LABEL - 20, room);
  box.appendChild(shape("rect", { x: side > 0 ? x - MARK : start - wide, y: y - ROW / 2 + 2, width: wide + MARK, height: ROW - 4, class: "target" }));
  box.appendChild(shape("circle", { cx: x, cy: y, r: MARK }));
  box.appendChild(shape("text", { x: start, y: y + (node.sub ? -2 : 5), "text-anchor": anchor }, short(node.text, Math.floor(room / NAME_LETTER))));
  if (node.sub) box.appendChild(shape("text", { x: start, y: y + 13, "text-anchor": anchor, class: "sub" }, short(node.sub, Math.floor(room / SUB_LETTER))));
  box.appendChild(shape("title", {}, node.sub ? `${node.text} (${node.sub})` : node.text));
  return box;
}
