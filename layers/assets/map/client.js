/* The map document's own script. It holds no data: records arrive as JSON messages from the page that frames it, or, in
   an offline file, from a JSON script element. Every string of a record reaches the screen through textContent or a canvas.

   Each part of the map is a function in `Atlas.parts` that gets the one `atlas` object: the Leaflet map, the state, the
   surfaces to draw on, the message handlers, and two events: "setup" (colours and words) and "scene" (records). */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});

  function emptyScene() {
    return { legs: [], places: [], events: [], headlines: [], areas: [], focus: null, counts: new Map() };
  }

  Atlas.start = function (map) {
    const state = { places: new Map(), legs: new Map(), corridors: new Map(), events: new Map(), given: { legs: [], places: [], events: [] }, window: null, scene: emptyScene(), tokens: null, forms: null, strings: null, language: "en", hover: null, ring: null, ringed: false, banners: [], sequence: 0, inset: 0, auto: true, about: null };
    const host = window.parent;
    const tell = (message) => host.postMessage({ from: "corridor-atlas", ...message }, "*");
    const listeners = {};
    const atlas = {
      map, state, tell,
      handlers: {},
      basemap: null,
      layers: [], // surfaces of the parts that follow the records
      surfaces: [], // all of them, the lowest first
      ready: () => Boolean(state.tokens),
      on: (name, act) => (listeners[name] = listeners[name] || []).push(act),
      emit: (name, given) => (listeners[name] || []).forEach((act) => act(given)),
      /* A canvas over the map, above what has a lower level. */
      surface(name, level, paint) {
        const pane = map.createPane("atlas-" + name);
        pane.style.zIndex = level;
        pane.style.pointerEvents = "none";
        const made = new Atlas.Surface((frame) => atlas.ready() && paint(frame), { pane: "atlas-" + name, level }).addTo(map);
        atlas.surfaces.push(made);
        atlas.surfaces.sort((one, other) => one.options.level - other.options.level);
        return made;
      },
    };

    const base = (atlas.base = atlas.surface("base", 200, (frame) => atlas.basemap && atlas.basemap.paint(frame, state.tokens, atlas.tint)));
    const records = (atlas.records = atlas.surface("legs", 410, (frame) => {
      Atlas.drawAreas(frame, state.scene.areas, state.tokens);
      Atlas.drawLegs(frame, state.scene.legs, state.tokens, state.forms, state.scene.focus);
      Atlas.drawPlaces(frame, state.scene.places, state.tokens, state.scene.focus);
    }));
    const labels = atlas.surface("labels", 450, (frame) => {
      state.banners = Atlas.drawLabels(frame, state.scene, atlas.basemap, state.tokens, state.language, covered(frame));
    });
    const over = (atlas.over = atlas.surface("over", 460, (frame) => atlas.emphasise(frame)));

    /* What lies over the map, in pixels of the frame: no label is written under it. */
    function covered(frame) {
      const boxes = [...map.getContainer().querySelectorAll(".leaflet-control")].map((node) => node.getBoundingClientRect());
      const found = boxes.map((box) => [box.left + frame.pad.x - 4, box.top + frame.pad.y - 4, box.right + frame.pad.x + 4, box.bottom + frame.pad.y + 4]);
      if (state.inset) found.push([frame.width - frame.pad.x - state.inset, 0, frame.width, frame.height]);
      return found;
    }

    /* ------------------------------------------------------------------ records */
    function take(add) {
      for (const row of add.corridors || []) {
        const [ord, id, name, headline, lon, lat, area] = row;
        state.corridors.set(ord, { kind: "corridor", key: "corridor." + id, name, headline, at: Atlas.unit(lon, lat), area });
      }
      for (const row of add.places || []) {
        const [ord, id, name, country, lon, lat, precision, role, weight, disputed] = row;
        state.places.set(ord, { kind: "place", ord, key: "place." + id, name, country, at: Atlas.unit(lon, lat), lon, lat, precision, role, weight, disputed });
      }
      for (const row of add.legs || []) {
        const [ord, id, from, to, corridor, form, families, crimes, lane, fade, since, until, last, grade, disputed] = row;
        const a = state.places.get(from);
        const b = state.places.get(to);
        const owner = state.corridors.get(corridor);
        if (!a || !b || !owner) continue;
        state.legs.set(ord, {
          kind: "leg", key: "leg." + id, from, to, corridor, form, families, crimes, since, until, last, grade, disputed,
          fade: [fade & 1, fade & 2], headline: owner.headline, curve: Atlas.curve(a.at, b.at, lane), days: Atlas.reported(since, until, last),
        });
      }
      for (const row of add.events || []) {
        const [ord, id, place, date, act, title] = row;
        state.events.set(ord, { kind: "event", ord, key: "event." + id, place, date, act, title, days: Atlas.days(date) });
      }
    }

    function focusOf(selected, at, about) {
      if (!selected) return null;
      const keys = new Set([selected]);
      if (about) {
        if (!about.length) return null; // a dispute about nothing that is drawn dims nothing
        for (const key of about) for (const each of focusOf(key, null, null)) keys.add(each);
        return keys;
      }
      if (at) keys.add(at);
      for (const leg of state.scene.legs) {
        const from = state.places.get(leg.from);
        const to = state.places.get(leg.to);
        const owner = state.corridors.get(leg.corridor);
        if (leg.key === selected || owner.key === selected) keys.add(leg.key).add(from.key).add(to.key);
        else if (from.key === selected || to.key === selected) keys.add(leg.key);
      }
      keys.main = at || selected;
      return keys;
    }

    function show(message) {
      const found = (table, ordinals) => ordinals.map((ord) => state[table].get(ord)).filter(Boolean);
      state.given = { legs: found("legs", message.legs), places: found("places", message.places), events: found("events", message.events) };
      state.window = message.window ? Atlas.span(...message.window) : null;
      state.selected = message.selected;
      state.at = message.at;
      state.about = message.about || null;
      arrange();
      state.hover = null;
      atlas.draw();
      state.sequence = message.sequence;
      const missing = ["legs", "places", "events"].reduce((sum, name) => sum + message[name].length - state.given[name].length, 0);
      requestAnimationFrame(() => tell({ type: "painted", sequence: message.sequence, at: performance.timeOrigin + performance.now(), legs: state.scene.legs.length, places: state.scene.places.length, events: state.scene.events.length, missing }));
    }

    /* What the window leaves of the given records: what shares a day with it, and the places that legs and events reach. */
    function arrange() {
      const { given, window } = state;
      const scene = emptyScene();
      const inside = (record) => !window || (record.days && record.days[0] <= window[1] && record.days[1] >= window[0]);
      scene.legs = given.legs.filter(inside);
      scene.events = given.events.filter(inside);
      for (const event of scene.events) if (event.place >= 0) scene.counts.set(event.place, (scene.counts.get(event.place) || 0) + 1);
      const reached = new Set(scene.legs.flatMap((leg) => [leg.from, leg.to]).concat([...scene.counts.keys()]));
      scene.places = window ? [...reached].sort((p, q) => p - q).map((ord) => state.places.get(ord)).filter(Boolean) : given.places;
      const live = new Set(scene.legs.map((leg) => leg.corridor));
      for (const [ord, corridor] of state.corridors) {
        if (!live.has(ord)) continue;
        if (corridor.headline) scene.headlines.push(corridor);
        if (corridor.area) scene.areas.push(corridor);
      }
      state.scene = scene;
      scene.focus = focusOf(state.selected, state.at, state.about);
      atlas.emit("arranged");
    }

    atlas.arrange = arrange;
    atlas.draw = () => [records, labels, over, ...atlas.layers].forEach((each) => each.redraw());
    atlas.focusOf = focusOf;
    atlas.redraw = () => {
      base.redraw();
      atlas.draw();
    };

    /* ------------------------------------------------------------------ messages */
    Object.assign(atlas.handlers, {
      setup(message) {
        Object.assign(state, { tokens: message.tokens, forms: message.forms, strings: message.strings, language: message.language });
        atlas.emit("setup", message);
        atlas.redraw();
      },
      scene(message) {
        take(message.add);
        state.inset = message.inset || 0;
        atlas.emit("inset");
        show(message);
        atlas.emit("scene", message);
      },
      /* The typeface and the basemap, as bytes: this document may load nothing itself. */
      async faces(message) {
        const faces = message.faces.map(([range, bytes]) => new FontFace("Inter", bytes, { weight: "100 900", unicodeRange: range }));
        await Promise.all(faces.map((face) => face.load().then((loaded) => document.fonts.add(loaded))));
        atlas.redraw();
      },
      basemap(message) {
        atlas.basemap = new Atlas.Basemap(JSON.parse(new TextDecoder().decode(message.bytes)));
        atlas.redraw();
        requestAnimationFrame(() => tell({ type: "complete", at: performance.timeOrigin + performance.now() }));
      },
    });
    for (const part of Atlas.parts) part(atlas);
    Atlas.live = atlas; // for who looks from outside: tests and the benchmark

    Atlas.receive = (message) => {
      const handler = Object.prototype.hasOwnProperty.call(atlas.handlers, message.type) ? atlas.handlers[message.type] : null;
      if (handler) new Promise((done) => done(handler(message))).catch((error) => tell({ type: "failed", reason: String(error && error.message) }));
    };
    window.addEventListener("message", (event) => {
      if (event.source !== host || !event.data || event.data.to !== "corridor-atlas") return;
      Atlas.receive(event.data);
    });
    Atlas.begun = true;
    tell({ type: "ready" });
  };
})();
