/* Legs: calm curves between two places. The curve is drawn here and stored nowhere; it is no path that anyone walked. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});
  const BOW = 0.13; // of the leg's length; always to the left of travel, so that two directions lie apart
  const LANE = 0.11; // further bow for each leg that joins the same two places
  const FAMILIES = ["movement", "exploitation", "coercion", "trade"];
  const MANY = 2500; // beyond this, legs are stroked in batches: one colour, no fading ends, no heads

  Atlas.curve = function (from, to, lane) {
    const dx = to[0] - from[0];
    const dy = to[1] - from[1];
    const bow = BOW + LANE * lane;
    return [from[0], from[1], (from[0] + to[0]) / 2 + dy * bow, (from[1] + to[1]) / 2 - dx * bow, to[0], to[1]];
  };

  function at(curve, t) {
    const s = 1 - t;
    return [
      s * s * curve[0] + 2 * s * t * curve[2] + t * t * curve[4],
      s * s * curve[1] + 2 * s * t * curve[3] + t * t * curve[5],
    ];
  }
  Atlas.along = at;

  function strandsOf(leg) {
    const strands = FAMILIES.filter((_, index) => leg.families & (1 << index));
    return strands.length ? strands : ["unnamed"];
  }

  const widthAt = (zoom) => Math.max(1.5, Math.min(3.2, 1.5 + (zoom - 3) * 0.32));

  function project(frame, curve) {
    const { scale, left, top } = frame;
    return [
      curve[0] * scale - left, curve[1] * scale - top,
      curve[2] * scale - left, curve[3] * scale - top,
      curve[4] * scale - left, curve[5] * scale - top,
    ];
  }

  /* Leave room for the marks at both ends: the part of the curve between two parameters. The control point of that
     part lies on the tangent at its start, half of (t1 - t0) times the derivative away. */
  function cut(c, t0, t1) {
    const from = at(c, t0);
    const to = at(c, t1);
    const half = t1 - t0;
    const tangent = (k) => (1 - t0) * (c[k + 2] - c[k]) + t0 * (c[k + 4] - c[k + 2]);
    return [from[0], from[1], from[0] + half * tangent(0), from[1] + half * tangent(1), to[0], to[1]];
  }

  function shifted(c, distance) {
    if (!distance) return c;
    const normal = (x, y) => {
      const length = Math.hypot(x, y) || 1;
      return [(-y / length) * distance, (x / length) * distance];
    };
    const n0 = normal(c[2] - c[0], c[3] - c[1]);
    const n1 = normal(c[4] - c[2], c[5] - c[3]);
    return [c[0] + n0[0], c[1] + n0[1], c[2] + (n0[0] + n1[0]) / 2, c[3] + (n0[1] + n1[1]) / 2, c[4] + n1[0], c[5] + n1[1]];
  }

  function stroke(context, c) {
    context.beginPath();
    context.moveTo(c[0], c[1]);
    context.quadraticCurveTo(c[2], c[3], c[4], c[5]);
    context.stroke();
  }

  function transparent(colour) {
    return colour + "00";
  }

  function paintOf(context, c, colour, fade) {
    if (!fade[0] && !fade[1]) return colour;
    const gradient = context.createLinearGradient(c[0], c[1], c[4], c[5]);
    gradient.addColorStop(0, fade[0] ? transparent(colour) : colour);
    gradient.addColorStop(fade[0] ? 0.42 : 0.01, colour);
    gradient.addColorStop(fade[1] ? 0.58 : 0.99, colour);
    gradient.addColorStop(1, fade[1] ? transparent(colour) : colour);
    return gradient;
  }

  function head(context, c, size, colour, paper) {
    const tip = at(c, 0.6);
    const tail = at(c, 0.56);
    const angle = Math.atan2(tip[1] - tail[1], tip[0] - tail[0]);
    context.save();
    context.translate(tip[0], tip[1]);
    context.rotate(angle);
    context.beginPath();
    context.moveTo(size, 0);
    context.lineTo(-size * 0.75, size * 0.8);
    context.lineTo(-size * 0.35, 0);
    context.lineTo(-size * 0.75, -size * 0.8);
    context.closePath();
    context.setLineDash([]);
    context.lineWidth = 2;
    context.strokeStyle = paper;
    context.stroke();
    context.fillStyle = colour;
    context.fill();
    context.restore();
  }

  function outside(frame, c) {
    const x0 = Math.min(c[0], c[2], c[4]);
    const x1 = Math.max(c[0], c[2], c[4]);
    const y0 = Math.min(c[1], c[3], c[5]);
    const y1 = Math.max(c[1], c[3], c[5]);
    return x1 < -20 || y1 < -20 || x0 > frame.width + 20 || y0 > frame.height + 20;
  }

  /* Strength of evidence as width, in the order of the grades. */
  const STRENGTH = [0.8, 1.1, 1.5];
  Atlas.strength = (grade) => STRENGTH[grade];

  /* Disputed: a gap in the line with two short strokes across it, readable without colour. */
  function disputed(context, c, size, tokens) {
    const here = at(c, 0.36);
    const next = at(c, 0.38);
    context.save();
    context.translate(here[0], here[1]);
    context.rotate(Math.atan2(next[1] - here[1], next[0] - here[0]));
    Atlas.disputeMark(context, 0, 0, size, tokens);
    context.restore();
  }

  Atlas.disputeMark = function (context, x, y, size, tokens) {
    context.setLineDash([]);
    context.beginPath();
    context.arc(x, y, size, 0, 2 * Math.PI);
    context.fillStyle = tokens.paper;
    context.fill();
    context.lineWidth = Math.max(1, size * 0.2);
    context.strokeStyle = tokens.ink;
    context.stroke();
    context.lineWidth = Math.max(1.2, size * 0.26);
    context.beginPath();
    for (const shift of [-0.3, 0.3]) {
      context.moveTo(x + (shift - 0.16) * size, y + 0.52 * size);
      context.lineTo(x + (shift + 0.16) * size, y - 0.52 * size);
    }
    context.stroke();
  };

  /* How a leg lies in the frame: its curve and length there in pixels, the width and colours of its strands; null outside. */
  function measured(frame, leg, forms) {
    let c = project(frame, leg.curve);
    if (outside(frame, c)) return null;
    const length = Math.hypot(c[4] - c[0], c[5] - c[1]);
    if (length > 24) c = cut(c, Math.min(0.12, 6 / length), 1 - Math.min(0.12, 7 / length));
    const base = widthAt(frame.zoom) * forms[leg.form].width * STRENGTH[leg.grade];
    const strands = frame.zoom < 4.4 || leg.form === "context" ? strandsOf(leg).slice(0, 1) : strandsOf(leg);
    return { c, length, base, strands };
  }

  /* Which families a leg belongs to, as the numbers of the legend: for paper, where colours are greys. */
  function numbers(context, c, strands, tokens) {
    const text = strands.map((strand) => FAMILIES.indexOf(strand) + 1).filter(Boolean).join(" ");
    if (!text) return;
    const [x, y] = at(c, 0.5);
    context.save();
    context.font = '700 9px "Inter", Arial, sans-serif';
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = tokens.paper;
    context.strokeText(text, x, y);
    context.fillStyle = tokens.ink;
    context.fillText(text, x, y);
    context.restore();
  }

  function drawOne(frame, leg, tokens, forms, options) {
    const context = frame.context;
    const form = forms[leg.form];
    const found = measured(frame, leg, forms);
    if (!found) return;
    const { c, length, base, strands } = found;
    const gap = base * 1.02;
    context.lineCap = leg.form === "other_group" ? "round" : "butt";
    context.setLineDash([]);
    context.globalAlpha = options.alpha;
    if (options.halo) {
      context.lineWidth = base * strands.length + 9;
      context.strokeStyle = tokens.accent + "55";
      stroke(context, c);
    }
    if (leg.form !== "context") {
      context.lineWidth = base * strands.length + (leg.headline ? 4 : 2.2);
      context.strokeStyle = paintOf(context, c, tokens.paper, leg.fade);
      stroke(context, c);
    }
    strands.forEach((strand, index) => {
      const line = shifted(c, (index - (strands.length - 1) / 2) * gap);
      context.setLineDash(form.dash.map((step) => step * Math.max(base, 1.8)));
      context.lineWidth = base * (leg.headline ? 1.25 : 1);
      context.strokeStyle = paintOf(context, line, tokens[strand], leg.fade);
      context.globalAlpha = options.alpha * (leg.form === "context" ? 0.85 : 1);
      stroke(context, line);
    });
    context.setLineDash([]);
    if (length > 34) head(context, c, leg.form === "context" ? 3.6 : 3.4 + base * (0.35 + 0.4 * strands.length), tokens[strands[0]], tokens.paper);
    if (tokens.numbered && length > 30) numbers(context, c, strandsOf(leg), tokens);
    if (leg.disputed && length > 30) {
      context.globalAlpha = options.alpha;
      disputed(context, c, Math.max(4.4, Math.min(7, 3.4 + widthAt(frame.zoom))), tokens);
    }
    context.globalAlpha = 1;
  }

  function drawMany(frame, legs, tokens, forms) {
    const batches = new Map();
    for (const leg of legs) {
      const key = strandsOf(leg)[0] + " " + leg.form;
      if (!batches.has(key)) batches.set(key, []);
      batches.get(key).push(leg);
    }
    const { context, scale, left, top } = frame;
    for (const [key, batch] of batches) {
      const [strand, form] = key.split(" ");
      const base = widthAt(frame.zoom) * forms[form].width * 0.7;
      context.setLineDash([]);
      context.lineWidth = base;
      context.strokeStyle = tokens[strand];
      context.beginPath();
      for (const leg of batch) {
        const c = leg.curve;
        context.moveTo(c[0] * scale - left, c[1] * scale - top);
        context.quadraticCurveTo(c[2] * scale - left, c[3] * scale - top, c[4] * scale - left, c[5] * scale - top);
      }
      context.stroke();
    }
  }

  Atlas.drawLegs = function (frame, legs, tokens, forms, focus) {
    if (legs.length > MANY) {
      drawMany(frame, legs, tokens, forms);
      return;
    }
    const order = { context: 0, other_group: 1, tda_partial: 2, tda: 3 };
    const sorted = legs.slice().sort((p, q) => order[p.form] - order[q.form] || (p.headline ? 1 : 0) - (q.headline ? 1 : 0));
    for (const leg of sorted) drawOne(frame, leg, tokens, forms, { alpha: focus && !focus.has(leg.key) ? 0.28 : 1, halo: false });
    if (focus) for (const leg of sorted) if (focus.has(leg.key)) drawOne(frame, leg, tokens, forms, { alpha: 1, halo: true });
  };

  Atlas.drawLegOver = function (frame, leg, tokens, forms, halo) {
    drawOne(frame, leg, tokens, forms, { alpha: 1, halo });
  };

  /* The ring of the keyboard: one outline around all of the legs, in ink on paper. */
  Atlas.drawLegRing = function (frame, legs, tokens, forms) {
    const { context } = frame;
    context.setLineDash([]);
    context.lineCap = "round";
    for (const [more, colour] of [[16, "paper"], [12, "ink"], [6, "paper"]])
      for (const leg of legs) {
        const found = measured(frame, leg, forms);
        if (!found) continue;
        context.lineWidth = found.base * found.strands.length + more;
        context.strokeStyle = tokens[colour];
        stroke(context, found.c);
      }
  };

  /* Nearest leg to a point of the frame, within `reach` pixels; the curve is sampled at 25 points. */
  Atlas.legAt = function (frame, legs, x, y, reach) {
    let best = null;
    let distance = reach;
    for (const leg of legs) {
      const c = project(frame, leg.curve);
      if (
        x < Math.min(c[0], c[2], c[4]) - reach || x > Math.max(c[0], c[2], c[4]) + reach ||
        y < Math.min(c[1], c[3], c[5]) - reach || y > Math.max(c[1], c[3], c[5]) + reach
      ) continue;
      let previous = at(c, 0);
      for (let i = 1; i <= 24; i++) {
        const next = at(c, i / 24);
        const dx = next[0] - previous[0];
        const dy = next[1] - previous[1];
        const length = dx * dx + dy * dy || 1;
        const t = Math.max(0, Math.min(1, ((x - previous[0]) * dx + (y - previous[1]) * dy) / length));
        const d = Math.hypot(x - previous[0] - t * dx, y - previous[1] - t * dy);
        if (d < distance) {
          distance = d;
          best = leg;
        }
        previous = next;
      }
    }
    return best;
  };
})();
