/* Where the map looks: everything shown, one record, or what the address says. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});
  const HOME = [[-44, -112], [34, -42]];
  const ZOOM_MIN = 2;
  const ZOOM_MAX = 9; // the basemap ends here, and so does what can be said about a place
  const SETTLED_MS = 250;

  Atlas.parts.push(function (atlas) {
    const { map, state } = atlas;
    const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

    /* Leaflet drops every move that is asked for while it zooms: what is asked then waits for the zoom to end. */
    let zooming = false;
    map.on("zoomanim", () => (zooming = true));
    map.on("zoomend", () => (zooming = false));
    const settled = (move) => (zooming ? map.once("moveend", () => settled(move)) : move());

    function extent(legs, places) {
      const box = L.latLngBounds([]);
      for (const place of places) box.extend([place.lat, place.lon]);
      for (const leg of legs) for (const ord of [leg.from, leg.to]) {
        const place = state.places.get(ord);
        box.extend([place.lat, place.lon]);
      }
      return box;
    }

    /* The page may lay a card over the right side of the map: what is shown must not end up under it. */
    const room = () => ({ paddingTopLeft: [64, 20], paddingBottomRight: [20 + state.inset, 44] });

    /* Without a flight when the map is new or has got another size: there is nothing to fly from. */
    function fit(still) {
      const americas = state.scene.places.filter((place) => place.lon < -25);
      const box = extent(state.scene.legs, state.scene.legs.length ? [] : americas);
      if (box.isValid()) settled(() => map.fitBounds(box, { maxZoom: 7, animate: !still && !calm(), ...room() }));
    }

    /* Bring a record into view, unless it is there already and large enough to be told apart. */
    function reveal(key) {
      const focus = atlas.focusOf(key, null, state.about);
      if (!focus) return;
      const places = state.scene.places.filter((place) => place.key === key || (state.about && state.about.includes(place.key)));
      const legs = places.length && !state.about ? [] : state.scene.legs.filter((leg) => focus.has(leg.key));
      const box = extent(legs, places);
      if (!box.isValid()) return;
      const size = map.getSize();
      const corners = [box.getNorthWest(), box.getSouthEast()].map((corner) => map.latLngToContainerPoint(corner));
      const inside = corners.every((at) => at.x > 30 && at.y > 20 && at.x < size.x - state.inset - 20 && at.y < size.y - 40);
      const wide = places.length ? map.getZoom() >= 5 : corners[0].distanceTo(corners[1]) > 60;
      if (inside && wide) return void report();
      settled(() => map.flyToBounds(box, { maxZoom: places.length ? Math.max(6, map.getZoom()) : 7.5, duration: 0.6, animate: !calm(), ...room() }));
    }

    /* Bring a box into what is seen, moving no farther than needed; zoom out only where it is too large. */
    function bring(box) {
      if (zooming) return void settled(() => bring(box));
      if (!box.isValid()) return;
      const size = map.getSize();
      const low = L.point(72, 36);
      const high = L.point(size.x - state.inset - 28, size.y - 64);
      const from = map.latLngToContainerPoint(box.getNorthWest());
      const to = map.latLngToContainerPoint(box.getSouthEast());
      if (to.x - from.x > high.x - low.x || to.y - from.y > high.y - low.y) {
        map.fitBounds(box, { maxZoom: map.getZoom(), animate: !calm(), ...room() });
        return;
      }
      const aside = (axis) => (from[axis] < low[axis] ? from[axis] - low[axis] : Math.max(0, to[axis] - high[axis]));
      const way = L.point(aside("x"), aside("y")).round();
      if (way.x || way.y) map.panBy(way, { animate: !calm() });
    }

    function look(view, fly) {
      const move = fly && drawn && !calm() ? "flyTo" : "setView";
      // Without a reset Leaflet moves by whole pixels, and the middle of a link would be missed by a part of one.
      settled(() => map[move]([view.lat, view.lng], view.zoom, move === "flyTo" ? { duration: 0.9 } : { animate: false, reset: true }));
    }

    let drawn = false;
    let aim = "home"; // what the map looks at by itself, at any size: the whole region, all it shows, or the view of a link
    atlas.on("scene", (message) => {
      if (message.fit) {
        state.auto = true;
        aim = message.fit;
      }
      if (message.view) {
        aim = message.view;
        look(message.view, message.fly);
      } else if (message.fit === "home") settled(() => home(drawn && !calm()));
      else if (message.fit === "shown") fit(!drawn);
      else if (message.fit === "selected") reveal(message.at || message.selected);
      if (!drawn && !message.view) report();
      drawn = true;
    });
    const home = (animate = false) => map.fitBounds(HOME, { animate });
    map.on("resize", () => {
      if (!state.auto) return;
      if (aim === "home") home();
      else if (aim === "shown") fit(true);
      else if (aim.zoom) look(aim); // a link names the middle of the map, whatever size the map then gets
    });
    // The frame may get its height late, the player its second row.
    new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(map.getContainer());
    atlas.handlers.view = (message) => look((aim = message.view));

    // Until a hand touches the map, where it looks follows from what it shows.
    for (const name of ["pointerdown", "wheel", "keydown"]) map.getContainer().addEventListener(name, () => (state.auto = false), { capture: true, passive: true });
    let moved = 0;
    function report() {
      window.clearTimeout(moved);
      moved = window.setTimeout(() => {
        const { lat, lng } = map.getCenter();
        // The view of a link stays as it was written, not as whole pixels would have it.
        const view = state.auto && aim.zoom ? aim : { lat, lng, zoom: map.getZoom() };
        atlas.tell({ type: "view", lat: view.lat, lng: view.lng, zoom: view.zoom, auto: state.auto });
      }, SETTLED_MS);
    }
    map.on("moveend", () => state.sequence && report()); // until the first records are shown, the viewport is nobody's choice

    map.setMinZoom(ZOOM_MIN);
    map.setMaxZoom(ZOOM_MAX);
    home();
    Object.assign(atlas, { fit, reveal, bring, extent, calm, settled });
  });
})();
