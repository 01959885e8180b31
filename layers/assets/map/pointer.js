/* The pointer: what lies under it, the tip that says so, the click that opens it. A finger has a longer reach and no tip. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});
  const REACH_PX = 9;
  const FINGER_PX = 22; // half of a target of 44
  const CROWDED_PX = 5; // among many places or hexagons, what is meant must be met

  Atlas.parts.push(function (atlas) {
    const { map, state } = atlas;
    const element = Atlas.element;
    const container = map.getContainer();
    const box = element("div", "atlas-tip");
    box.setAttribute("aria-hidden", "true"); // what has the focus is said by the live region, see keyboard.js
    box.hidden = true;
    container.appendChild(box);

    let finger = false; // whether the last touch was one: what browsers make up of it afterwards is no mouse
    const tell = (event) => (finger = event.pointerType === "touch");
    for (const name of ["pointerdown", "pointermove"]) container.addEventListener(name, tell, { capture: true, passive: true });

    function under(point) {
      const frame = atlas.records.frame;
      if (!frame || !atlas.ready()) return null;
      const x = point.x + frame.pad.x;
      const y = point.y + frame.pad.y;
      for (const each of state.banners) if (x >= each.box[0] && y >= each.box[1] && x <= each.box[2] && y <= each.box[3]) return each.corridor;
      const hexagon = atlas.hexAt(frame, x, y);
      const reach = hexagon ? CROWDED_PX : finger ? FINGER_PX : REACH_PX;
      const crowded = state.scene.places.length > 4000;
      const { places, legs } = state.scene;
      return (
        Atlas.placeAt(frame, places, x, y, crowded ? CROWDED_PX : reach) || Atlas.legAt(frame, legs, x, y, reach) || hexagon || atlas.areaAt(point)
      );
    }

    let queued = null;
    map.on("mousemove", (event) => {
      if (finger) return;
      if (queued) {
        queued = event;
        return;
      }
      queued = event;
      requestAnimationFrame(() => {
        const latest = queued;
        queued = null;
        if (latest.containerPoint) point(latest.containerPoint);
      });
    });
    map.on("mouseout movestart", () => {
      if (queued) queued = {}; // the pointer has left before what it was at was drawn
      point(null);
    });

    /* Show the words of a feature beside a spot of the map; of none: hide them. */
    function tip(item, at, lines) {
      if (item !== shown) {
        shown = item;
        box.replaceChildren();
        box.hidden = !item;
        if (item) (lines || atlas.linesOf(item)).forEach((text, index) => box.appendChild(element(index ? "div" : "strong", "", text)));
      }
      if (!item) return;
      const size = map.getSize();
      const { width, height } = box.getBoundingClientRect();
      box.style.left = Math.max(6, Math.min(at.x + 14, size.x - state.inset - width - 6)) + "px";
      box.style.top = Math.max(6, at.y + 18 + height > size.y ? at.y - height - 12 : at.y + 18) + "px";
    }
    let shown = null;

    function point(at) {
      const item = at && under(at);
      container.style.cursor = item && (item.key || item.kind === "hexagon") ? "pointer" : "";
      if (item !== state.hover) {
        state.hover = item;
        atlas.over.redraw();
      }
      tip(item, at);
    }

    map.on("click", (event) => {
      const item = under(event.containerPoint);
      if (finger) point(null);
      if (item && item.kind === "hexagon") atlas.enter(item);
      else atlas.tell({ type: "select", key: (item && item.key) || null });
    });
    atlas.on("arranged", () => (shown = null));

    Object.assign(atlas, { under, tip });
  });
})();
