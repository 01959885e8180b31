/* The embedded basemap: one TopoJSON file, drawn on a canvas. Arcs are decoded once, then kept at three levels of detail. */
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

  function areas(arcs, levels, geometries) {
    const shapes = [];
    for (const geometry of geometries)
      for (const rings of polygons(geometry)) {
        const paths = levels.map((level) => {
          const path = new Path2D();
          for (const ring of rings) {
            trace(path, level, ring);
            path.closePath();
          }
          return path;
        });
        shapes.push({ box: bounds(arcs, rings), paths });
      }
    return shapes;
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

  function strokes(arcs, levels, chosen) {
    return chosen.map((arc) => ({
      box: bounds(arcs, [[arc]]),
      paths: levels.map((level) => {
        const path = new Path2D();
        trace(path, level, [arc]);
        return path;
      }),
    }));
  }

  Atlas.Basemap = function (file) {
    const layer = (name, object) => {
      const arcs = decode(file[name]);
      const levels = LEVELS.map((level) => arcs.map((points) => thin(points, level.tolerance)));
      return { arcs, levels, geometries: file[name].objects[object].geometries };
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
      { shapes: areas(beyond.arcs, beyond.levels, beyond.geometries), fill: "beyond", stroke: "coast", width: 0.5 },
      { shapes: areas(main.arcs, main.levels, main.geometries), fill: "land" },
      { shapes: areas(lakes.arcs, lakes.levels, lakes.geometries), fill: "sea", stroke: "water", width: 0.6 },
      { shapes: rivers.geometries.flatMap((g) => lines(g).map((line) => line)).flatMap((line) => strokes(rivers.arcs, rivers.levels, line.map((i) => (i < 0 ? ~i : i)))), stroke: "water", width: 0.9, from: 4.5 },
      { shapes: strokes(main.arcs, main.levels, region), stroke: "region", width: 0.8, dash: [3, 3], from: 5.25 },
      { shapes: strokes(main.arcs, main.levels, coast), stroke: "coast", width: 0.8 },
      { shapes: strokes(main.arcs, main.levels, border), stroke: "border", width: 1.1 },
    ];
    this.countries = main.geometries.map((geometry) => {
      let best = null;
      let size = 0;
      for (const rings of polygons(geometry)) {
        let area = 0;
        let x = 0;
        let y = 0;
        const ring = [];
        for (const index of rings[0]) {
          const points = main.arcs[index < 0 ? ~index : index];
          const count = points.length / 2;
          for (let k = 0; k < count; k++) {
            const at = index < 0 ? count - 1 - k : k;
            ring.push([points[2 * at], points[2 * at + 1]]);
          }
        }
        for (let i = 0; i + 1 < ring.length; i++) {
          const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
          area += cross;
          x += (ring[i][0] + ring[i + 1][0]) * cross;
          y += (ring[i][1] + ring[i + 1][1]) * cross;
        }
        if (Math.abs(area) > size) {
          size = Math.abs(area);
          best = [x / (3 * area), y / (3 * area)];
        }
      }
      const names = geometry.properties;
      return { id: names.id, at: best, size, names: { en: names.en, es: names.es, pt: names.pt } };
    });
    this.towns = file.places.map((row) => ({ at: Atlas.unit(row[0], row[1]), name: row[2], zoom: row[3], rank: row[4] }));
  };

  Atlas.Basemap.prototype.paint = function (frame, tokens) {
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
        const path = shape.paths[level];
        if (layer.fill) context.fill(path, "evenodd");
        if (layer.stroke) context.stroke(path);
      }
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.setLineDash([]);
  };
})();
