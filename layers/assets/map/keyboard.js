/* The map by keys: a ring goes from feature to feature in travel order, corridor by corridor, and each is said in words. It
   changes nothing that is chosen until Enter. Arrows and + - stay the map's own. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});
  const SAY_MS = 120; // a held key says where it stops, not all it passes
  const VIEW_MS = 700; // after the last arrow or zoom key

  /* Every feature shown, once: each corridor, then its legs in travel order, each between its places; then the places that no
     leg reaches. A place that several corridors touch stands where it is met first. */
  Atlas.stops = function (scene, corridors, places) {
    const stops = [];
    const open = new Set(scene.places.map((place) => place.ord));
    const meet = (ord) => open.delete(ord) && stops.push(places.get(ord));
    let owner = null;
    for (const leg of scene.legs) {
      if (leg.corridor !== owner) {
        owner = leg.corridor;
        stops.push(corridors.get(owner));
      }
      meet(leg.from);
      stops.push(leg);
      meet(leg.to);
    }
    for (const place of scene.places) meet(place.ord);
    return stops;
  };

  Atlas.parts.push(function (atlas) {
    const { map, state } = atlas;
    const element = Atlas.element;
    const container = map.getContainer();
    const said = element("p", "atlas-said");
    said.setAttribute("role", "status");
    const hint = element("p", "atlas-said");
    hint.id = "atlas-hint";
    hint.hidden = true;
    container.append(said, hint);
    container.setAttribute("aria-describedby", hint.id);

    let stops = null;
    let pending = 0;

    function say(text, after) {
      window.clearTimeout(pending);
      pending = window.setTimeout(() => (said.textContent = text), after);
    }

    function all() {
      if (!stops) {
        stops = Atlas.stops(state.scene, state.corridors, state.places);
        for (const cell of atlas.hexagons()) stops.push(cell);
      }
      return stops;
    }

    function position(item) {
      const same = all().filter((each) => each.kind === item.kind);
      return atlas.fill(state.strings.ui["nth_" + item.kind], { n: same.indexOf(item) + 1, all: same.length });
    }

    const legsOf = (item) => state.scene.legs.filter((leg) => state.corridors.get(leg.corridor) === item);

    /* The ground that a feature takes up, and the spot that words about it stand at. */
    function ground(item) {
      if (item.kind === "hexagon") return L.latLngBounds(item.places.map((place) => [place.lat, place.lon]));
      if (item.kind === "place") return L.latLngBounds([[item.lat, item.lon]]);
      return atlas.extent(item.kind === "leg" ? [item] : legsOf(item), []);
    }

    function anchor(item) {
      const spot = item.kind === "leg" ? Atlas.along(item.curve, 0.5) : item.kind === "hexagon" ? [item.x, item.y] : item.at;
      return map.project(Atlas.latLng(spot)).subtract(map.getPixelBounds().min);
    }

    /* Draw the ring where it is, with its words beside it; or none. */
    function draw() {
      atlas.over.redraw();
      if (state.ring && state.ringed) atlas.tip(state.ring, anchor(state.ring), state.ring.kind === "corridor" ? atlas.spoken(state.ring) : undefined);
      else if (!state.hover) atlas.tip(null);
    }

    function go(item) {
      state.ring = item;
      state.ringed = true;
      state.hover = null;
      atlas.bring(ground(item));
      draw();
      say([...atlas.spoken(item), position(item)].join(". "), SAY_MS);
    }

    function step(direction, corridorsOnly) {
      const list = all();
      if (!list.length) {
        say(state.strings.ui.nothing, SAY_MS);
        return;
      }
      const now = list.indexOf(state.ring);
      let next = now < 0 ? (direction > 0 ? 0 : list.length - 1) : now + direction;
      if (corridorsOnly) while (list[next] && list[next].kind !== "corridor") next += direction;
      if (list[next]) go(list[next]);
    }

    function open() {
      const item = state.ring;
      if (!item || !state.ringed) return;
      if (item.kind === "hexagon") atlas.enter(item);
      else atlas.tell({ type: "select", key: item.key, keys: true });
    }

    function leave() {
      if (atlas.help.open()) atlas.help.toggle();
      else if (state.selected) atlas.tell({ type: "select", key: null });
      else {
        state.ring = null;
        draw();
      }
    }

    const ends = (last) => all().length && go(all()[last ? all().length - 1 : 0]);
    const KEYS = {
      PageDown: (event) => step(1, event.shiftKey),
      PageUp: (event) => step(-1, event.shiftKey),
      n: (event) => step(1, event.shiftKey),
      p: (event) => step(-1, event.shiftKey),
      Home: () => ends(false),
      End: () => ends(true),
      Enter: open,
      Escape: leave,
      "?": () => atlas.help.toggle(),
    };
    const MOVES = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "+", "-", "="]);

    let moved = false;
    container.addEventListener("keydown", (event) => {
      if (event.target !== container || event.ctrlKey || event.metaKey || event.altKey || !state.strings) return;
      if (MOVES.has(event.key)) moved = true;
      const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      if (!Object.prototype.hasOwnProperty.call(KEYS, name)) return;
      event.preventDefault();
      KEYS[name](event);
    });

    /* Say what is in view after the map was moved by keys, once it is still. */
    function tellView() {
      const bounds = map.getBounds();
      const legs = state.scene.legs.filter((leg) => bounds.intersects(atlas.extent([leg], []))).length;
      const places = state.scene.places.filter((place) => bounds.contains([place.lat, place.lon])).length;
      const number = (value) => value.toLocaleString(state.language);
      say(atlas.fill(state.strings.ui.in_view, { zoom: number(Math.round(map.getZoom() * 10) / 10), legs: number(legs), places: number(places) }), VIEW_MS);
    }
    map.on("moveend", () => {
      if (atlas.hexagons().length) {
        stops = null; // other hexagons at another zoom
        if (state.ring && !all().includes(state.ring)) state.ring = null;
      }
      if (moved) tellView();
      moved = false;
      if (state.ringed) draw();
    });

    container.addEventListener("focus", () => {
      if (!container.matches(":focus-visible")) return; // a click needs no ring
      state.ringed = true;
      draw();
      if (state.ring) say([...atlas.spoken(state.ring), position(state.ring)].join(". "), SAY_MS);
    });
    const rest = () => {
      if (!state.ringed) return;
      state.ringed = false;
      draw();
    };
    container.addEventListener("blur", rest);
    container.addEventListener("pointerdown", rest);

    /* The card was closed: back to the map, to the feature it was opened from. */
    atlas.handlers.focus = () => {
      container.focus({ preventScroll: true });
      state.ringed = true;
      draw();
    };

    atlas.on("setup", () => (hint.textContent = state.strings.ui.keys_hint));
    atlas.on("arranged", () => {
      stops = null;
      if (!state.ring) return;
      const { key } = state.ring;
      state.ring = all().find((each) => each.key === key) || null;
    });
  });
})();
