/* Labels without collisions: headline corridors first, then curated places, then what the basemap knows. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});
  const REACH_PX = [22, 36]; // how far from its place a name may stand, with a line that leads there
  const REACHING = 5.6; // from this zoom on, where every place has a name
  const FACE = '"Inter", "Helvetica Neue", Arial, sans-serif';
  const COUNTRY_SIZE = [0, 0, 0.006, 0.0022, 0.0004, 0.0001, 0.00002, 0.000002]; // unit areas of bounds, by whole zoom

  // Where a country's name may go when its own spot is taken, in pixels.
  const NEAR = [[0, 0], [0, -18], [0, 18], [30, 14], [-30, 14], [0, -34], [0, 34], [44, 30], [-44, 30], [44, -26], [-44, -26], [0, 52]];

  const clear = (boxes, x0, y0, x1, y1) => !boxes.some((box) => x0 < box[2] && x1 > box[0] && y0 < box[3] && y1 > box[1]);

  function Room(covered) {
    this.covered = covered; // by controls and the card: what is written there is not seen
    this.boxes = [...covered];
  }
  Room.prototype.free = function (x0, y0, x1, y1) {
    return clear(this.boxes, x0, y0, x1, y1);
  };
  Room.prototype.take = function (x0, y0, x1, y1) {
    this.boxes.push([x0, y0, x1, y1]);
  };

  function halo(context, text, x, y, colour, paper, width) {
    context.lineJoin = "round";
    context.lineWidth = width;
    context.strokeStyle = paper;
    context.strokeText(text, x, y);
    context.fillStyle = colour;
    context.fillText(text, x, y);
  }

  /* Try right, left, above, below, and with `reach` further off in all eight directions; the first free spot wins. `draw` gets
     the spot and, for one further off, the end of a line that leads there. Returns false when none is free. */
  function place(context, room, text, x, y, away, height, draw, reach = []) {
    const width = context.measureText(text).width;
    const spots = [
      [x + away, y - height / 2], [x - away - width, y - height / 2],
      [x - width / 2, y - away - height], [x - width / 2, y + away],
    ];
    for (const far of reach)
      for (const [right, down] of [[1, -0.7], [-1, -0.7], [1, 0.7], [-1, 0.7], [1, 0], [-1, 0], [0, -1], [0, 1]])
        spots.push([x + far * right - (right < 0 ? width : right ? 0 : width / 2), y + far * down - height / 2, true]);
    for (const [left, top, led] of spots)
      if (room.free(left - 2, top - 1, left + width + 2, top + height + 1)) {
        room.take(left - 2, top - 1, left + width + 2, top + height + 1);
        draw(left, top + height / 2, led ? [Math.max(left, Math.min(x, left + width)), Math.max(top, Math.min(y, top + height))] : null);
        return true;
      }
    return false;
  }

  function lead(context, x, y, to, colour) {
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(...to);
    context.lineWidth = 1;
    context.strokeStyle = colour;
    context.stroke();
  }

  function banner(frame, room, corridor, x, y, tokens) {
    const context = frame.context;
    context.font = "600 12.5px " + FACE;
    const name = corridor.name.split(" (")[0];
    const width = context.measureText(name).width + 20;
    const height = 23;
    const spots = [
      [x - width - 22, y - height / 2], [x + 22, y - height / 2], [x - width / 2, y - height - 24], [x - width / 2, y + 24],
      [x - width - 60, y - 40], [x + 60, y - 40], [x - width - 60, y + 20], [x + 60, y + 20], [x - width - 110, y], [x + 110, y],
      ...[-60, 60, -100, 100].map((down) => [x - width / 2, y + down - height / 2]),
    ];
    // Names stay within what is seen, on a narrow screen even at the price of lying over something.
    const within = (value, low, high) => Math.max(low, Math.min(value, high));
    const kept = spots.map(([left, top]) => [
      within(left, frame.pad.x + 4, frame.width - frame.pad.x - width - 4),
      within(top, frame.pad.y + 4, frame.height - frame.pad.y - height - 28),
    ]);
    const beside = ([x0, y0]) => x < x0 - 12 || x > x0 + width + 12 || y < y0 - 12 || y > y0 + height + 12;
    const seen = kept.filter(([x0, y0]) => clear(room.covered, x0, y0, x0 + width, y0 + height));
    const spot = seen.find(([x0, y0]) => room.free(x0, y0, x0 + width, y0 + height)) || seen.find(beside) || seen[0];
    if (!spot) return null;
    const [left, top] = spot;
    room.take(left - 3, top - 3, left + width + 3, top + height + 3);
    room.covered.push([left - 3, top - 3, left + width + 3, top + height + 3]); // for the banners to come
    const anchor = [Math.max(left, Math.min(x, left + width)), Math.max(top, Math.min(y, top + height))];
    context.beginPath();
    context.moveTo(anchor[0], anchor[1]);
    context.lineTo(x, y);
    context.lineWidth = 1;
    context.strokeStyle = tokens.ink;
    context.stroke();
    context.beginPath();
    context.roundRect(left, top, width, height, 3);
    context.fillStyle = tokens.paper;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = tokens.ink;
    context.stroke();
    context.fillStyle = tokens.ink;
    context.fillRect(left, top, 4, height);
    context.fillText(name, left + 12, top + height / 2 + 0.5);
    return [left, top, left + width, top + height];
  }

  Atlas.drawLabels = function (frame, scene, basemap, tokens, language, covered) {
    const { context, scale, left, top, width, height, zoom } = frame;
    const room = new Room(covered);
    const spot = (at) => [at[0] * scale - left, at[1] * scale - top];
    const seen = (x, y) => x > -30 && y > -30 && x < width + 30 && y < height + 30;
    context.textBaseline = "middle";
    context.textAlign = "left";
    const crowded = scene.places.length > 1200;
    const shown = [];
    if (!crowded)
      for (const place of scene.places) {
        const [x, y] = spot(place.at);
        if (!seen(x, y)) continue;
        shown.push([place, x, y]);
        room.take(x - 6, y - 6, x + 6, y + 6);
      }
    const banners = [];
    for (const corridor of scene.headlines) {
      const [x, y] = spot(corridor.at);
      if (x < frame.pad.x || y < frame.pad.y || x > width - frame.pad.x || y > height - frame.pad.y || zoom > 7.6) continue;
      const box = banner(frame, room, corridor, x, y, tokens);
      if (box) banners.push({ corridor, box });
    }
    const size = zoom < 5 ? 11.5 : 12.5;
    context.font = "600 " + size + "px " + FACE;
    shown.sort((p, q) => q[0].weight - p[0].weight);
    const floor = zoom < 3.3 ? 7 : zoom < 4.1 ? 5 : zoom < 5.1 ? 2.5 : zoom < 5.6 ? 1.5 : 0;
    for (const [item, x, y] of shown) {
      if (item.weight < floor && !(scene.focus && scene.focus.has(item.key))) continue;
      const write = (at, middle, to) => {
        if (to) lead(context, x, y, to, tokens.ink);
        halo(context, item.name, at, middle, tokens.ink, tokens.paper, 3);
      };
      place(context, room, item.name, x, y, 9, size + 2, write, zoom > REACHING ? REACH_PX : []);
    }
    const drawn = new Set(shown.map(([item]) => item.key.slice("place.".length)));
    const towns = (capital) => {
      context.font = (capital ? "500" : "400") + " 11px " + FACE;
      for (const town of basemap.towns) {
        if ((town.rank === 1) !== capital || town.zoom > zoom + 0.25 || drawn.has(town.place)) continue;
        const [x, y] = spot(town.at);
        if (!seen(x, y) || !room.free(x - 4, y - 4, x + 4, y + 4)) continue;
        place(context, room, town.name, x, y, 6, 12, (at, middle) => {
          context.beginPath();
          context.arc(x, y, capital ? 2.2 : 1.6, 0, 2 * Math.PI);
          context.fillStyle = tokens.label;
          context.fill();
          halo(context, town.name, at, middle, tokens.label, tokens.land, 2.5);
        });
      }
    };
    if (!basemap) return banners;
    towns(true);
    if (zoom < 7.5) {
      const limit = COUNTRY_SIZE[Math.max(2, Math.min(7, Math.floor(zoom)))];
      context.font = "500 " + (zoom < 4 ? 10.5 : 12) + "px " + FACE;
      context.letterSpacing = "1.4px";
      for (const country of basemap.countries) {
        if (country.size < limit) continue;
        const [x, y] = spot(country.at);
        if (!seen(x, y)) continue;
        const name = (country.names[language] || country.names.en || "").toLocaleUpperCase(language);
        const length = context.measureText(name).width;
        for (const [right, down] of NEAR) {
          const from = x + right - length / 2;
          if (!room.free(from, y + down - 8, from + length, y + down + 8)) continue;
          room.take(from, y + down - 8, from + length, y + down + 8);
          halo(context, name, from, y + down, tokens.country, tokens.land, 3);
          break;
        }
      }
      context.letterSpacing = "0px";
    }
    towns(false);
    return banners;
  };
})();
