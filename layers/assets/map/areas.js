/* Shaded countries or regions, under the legs: classes come from the server, with their words. No figure is hatched, zero is
   plain land: the two never look the same. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});
  const HATCH_PX = 7;
  const NARROW_PX = 700; // beside a card: below, the legend stands folded with the other one
  const SVG = "http://www.w3.org/2000/svg";

  /* A swatch of the legend: a shade, plain land, or the hatching. */
  function swatch(tokens, fill, hatched) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("width", 34);
    svg.setAttribute("height", 14);
    svg.setAttribute("aria-hidden", "true");
    const add = (name, attributes) => {
      const node = svg.appendChild(document.createElementNS(SVG, name));
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    };
    add("rect", { x: 0.5, y: 0.5, width: 33, height: 13, fill, stroke: tokens.border });
    if (hatched) for (const x of [2, 9, 16, 23]) add("path", { d: `M${x} 13 L${x + 9} 1`, stroke: tokens.hatch });
    return svg;
  }

  function ring(tokens, radius, dash) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("width", 38);
    svg.setAttribute("height", Math.max(16, 2 * radius + 3));
    svg.setAttribute("aria-hidden", "true");
    const circle = svg.appendChild(document.createElementNS(SVG, "circle"));
    for (const [key, value] of Object.entries({ cx: 19, cy: "50%", r: radius, fill: tokens.ink, "fill-opacity": 0.1, stroke: tokens.ink, "stroke-width": 1.3, "stroke-dasharray": dash })) circle.setAttribute(key, value);
    return svg;
  }

  Atlas.parts.push(function (atlas) {
    const { map, state } = atlas;
    const element = Atlas.element;
    const items = new Map();
    let shade = null;
    let said = "null";
    let touched = false; // the visitor has folded or unfolded the legend by hand

    const Box = L.Control.extend({
      onAdd() {
        if (this.box) return this.box; // it has only changed its corner
        this.box = L.DomUtil.create("div", "atlas-legend atlas-shade");
        L.DomEvent.disableClickPropagation(this.box);
        L.DomEvent.disableScrollPropagation(this.box);
        return this.box;
      },
    });
    const control = new Box({ position: "topright" }); // on the map only while there is something to explain

    /* The shade of an area: 1 to 4, 0 for a figure of zero, null where there is no figure. */
    function stepOf(code) {
      if (Object.prototype.hasOwnProperty.call(shade.areas, code)) return shade.areas[code][0];
      return shade.none_of.has(code) || shade.none_of.has(code.slice(0, 2)) ? 0 : null;
    }

    /* The areas of the basemap that a figure may be about; the world beyond only where there is one. */
    function shapes() {
      const { countries, beyond, regions } = atlas.basemap.areas();
      const parts = new Set(regions.map((each) => each.code.slice(0, 2)));
      const near = shade.regional ? [...regions, ...countries.filter((each) => !parts.has(each.code))] : countries;
      return [...near, ...beyond.filter((each) => stepOf(each.code) !== null)];
    }

    const outside = (box, view) => box[2] < view[0] || box[0] > view[2] || box[3] < view[1] || box[1] > view[3];

    /* Called by the basemap between land and water; the context is in units of the map. */
    atlas.tint = (frame, view, level) => {
      if (!shade) return;
      const { context, ratio, width, height } = frame;
      const blank = new Path2D();
      for (const shape of shapes()) {
        if (outside(shape.box, view)) continue;
        const step = stepOf(shape.code);
        const path = Atlas.pathOf(shape, level);
        if (step === null) blank.addPath(path);
        else if (step) {
          context.fillStyle = state.tokens["shade" + step];
          context.fill(path, "evenodd");
        }
      }
      context.save();
      context.clip(blank, "evenodd");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.beginPath();
      for (let x = -height; x < width; x += HATCH_PX) {
        context.moveTo(x, height);
        context.lineTo(x + height, 0);
      }
      context.lineWidth = 0.8;
      context.setLineDash([]);
      context.strokeStyle = state.tokens.hatch;
      context.stroke();
      context.restore();
    };

    /* What a tip says of the area under a point of the map. */
    atlas.areaAt = (point) => {
      const frame = atlas.base.frame;
      if (!shade || !frame || !atlas.basemap) return null;
      const { context, ratio, scale, left, top, pad } = frame;
      const [x, y] = [point.x + pad.x, point.y + pad.y];
      const at = [(x + left) / scale, (y + top) / scale];
      context.setTransform(ratio * scale, 0, 0, ratio * scale, -left * ratio, -top * ratio);
      const found = shapes().find((shape) => !outside(shape.box, [...at, ...at]) && context.isPointInPath(Atlas.pathOf(shape, 0), x * ratio, y * ratio, "evenodd"));
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      if (!found) return null;
      if (!items.has(found.code)) items.set(found.code, { kind: "area", code: found.code, name: found.name });
      return items.get(found.code);
    };

    atlas.areaLines = ({ code, name }) => {
      const step = stepOf(code);
      const text = step === null ? shade.none : step ? shade.areas[code][1] : shade.nobody;
      return [state.strings.countries[code] || name, text, shade.title];
    };

    function write() {
      if (!shade) control.remove();
      if (!shade || !state.tokens) return;
      const narrow = window.innerWidth - (state.inset || 0) < NARROW_PX;
      const corner = narrow ? "bottomleft" : "topright";
      if (control.getPosition() !== corner || !control._map) control.setPosition(corner).addTo(map);
      const before = control.box.querySelector("details");
      const details = element("details");
      details.open = before && touched ? before.open : !narrow;
      details.appendChild(element("summary", "", shade.title)).addEventListener("click", () => (touched = true));
      const body = details.appendChild(Atlas.legendBody(shade.title));
      const list = (rows) => {
        const box = element("ul");
        for (const [picture, text] of rows) {
          const item = box.appendChild(element("li"));
          item.append(picture, element("span", "", text));
        }
        return box;
      };
      const rows = [
        ...[...shade.rows].reverse().map(([step, text]) => [swatch(state.tokens, state.tokens["shade" + step]), text]),
        ...(shade.nobody ? [[swatch(state.tokens, state.tokens.land), shade.nobody]] : []),
        [swatch(state.tokens, state.tokens.land, true), shade.none],
      ];
      const rings = atlas.ringRows((radius, dash) => ring(state.tokens, radius, dash));
      if (rings.length) body.append(element("h3", "", shade.rings), list(rings));
      body.append(...shade.lines.slice(0, 1).map((text) => element("h3", "", text)), list(rows), ...shade.lines.slice(1).map((text) => element("p", "", text)));
      control.box.replaceChildren(details);
    }

    map.on("resize", write); // the frame may get its width late
    atlas.on("setup", write);
    atlas.on("inset", write);
    atlas.on("scene", (message) => {
      const now = JSON.stringify(message.shade || null);
      if (now === said) return;
      said = now;
      shade = message.shade ? { ...message.shade, none_of: new Set(message.shade.zero) } : null;
      items.clear();
      write();
      atlas.base.redraw();
      atlas.draw(); // labels keep clear of the legend
    });
  });
})();
