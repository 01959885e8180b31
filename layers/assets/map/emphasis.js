/* What the pointer or the keyboard is at: its whole corridor comes forward, itself most, and the rest steps back. Only the few
   lines that come forward are drawn anew; the others fade as one picture. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});
  const MANY = 2500; // legs; beyond this, one corridor may be most of the map: only the leg comes forward
  const BACK = 0.5;

  Atlas.parts.push(function (atlas) {
    const { state } = atlas;

    function forward(item) {
      const { legs } = state.scene;
      if (item.kind === "leg") return legs.length > MANY ? [item] : legs.filter((leg) => leg.corridor === item.corridor);
      if (item.kind === "corridor" && legs.length <= MANY) return legs.filter((leg) => state.corridors.get(leg.corridor) === item);
      return [];
    }

    function outline(frame, trace) {
      const { context } = frame;
      context.setLineDash([]);
      for (const [width, colour] of [[8, "paper"], [3.4, "ink"]]) {
        trace(context);
        context.lineWidth = width;
        context.strokeStyle = state.tokens[colour];
        context.stroke();
      }
    }

    atlas.emphasise = function (frame) {
      const ring = state.ringed && !state.hover ? state.ring : null;
      const item = state.hover || ring;
      const legs = item ? forward(item) : [];
      atlas.records.fade(legs.length && state.scene.legs.length <= MANY ? BACK : 1);
      if (!item) return;
      const { scale, left, top } = frame;
      const itself = item.kind === "leg" ? [item] : [];
      if (ring) Atlas.drawLegRing(frame, item.kind === "leg" ? itself : legs, state.tokens, state.forms);
      for (const leg of legs) if (leg !== item) Atlas.drawLegOver(frame, leg, state.tokens, state.forms, false);
      for (const leg of itself) Atlas.drawLegOver(frame, leg, state.tokens, state.forms, !ring);
      const ends = new Set(legs.flatMap((leg) => [leg.from, leg.to]));
      Atlas.drawPlaces(frame, [...ends].map((ord) => state.places.get(ord)), state.tokens, null);
      if (item.kind === "hexagon") outline(frame, (context) => Atlas.traceHexagon(context, item.x * scale - left, item.y * scale - top, item.size * scale));
      else if (ring && item.kind === "place")
        outline(frame, (context) => {
          context.beginPath();
          context.arc(item.at[0] * scale - left, item.at[1] * scale - top, 12, 0, 2 * Math.PI);
        });
    };
  });
})();
