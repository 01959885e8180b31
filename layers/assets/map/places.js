/* Places: role by shape, precision by form. A ring is a town, a soft disc a district, an outlined area a region. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});
  const MANY = 4000;
  const REGION_KM = 55; // a stand-in for a state, a coast, a country: drawn as an area, never as a spot
  const AREA_KM = 70;
  const KM_PER_UNIT = 40075.017;

  const radiusAt = (zoom) => Math.max(2.6, Math.min(5.6, 2.6 + (zoom - 3) * 0.55));

  function shape(context, role, x, y, r) {
    context.beginPath();
    if (role === "border_crossing") {
      const d = r * 1.25;
      context.moveTo(x, y - d);
      context.lineTo(x + d, y);
      context.lineTo(x, y + d);
      context.lineTo(x - d, y);
      context.closePath();
    } else if (role === "base") {
      context.rect(x - r * 0.92, y - r * 0.92, r * 1.84, r * 1.84);
    } else if (role === "exploitation_site") {
      context.moveTo(x, y - r * 1.2);
      context.lineTo(x + r * 1.15, y + r * 0.85);
      context.lineTo(x - r * 1.15, y + r * 0.85);
      context.closePath();
    } else {
      context.arc(x, y, r, 0, 2 * Math.PI);
    }
  }
  Atlas.placeShape = shape;

  /* Pixels on screen of a length on the ground at that latitude. */
  function ground(frame, unitY, km) {
    const latitude = 2 * Math.atan(Math.exp((0.5 - unitY) * 2 * Math.PI)) - Math.PI / 2;
    return (km / (KM_PER_UNIT * Math.cos(latitude))) * frame.scale;
  }

  function hatch(context, x, y, r, colour) {
    context.save();
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.clip();
    context.strokeStyle = colour;
    context.lineWidth = 1;
    context.globalAlpha = 0.5;
    context.beginPath();
    for (let offset = -2 * r; offset < 2 * r; offset += 6) {
      context.moveTo(x + offset - r, y + r);
      context.lineTo(x + offset + r, y - r);
    }
    context.stroke();
    context.restore();
  }

  Atlas.drawAreas = function (frame, areas, tokens) {
    const { context, scale, left, top } = frame;
    for (const area of areas) {
      const x = area.at[0] * scale - left;
      const y = area.at[1] * scale - top;
      const r = Math.max(13, ground(frame, area.at[1], AREA_KM));
      context.beginPath();
      context.arc(x, y, r, 0, 2 * Math.PI);
      context.fillStyle = tokens.exploitation + "26";
      context.fill();
      hatch(context, x, y, r, tokens.exploitation);
      context.setLineDash([]);
      context.lineWidth = 1.6;
      context.strokeStyle = tokens.exploitation;
      context.beginPath();
      context.arc(x, y, r, 0, 2 * Math.PI);
      context.stroke();
    }
  };

  Atlas.drawPlaces = function (frame, places, tokens, focus) {
    const { context, scale, left, top, width, height, zoom } = frame;
    const r = radiusAt(zoom);
    context.setLineDash([]);
    if (places.length > MANY) {
      context.fillStyle = tokens.ink;
      context.beginPath();
      for (const place of places) {
        const x = place.at[0] * scale - left;
        const y = place.at[1] * scale - top;
        if (x < 0 || y < 0 || x > width || y > height) continue;
        context.rect(x - 1.5, y - 1.5, 3, 3);
      }
      context.fill();
      return;
    }
    for (const place of places) {
      const x = place.at[0] * scale - left;
      const y = place.at[1] * scale - top;
      if (x < -40 || y < -40 || x > width + 40 || y > height + 40) continue;
      context.globalAlpha = focus && !focus.has(place.key) ? 0.4 : 1;
      const selected = focus && focus.has(place.key) && focus.main === place.key;
      if (place.precision === "region") {
        const area = Math.max(9, ground(frame, place.at[1], REGION_KM));
        context.beginPath();
        context.arc(x, y, area, 0, 2 * Math.PI);
        context.fillStyle = tokens.ink + "0f";
        context.fill();
        context.setLineDash([4, 3]);
        context.lineWidth = selected ? 2.4 : 1.1;
        context.strokeStyle = selected ? tokens.accent : tokens.quiet;
        context.stroke();
        context.setLineDash([]);
      } else if (place.precision === "district") {
        context.beginPath();
        context.arc(x, y, r * 2.1, 0, 2 * Math.PI);
        context.fillStyle = tokens.ink + "26";
        context.fill();
      }
      if (selected) {
        context.lineWidth = 5;
        context.strokeStyle = tokens.accent + "88";
        context.beginPath();
        context.arc(x, y, r + 4.5, 0, 2 * Math.PI);
        context.stroke();
      }
      shape(context, place.role, x, y, r);
      context.fillStyle = place.precision === "region" ? tokens.land : tokens.paper;
      context.fill();
      context.lineWidth = place.precision === "town" ? 1.7 : 1.2;
      context.strokeStyle = place.precision === "region" ? tokens.quiet : tokens.ink;
      context.stroke();
      if (place.role === "origin") {
        context.beginPath();
        context.moveTo(x - r, y);
        context.lineTo(x + r, y);
        context.stroke();
      }
      if (place.role === "destination") {
        context.beginPath();
        context.arc(x, y, r * 0.38, 0, 2 * Math.PI);
        context.fillStyle = tokens.ink;
        context.fill();
      }
      if (place.disputed && zoom >= 4.4) Atlas.disputeMark(context, x + r * 1.35, y - r * 1.35, Math.max(3.4, r * 0.85), tokens);
      context.globalAlpha = 1;
    }
  };

  Atlas.placeAt = function (frame, places, x, y, reach) {
    const { scale, left, top } = frame;
    let best = null;
    let distance = reach;
    for (const place of places) {
      const d = Math.hypot(place.at[0] * scale - left - x, place.at[1] * scale - top - y);
      if (d < distance) {
        distance = d;
        best = place;
      }
    }
    return best;
  };
})();
