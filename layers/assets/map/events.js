/* Events: while a window of time is set, a mark at each place that has some, with those that have just left fading; where
   there are too many to tell apart, hexagons with their number, at every zoom. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});
  const MANY = 1500; // events; beyond this, hexagons
  const HEX_PX = 30;
  const CLOSER = 2; // levels of zoom that a click on a hexagon comes nearer
  const FADE_SHARE = 0.2; // of the window's length, on either side
  const FADE_DAYS_MIN = 12;
  const ROOT3 = Math.sqrt(3);

  /* How much of an event is seen: 1 inside the window, fading to 0 beside it. */
  Atlas.presence = function (days, window) {
    if (!days) return 0;
    if (!window) return 1;
    const outside = Math.max(window[0] - days[1], days[0] - window[1], 0);
    if (!outside) return 1;
    const fade = Math.max(FADE_DAYS_MIN, (window[1] - window[0]) * FADE_SHARE);
    return Math.max(0, 1 - outside / fade);
  };

  /* The hexagon that a position of the unit square lies in, as axial coordinates (flat-topped, `size` from centre to corner;
     rounding in cube coordinates). */
  function hexagonOf(at, size) {
    const q = ((2 / 3) * at[0]) / size;
    const r = ((-1 / 3) * at[0] + (ROOT3 / 3) * at[1]) / size;
    let rq = Math.round(q);
    let rr = Math.round(r);
    const rs = Math.round(-q - r);
    const [dq, dr, ds] = [Math.abs(rq - q), Math.abs(rr - r), Math.abs(rs + q + r)];
    if (dq > dr && dq > ds) rq = -rr - rs;
    else if (dr > ds) rr = -rq - rs;
    return [rq, rr];
  }

  /* Count events by hexagon, its size fixed in pixels at the whole zoom. Every event with a place is in exactly one. Returns
     [{ key, x, y, n, size, places }] with the centre in the unit square and the places that have the events, largest last. */
  Atlas.hexagons = function (events, places, zoom) {
    const size = HEX_PX / (256 * Math.pow(2, Math.round(zoom)));
    const counts = new Map();
    for (const event of events) if (places.has(event.place)) counts.set(event.place, (counts.get(event.place) || 0) + 1);
    const cells = new Map();
    for (const [ord, n] of counts) {
      const place = places.get(ord);
      const [q, r] = hexagonOf(place.at, size);
      const key = `hexagon.${Math.round(zoom)}.${q}.${r}`;
      if (!cells.has(key)) cells.set(key, { kind: "hexagon", key, x: size * 1.5 * q, y: size * ROOT3 * (r + q / 2), n: 0, size, places: [] });
      const cell = cells.get(key);
      cell.n += n;
      cell.places.push(place);
    }
    return [...cells.values()].sort((p, q) => p.n - q.n);
  };

  Atlas.traceHexagon = function (context, x, y, r) {
    context.beginPath();
    for (let corner = 0; corner < 6; corner++) context.lineTo(x + r * Math.cos((corner * Math.PI) / 3), y + r * Math.sin((corner * Math.PI) / 3));
    context.closePath();
  };

  Atlas.parts.push(function (atlas) {
    const { map, state } = atlas;
    let made = null;

    const crowded = () => state.scene.events.length > MANY;

    function cellsAt(zoom) {
      if (!crowded()) return [];
      const whole = Math.round(zoom);
      if (!made || made.scene !== state.scene || made.zoom !== whole) made = { scene: state.scene, zoom: whole, cells: Atlas.hexagons(state.scene.events, state.places, whole) };
      return made.cells;
    }

    function drawHexagons(frame) {
      const cells = cellsAt(frame.zoom);
      const { context, scale, left, top, width, height } = frame;
      const most = Math.log(1 + (cells.length ? cells[cells.length - 1].n : 1));
      context.setLineDash([]);
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.font = '600 11px "Inter", Arial, sans-serif';
      for (const cell of cells) {
        const x = cell.x * scale - left;
        const y = cell.y * scale - top;
        if (x < -40 || y < -40 || x > width + 40 || y > height + 40) continue;
        const r = cell.size * scale * 0.94;
        Atlas.traceHexagon(context, x, y, r);
        context.globalAlpha = 0.25 + (0.6 * Math.log(1 + cell.n)) / most;
        context.fillStyle = state.tokens.paper;
        context.fill();
        context.globalAlpha = 1;
        context.lineWidth = 1 + (2 * Math.log(1 + cell.n)) / most;
        context.strokeStyle = state.tokens.accent;
        context.stroke();
        context.fillStyle = state.tokens.ink;
        context.fillText(cell.n.toLocaleString(state.language), x, y);
      }
      context.textAlign = "left";
    }

    function drawMarks(frame) {
      const { context, scale, left, top, width, height, zoom } = frame;
      const sites = new Map();
      for (const event of state.given.events) {
        const alpha = Atlas.presence(event.days, state.window);
        if (!alpha || event.place < 0) continue;
        const site = sites.get(event.place) || { weight: 0, sharp: false, chosen: false };
        site.weight += alpha;
        site.sharp = site.sharp || event.days[1] - event.days[0] < 32;
        site.chosen = site.chosen || event.key === state.selected;
        sites.set(event.place, site);
      }
      const grow = Math.max(0.8, Math.min(1.5, 0.8 + (zoom - 3) * 0.14));
      for (const [ord, site] of sites) {
        const place = state.places.get(ord);
        if (!place) continue;
        const x = place.at[0] * scale - left;
        const y = place.at[1] * scale - top;
        if (x < -60 || y < -60 || x > width + 60 || y > height + 60) continue;
        const r = (5 + 4 * Math.sqrt(site.weight)) * grow;
        const alpha = Math.min(1, site.weight);
        context.beginPath();
        context.arc(x, y, r, 0, 2 * Math.PI);
        context.globalAlpha = 0.28 * alpha;
        context.fillStyle = state.tokens.accent;
        context.fill();
        context.globalAlpha = alpha;
        context.setLineDash(site.sharp ? [] : [3, 3]); // dated to a year or so only
        context.lineWidth = site.chosen ? 3 : 1.6;
        context.strokeStyle = state.tokens.accent;
        context.stroke();
      }
      context.setLineDash([]);
      context.globalAlpha = 1;
    }

    const surface = atlas.surface("events", 405, (frame) => {
      if (crowded()) drawHexagons(frame);
      else if (state.window) drawMarks(frame);
    });
    atlas.layers.push(surface);
    /* The hexagon at a pixel of the frame, null where no event is counted. */
    atlas.hexAt = (frame, x, y) => {
      const cells = cellsAt(frame.zoom);
      if (!cells.length) return null;
      const [q, r] = hexagonOf([(x + frame.left) / frame.scale, (y + frame.top) / frame.scale], cells[0].size);
      return cells.find((cell) => cell.key === `hexagon.${made.zoom}.${q}.${r}`) || null;
    };
    /* Those of the present zoom, largest first; none where each event can be told apart. */
    atlas.hexagons = () => [...cellsAt(map.getZoom())].reverse();
    /* Come closer to what a hexagon counts; at the last zoom, open the place that has it all. */
    atlas.enter = (cell) => atlas.settled(() => {
      const zoom = Math.min(map.getMaxZoom(), Math.round(map.getZoom()) + CLOSER);
      const box = L.latLngBounds(cell.places.map((place) => [place.lat, place.lon]));
      if (zoom > map.getZoom()) map.setView(box.getCenter(), zoom, { animate: !atlas.calm() });
      else if (cell.places.length === 1) atlas.tell({ type: "select", key: cell.places[0].key });
    });
  });
})();
