/* The gap layer: a ring around each place, wider the more sources speak of it, dashed where none does any more. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});
  const RADIUS_PX = [0, 7, 10, 13.5, 17.5];
  const DASH_PX = [3.5, 3];

  Atlas.parts.push(function (atlas) {
    const { state } = atlas;
    let given = null;
    let rows = new Map();

    const surface = atlas.surface("rings", 405, (frame) => {
      const { context, scale, left, top, width, height } = frame;
      context.lineWidth = 1.3;
      context.strokeStyle = state.tokens.ink;
      context.fillStyle = state.tokens.ink + "1a";
      for (const place of state.scene.places) {
        const row = rows.get(place.ord);
        if (!row) continue;
        const [x, y] = [place.at[0] * scale - left, place.at[1] * scale - top];
        if (x < -20 || y < -20 || x > width + 20 || y > height + 20) continue;
        context.setLineDash(row[2] ? DASH_PX : []);
        context.beginPath();
        context.arc(x, y, RADIUS_PX[row[1]], 0, 2 * Math.PI);
        context.fill();
        context.stroke();
      }
      context.setLineDash([]);
    });
    atlas.layers.push(surface);

    /* What is said of the reports on a place, [] while the layer is off. */
    atlas.reportsOn = (place) => {
      const row = rows.get(place.ord);
      if (!row) return [];
      return row[2] ? [row[3], atlas.fill(given.after, { year: row[2] })] : [row[3]];
    };

    /* Pictures and words of the legend. */
    atlas.ringRows = (picture) => {
      if (!given) return [];
      const ring = (step, dash) => picture(step ? RADIUS_PX[step] : 8, dash ? DASH_PX.join(" ") : "none");
      return [...given.sizes.map(([size, text]) => [ring(size), text]), [ring(0, true), given.silent]];
    };

    atlas.on("scene", (message) => {
      given = message.shade && message.shade.places ? message.shade : null;
      rows = new Map(given ? given.places.map((row) => [row[0], row]) : []);
      surface.redraw();
    });
  });
})();
