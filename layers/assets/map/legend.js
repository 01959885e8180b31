/* The legend: the same shapes the canvas draws, as small SVG pictures beside words. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});
  const SVG = "http://www.w3.org/2000/svg";

  Atlas.element = function (name, className, text) {
    const node = document.createElement(name);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };

  function picture(width, height) {
    const node = document.createElementNS(SVG, "svg");
    node.setAttribute("width", width);
    node.setAttribute("height", height);
    node.setAttribute("aria-hidden", "true");
    return node;
  }

  function add(svg, name, attributes) {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    svg.appendChild(node);
    return node;
  }

  function line(tokens, colour, form, forms) {
    const svg = picture(34, 13);
    const width = 2.6 * forms[form].width;
    add(svg, "path", {
      d: "M1 10 Q16 1 33 8", fill: "none", stroke: tokens[colour], "stroke-width": width,
      "stroke-dasharray": forms[form].dash.map((step) => step * 2.6).join(" "),
      "stroke-linecap": form === "other_group" ? "round" : "butt",
    });
    add(svg, "path", { d: "M22.5 4.9 L14.5 1.7 L16.5 5 L14 8.4 Z", fill: tokens[colour] });
    return svg;
  }

  function mark(tokens, role, precision) {
    const svg = picture(34, 18);
    const style = { fill: tokens.paper, stroke: tokens.ink, "stroke-width": 1.5 };
    if (precision === "district") add(svg, "circle", { cx: 17, cy: 9, r: 8.5, fill: tokens.ink, "fill-opacity": 0.15 });
    if (precision === "region") {
      add(svg, "circle", { cx: 17, cy: 9, r: 8, fill: tokens.ink, "fill-opacity": 0.06, stroke: tokens.quiet, "stroke-dasharray": "4 3" });
      style.stroke = tokens.quiet;
    }
    const r = 4.4;
    if (role === "border_crossing") add(svg, "path", { d: "M17 3.5 L22.5 9 L17 14.5 L11.5 9 Z", ...style });
    else if (role === "base") add(svg, "rect", { x: 13, y: 5, width: 8, height: 8, ...style });
    else if (role === "exploitation_site") add(svg, "path", { d: "M17 3.7 L22 12.7 L12 12.7 Z", ...style });
    else add(svg, "circle", { cx: 17, cy: 9, r, ...style });
    if (role === "origin") add(svg, "path", { d: "M12.6 9 H21.4", ...style });
    if (role === "destination") add(svg, "circle", { cx: 17, cy: 9, r: 1.7, fill: tokens.ink });
    return svg;
  }

  function area(tokens) {
    const svg = picture(34, 18);
    add(svg, "circle", { cx: 17, cy: 9, r: 8, fill: tokens.exploitation, "fill-opacity": 0.18, stroke: tokens.exploitation, "stroke-width": 1.5 });
    for (const x of [11, 15, 19]) add(svg, "path", { d: `M${x} 15 L${x + 6} 4`, stroke: tokens.exploitation, "stroke-opacity": 0.5 });
    return svg;
  }

  function weight(tokens, grade) {
    const svg = picture(34, 13);
    add(svg, "path", { d: "M1 9 Q16 2 33 7", fill: "none", stroke: tokens.ink, "stroke-width": 2.4 * Atlas.strength(grade) });
    return svg;
  }

  function dispute(tokens) {
    const svg = picture(34, 16);
    add(svg, "path", { d: "M1 8 H33", stroke: tokens.unnamed, "stroke-width": 2.6 });
    add(svg, "circle", { cx: 17, cy: 8, r: 6, fill: tokens.paper, stroke: tokens.ink, "stroke-width": 1.2 });
    for (const x of [15.2, 18.8]) add(svg, "path", { d: `M${x - 1} 11 L${x + 1} 5`, stroke: tokens.ink, "stroke-width": 1.5 });
    return svg;
  }

  /* What a legend shows: it may be more than there is room for, and keys scroll it as well. */
  Atlas.legendBody = function (title) {
    const body = Atlas.element("div", "legend-body");
    body.tabIndex = 0;
    body.setAttribute("role", "group");
    body.setAttribute("aria-label", title);
    return body;
  };

  Atlas.fillLegend = function (box, tokens, forms, strings, open) {
    const element = Atlas.element;
    box.replaceChildren();
    const details = element("details");
    details.open = open;
    details.appendChild(element("summary", "", strings.ui.legend));
    const body = Atlas.legendBody(strings.ui.legend);
    const section = (title, rows) => {
      body.appendChild(element("h3", "", title));
      const list = element("ul");
      for (const [svg, text] of rows) {
        const item = element("li");
        item.appendChild(svg);
        item.appendChild(element("span", "", text));
        list.appendChild(item);
      }
      body.appendChild(list);
    };
    section(strings.ui.colour, [
      ...Object.entries(strings.families).map(([key, text], index) => [line(tokens, key, "tda", forms), tokens.numbered && key !== "unnamed" ? `${index + 1} ${text}` : text]),
    ]);
    section(strings.ui.form, Object.keys(strings.forms).map((key) => [line(tokens, "unnamed", key, forms), strings.short[key]]));
    section(strings.ui.evidence, [...strings.grades.map((text, grade) => [weight(tokens, grade), text]), [dispute(tokens), strings.ui.disputed_mark]]);
    section(strings.ui.place, [
      ...Object.entries(strings.roles).map(([key, text]) => [mark(tokens, key, "town"), text]),
      ...["district", "region"].map((key) => [mark(tokens, "transit_hub", key), strings.short[key]]),
      [area(tokens), strings.ui.area],
    ]);
    for (const note of strings.ui.notes) body.appendChild(element("p", "", note));
    details.appendChild(body);
    box.appendChild(details);
  };
})();
