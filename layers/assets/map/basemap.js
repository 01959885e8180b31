/* The embedded basemap: one TopoJSON file, drawn on a canvas at three levels of detail. Arcs are decoded once; a level is
   made when it is first drawn, so that the first map waits for the coarsest one only. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});
  const LEVELS = [
    { below: 4.6, tolerance: 1.1 / (256 * Math.pow(2, 4.6)) },
    { below: 6.6, tolerance: 0.8 / (256 * Math.pow(2, 6.6)) },
    { below: 99, tolerance: 0 },
  ];

  function decode(topology) {
    const { scale, translate } = topology.transform;
    return topology.arcs.map((arc) => {
      let x = 0;
      let y = 0;
      const points = new Float64Array(arc.length * 2);
      arc.forEach((step, index) => {
        x += step[0];
        y += step[1];
        const unit = Atlas.unit(x * scale[0] + translate[0], y * scale[1] + translate[1]);
        points[2 * index] = unit[0];
        points[2 * index + 1] = unit[1];
      });
      return points;
    });
  }

  /* Keep the ends of an arc and every point farther than the tolerance from the last one kept: neighbours stay joined. */
  function thin(points, tolerance) {
    if (!tolerance || points.length <= 4) return points;
    const kept = [points[0], points[1]];
    for (let i = 2; i < points.length - 2; i += 2) {
      const last = kept.length;
      if (Math.hypot(points[i] - kept[last - 2], points[i + 1] - kept[last - 1]) >= tolerance) kept.push(points[i], points[i + 1]);
    }
    kept.push(points[points.length - 2], points[points.length - 1]);
    return Float64Array.from(kept);
  }

  function polygons(geometry) {
    if (geometry.type === "Polygon") return [geometry.arcs];
    if (geometry.type === "MultiPolygon") return geometry.arcs;
    return [];
  }

  function lines(geometry) {
    if (geometry.type === "LineString") return [geometry.arcs];
    if (geometry.type === "MultiLineString") return geometry.arcs;
    return [];
  }

  function trace(path, arcs, ring) {
    let first = true;
    for (const index of ring) {
      const points = arcs[index < 0 ? ~index : index];
      const count = points.length / 2;
      for (let k = 0; k < count; k++) {
        const at = index < 0 ? count - 1 - k : k;
        if (first) path.moveTo(points[2 * at], points[2 * at + 1]);
        else path.lineTo(points[2 * at], points[2 * at + 1]);
        first = false;
      }
    }
  }

  function bounds(arcs, rings) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of rings)
      for (const index of ring) {
        const points = arcs[index < 0 ? ~index : index];
        for (let i = 0; i < points.length; i += 2) {
          box[0] = Math.min(box[0], points[i]);
          box[1] = Math.min(box[1], points[i + 1]);
          box[2] = Math.max(box[2], points[i]);
          box[3] = Math.max(box[3], points[i + 1]);
        }
      }
    return box;
  }

  /* A shape: rings (closed) or lines of arcs, its bounds, and its path per level, made on demand. */
  function shape(source, rings, closed) {
    return { source, rings, closed, box: bounds(source.arcs, rings), paths: [] };
  }

  function pathOf(shape, level) {
    if (!shape.paths[level]) {
      const path = new Path2D();
      const arcs = shape.source.at(level);
      for (const ring of shape.rings) {
        trace(path, arcs, ring);
        if (shape.closed) path.closePath();
      }
      shape.paths[level] = path;
    }
    return shape.paths[level];
  }

  Atlas.pathOf = pathOf;

  function areas(source, geometries) {
    const named = ({ id, n, en }) => ({ code: id || "", name: n || en });
    return geometries.flatMap((geometry) => polygons(geometry).map((rings) => Object.assign(shape(source, rings, true), named(geometry.properties || {}))));
  }

  /* Arcs that one feature only, or two features, use: coast lines and shared borders. */
  function usage(geometries) {
    const users = new Map();
    geometries.forEach((geometry, owner) => {
      for (const rings of polygons(geometry))
        for (const ring of rings)
          for (const index of ring) {
            const arc = index < 0 ? ~index : index;
            if (!users.has(arc)) users.set(arc, new Set());
            users.get(arc).add(owner);
          }
    });
    return users;
  }

  function strokes(source, chosen) {
    return chosen.map((arc) => shape(source, [[arc]], false));
  }

  Atlas.Basemap = function (file) {
    const layer = (name, object) => {
      const arcs = decode(file[name]);
      const levels = [];
      const at = (level) => (levels[level] = levels[level] || arcs.map((points) => thin(points, LEVELS[level].tolerance)));
      return { arcs, at, geometries: file[name].objects[object].geometries };
    };
    const main = layer("am", "countries");
    const regions = file.am.objects.admin1.geometries;
    const beyond = layer("row", "row");
    const lakes = layer("lakes", "lakes");
    const rivers = layer("rivers", "rivers");
    const coast = [];
    const border = [];
    for (const [arc, owners] of usage(main.geometries)) (owners.size > 1 ? border : coast).push(arc);
    const region = [];
    const country = (geometry) => String(geometry.properties.id || "").slice(0, 2);
    for (const [arc, owners] of usage(regions)) {
      const countries = new Set([...owners].map((owner) => country(regions[owner])));
      if (owners.size > 1 && countries.size === 1) region.push(arc);
    }
    this.layers = [
      { shapes: areas(beyond, beyond.geometries), fill: "beyond", stroke: "coast", width: 0.5 },
      { shapes: areas(main, main.geometries), fill: "land" },
      { shapes: areas(lakes, lakes.geometries), fill: "sea", stroke: "water", width: 0.6 },
      { shapes: rivers.geometries.flatMap((geometry) => lines(geometry).map((line) => shape(rivers, [line], false))), stroke: "water", width: 0.9, from: 4.5 },
      { shapes: strokes(main, region), stroke: "region", width: 0.8, dash: [3, 3], from: 5.25 },
      { shapes: strokes(main, coast), stroke: "coast", width: 0.8 },
      { shapes: strokes(main, border), stroke: "border", width: 1.1 },
    ];
    const [far, near] = this.layers.map((each) => each.shapes);
    let parts = null; // 348 states, made only for a map that shades them
    this.areas = () => ({ countries: near, beyond: far, regions: (parts = parts || areas(main, regions)) });
    this.countries = main.geometries.map((geometry) => {
      const { id, en, es, pt, c } = geometry.properties;
      const sizes = polygons(geometry).map((rings) => {
        const box = bounds(main.arcs, [rings[0]]);
        return (box[2] - box[0]) * (box[3] - box[1]);
      });
      return { id, names: { en, es, pt }, at: Atlas.unit(c[0], c[1]), size: Math.max(...sizes) };
    });
    this.towns = file.places.map((row) => ({ at: Atlas.unit(row[0], row[1]), name: row[2], zoom: row[3], rank: row[4], place: row[5] || null }));
  };

  Atlas.Basemap.prototype.paint = function (frame, tokens, tint) {
    const { context, ratio, scale, left, top, width, height, zoom } = frame;
    context.fillStyle = tokens.sea;
    context.fillRect(0, 0, width, height);
    const view = [left / scale, top / scale, (left + width) / scale, (top + height) / scale];
    const level = LEVELS.findIndex((each) => zoom < each.below);
    // Shifting the origin on the path side keeps float32 rasterisers exact at zoom 9.
    context.setTransform(ratio * scale, 0, 0, ratio * scale, -left * ratio, -top * ratio);
    context.lineJoin = "round";
    for (const layer of this.layers) {
      if (layer.from && zoom < layer.from) continue;
      context.lineWidth = (layer.width || 1) / scale;
      context.setLineDash(layer.dash ? layer.dash.map((step) => step / scale) : []);
      if (layer.fill) context.fillStyle = tokens[layer.fill];
      if (layer.stroke) context.strokeStyle = tokens[layer.stroke];
      for (const shape of layer.shapes) {
        const box = shape.box;
        if (box[2] < view[0] || box[0] > view[2] || box[3] < view[1] || box[1] > view[3]) continue;
        const path = pathOf(shape, level);
        if (layer.fill) context.fill(path, "evenodd");
        if (layer.stroke) context.stroke(path);
      }
      if (layer.fill === "land") tint(frame, view, level);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.setLineDash([]);
  };
})();
