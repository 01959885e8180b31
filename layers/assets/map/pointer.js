/* The pointer: what lies under it, the tip that says so, the click that opens it. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});
  const REACH = 9;

  Atlas.parts.push(function (atlas) {
    const { map, state } = atlas;
    const element = Atlas.element;
    const tip = element("div", "atlas-tip");
    tip.setAttribute("role", "status");
    tip.hidden = true;
    map.getContainer().appendChild(tip);

    function under(point) {
      const frame = atlas.records.frame;
      if (!frame || !atlas.ready()) return null;
      const x = point.x + frame.pad.x;
      const y = point.y + frame.pad.y;
      for (const each of state.banners) if (x >= each.box[0] && y >= each.box[1] && x <= each.box[2] && y <= each.box[3]) return each.corridor;
      const reach = L.Browser.touch && !L.Browser.pointer ? REACH * 1.8 : REACH;
      const crowded = state.scene.places.length > 4000;
      return Atlas.placeAt(frame, state.scene.places, x, y, crowded ? 5 : reach) || Atlas.legAt(frame, state.scene.legs, x, y, reach) || atlas.areaAt(point);
    }

    let queued = null;
    map.on("mousemove", (event) => {
      if (queued) {
        queued = event;
        return;
      }
      queued = event;
      requestAnimationFrame(() => {
        const latest = queued;
        queued = null;
        point(latest.containerPoint);
      });
    });
    map.on("mouseout movestart", () => point(null));

    function point(at) {
      const item = at && under(at);
      map.getContainer().style.cursor = item && item.key ? "pointer" : "";
      if (item !== state.hover) {
        state.hover = item;
        atlas.over.redraw();
        tip.replaceChildren();
        tip.hidden = !item;
        if (item) atlas.linesOf(item).forEach((text, index) => tip.appendChild(element(index ? "div" : "strong", "", text)));
      }
      if (item) {
        const size = map.getSize();
        const box = tip.getBoundingClientRect();
        tip.style.left = Math.max(6, Math.min(at.x + 14, size.x - box.width - 6)) + "px";
        tip.style.top = (at.y + 18 + box.height > size.y ? at.y - box.height - 12 : at.y + 18) + "px";
      }
    }

    map.on("click", (event) => {
      const item = under(event.containerPoint);
      atlas.tell({ type: "select", key: (item && item.key) || null });
    });

    Object.assign(atlas, { under });
  });
})();
