/* The map document's own script. It holds no data: records arrive as JSON messages from the page that frames it, or, in
   an offline file, from a JSON script element. Every string of a record reaches the screen through textContent or a canvas. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});
  const HOME = [[-44, -112], [34, -42]];
  const REACH = 9;
  const ZOOM_MIN = 2;
  const ZOOM_MAX = 9; // the basemap ends here, and so does what can be said about a place

  Atlas.start = function (map) {
    const element = Atlas.element;
    const state = { places: new Map(), legs: new Map(), corridors: new Map(), scene: emptyScene(), tokens: null, forms: null, strings: null, language: "en", hover: null, banners: [], sequence: 0, inset: 0, auto: true };
    const host = window.parent;
    const tell = (message) => host.postMessage({ from: "corridor-atlas", ...message }, "*");
    let basemap = null;

    function emptyScene() {
      return { legs: [], places: [], headlines: [], areas: [], focus: null, counts: new Map() };
    }

    for (const [name, level] of [["base", 200], ["legs", 410], ["labels", 450], ["over", 460]]) {
      const pane = map.createPane("atlas-" + name);
      pane.style.zIndex = level;
      pane.style.pointerEvents = "none";
    }
    const surface = (name, paint) => new Atlas.Surface(paint, { pane: "atlas-" + name }).addTo(map);
    const ready = () => state.tokens;
    const base = surface("base", (frame) => ready() && basemap && basemap.paint(frame, state.tokens));
    const records = surface("legs", (frame) => {
      if (!ready()) return;
      Atlas.drawAreas(frame, state.scene.areas, state.tokens);
      Atlas.drawLegs(frame, state.scene.legs, state.tokens, state.forms, state.scene.focus);
      Atlas.drawPlaces(frame, state.scene.places, state.tokens, state.scene.focus);
    });
    const labels = surface("labels", (frame) => {
      if (ready()) state.banners = Atlas.drawLabels(frame, state.scene, basemap, state.tokens, state.language, covered(frame));
    });
    /* What lies over the map, in pixels of the frame: no label is written under it. */
    function covered(frame) {
      const boxes = [...map.getContainer().querySelectorAll(".leaflet-control")].map((node) => node.getBoundingClientRect());
      const found = boxes.map((box) => [box.left + frame.pad.x - 4, box.top + frame.pad.y - 4, box.right + frame.pad.x + 4, box.bottom + frame.pad.y + 4]);
      if (state.inset) found.push([frame.width - frame.pad.x - state.inset, 0, frame.width, frame.height]);
      return found;
    }
    const over = surface("over", (frame) => {
      if (ready() && state.hover && state.hover.kind === "leg") {
        Atlas.drawLegOver(frame, state.hover, state.tokens, state.forms);
        Atlas.drawPlaces(frame, [state.places.get(state.hover.from), state.places.get(state.hover.to)].filter(Boolean), state.tokens, null);
      }
    });

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
          fade: [fade & 1, fade & 2], headline: owner.headline, curve: Atlas.curve(a.at, b.at, lane),
        });
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
      const scene = emptyScene();
      scene.legs = message.legs.map((ord) => state.legs.get(ord)).filter(Boolean);
      scene.places = message.places.map((ord) => state.places.get(ord)).filter(Boolean);
      scene.counts = new Map(message.counts || []);
      const live = new Set(scene.legs.map((leg) => leg.corridor));
      for (const [ord, corridor] of state.corridors) {
        if (!live.has(ord)) continue;
        if (corridor.headline) scene.headlines.push(corridor);
        if (corridor.area) scene.areas.push(corridor);
      }
      state.scene = scene;
      scene.focus = focusOf(message.selected, message.at, message.about);
      state.about = message.about || null;
      state.hover = null;
      records.redraw();
      labels.redraw();
      over.redraw();
      state.sequence = message.sequence;
      const missing = message.legs.length - scene.legs.length + (message.places.length - scene.places.length);
      requestAnimationFrame(() => tell({ type: "painted", sequence: message.sequence, at: performance.timeOrigin + performance.now(), legs: scene.legs.length, places: scene.places.length, missing }));
    }

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

    function fit() {
      const americas = state.scene.places.filter((place) => place.lon < -25);
      const box = extent(state.scene.legs, state.scene.legs.length ? [] : americas);
      if (box.isValid()) map.fitBounds(box, { maxZoom: 7, animate: !calm(), ...room() });
    }

    /* Bring a record into view, unless it is there already and large enough to be told apart. */
    function reveal(key) {
      const focus = focusOf(key, null, state.about);
      if (!focus) return;
      const places = state.scene.places.filter((place) => place.key === key || (state.about && state.about.includes(place.key)));
      const legs = places.length && !state.about ? [] : state.scene.legs.filter((leg) => focus.has(leg.key));
      const box = extent(legs, places);
      if (!box.isValid()) return;
      const size = map.getSize();
      const corners = [box.getNorthWest(), box.getSouthEast()].map((corner) => map.latLngToContainerPoint(corner));
      const inside = corners.every((at) => at.x > 30 && at.y > 20 && at.x < size.x - state.inset - 20 && at.y < size.y - 40);
      const wide = places.length ? map.getZoom() >= 5 : corners[0].distanceTo(corners[1]) > 60;
      if (inside && wide) return;
      map.flyToBounds(box, { maxZoom: places.length ? Math.max(6, map.getZoom()) : 7.5, duration: 0.6, animate: !calm(), ...room() });
    }

    const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

    /* ------------------------------------------------------------------ words */
    const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

    function date(text) {
      const parts = text.split("-").map(Number);
      const options = { year: "numeric", timeZone: "UTC" };
      if (parts.length > 1) options.month = "long";
      if (parts.length > 2) options.day = "numeric";
      return new Intl.DateTimeFormat(state.language, options).format(new Date(Date.UTC(parts[0], (parts[1] || 1) - 1, parts[2] || 1)));
    }

    function when(leg) {
      const ui = state.strings.ui;
      if (leg.since && leg.until) return fill(ui.reported_between, { start: date(leg.since), end: date(leg.until) });
      if (leg.since && leg.last) return fill(ui.reported_last, { start: date(leg.since), last: date(leg.last) });
      if (leg.since) return fill(ui.reported_from, { start: date(leg.since) });
      if (leg.last) return fill(ui.last_reported, { last: date(leg.last) });
      return ui.undated;
    }

    function linesOf(item) {
      const strings = state.strings;
      if (item.kind === "leg") {
        const crimes = strings.crimes.filter((_, index) => item.crimes & (1 << index)).join(" · ");
        return [
          state.places.get(item.from).name + " → " + state.places.get(item.to).name,
          strings.forms[item.form],
          crimes || strings.ui.no_crime,
          when(item),
          strings.grades[item.grade] + (item.disputed ? " · " + strings.ui.disputed : ""),
        ];
      }
      if (item.kind === "place") {
        const count = state.scene.counts.get(item.ord) || 0;
        return [
          item.name + ", " + (strings.countries[item.country] || item.country),
          item.role ? strings.roles[item.role] || "" : "",
          strings.precision[item.precision],
          item.disputed ? strings.ui.disputed : "",
          count ? fill(count === 1 ? strings.ui.one_event : strings.ui.many_events, { n: count }) : "",
        ].filter(Boolean);
      }
      return [item.name, strings.ui.open_corridor];
    }

    /* ------------------------------------------------------------------ pointer */
    const tip = element("div", "atlas-tip");
    tip.setAttribute("role", "status");
    tip.hidden = true;
    map.getContainer().appendChild(tip);

    function under(point) {
      const frame = records.frame;
      if (!frame || !ready()) return null;
      const x = point.x + frame.pad.x;
      const y = point.y + frame.pad.y;
      for (const each of state.banners) if (x >= each.box[0] && y >= each.box[1] && x <= each.box[2] && y <= each.box[3]) return each.corridor;
      const reach = L.Browser.touch && !L.Browser.pointer ? REACH * 1.8 : REACH;
      const crowded = state.scene.places.length > 4000;
      return Atlas.placeAt(frame, state.scene.places, x, y, crowded ? 5 : reach) || Atlas.legAt(frame, state.scene.legs, x, y, reach);
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
      map.getContainer().style.cursor = item ? "pointer" : "";
      if (item !== state.hover) {
        state.hover = item;
        over.redraw();
        tip.replaceChildren();
        tip.hidden = !item;
        if (item) linesOf(item).forEach((text, index) => tip.appendChild(element(index ? "div" : "strong", "", text)));
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
      tell({ type: "select", key: item ? item.key : null });
    });

    /* ------------------------------------------------------------------ controls */
    const Corner = L.Control.extend({
      onAdd() {
        const bar = L.DomUtil.create("div", "leaflet-bar atlas-bar");
        L.DomEvent.disableClickPropagation(bar);
        this.buttons = {};
        const glyphs = { fit: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M7 10h6M10 7v6", full: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4" };
        for (const name of ["fit", "full"]) {
          const button = element("button");
          button.type = "button";
          const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
          svg.setAttribute("viewBox", "0 0 20 20");
          svg.setAttribute("aria-hidden", "true");
          const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
          path.setAttribute("d", glyphs[name]);
          svg.appendChild(path);
          button.appendChild(svg);
          button.addEventListener("click", () => (name === "fit" ? fit() : tell({ type: "full" })));
          bar.appendChild(button);
          this.buttons[name] = button;
        }
        return bar;
      },
    });
    const corner = new Corner({ position: "topleft" }).addTo(map);
    L.control.scale({ position: "bottomright", imperial: false, maxWidth: 110 }).addTo(map);
    const Legend = L.Control.extend({
      onAdd() {
        const box = L.DomUtil.create("div", "atlas-legend");
        L.DomEvent.disableClickPropagation(box);
        L.DomEvent.disableScrollPropagation(box);
        this.box = box;
        return box;
      },
    });
    const legend = new Legend({ position: "bottomleft" }).addTo(map);
    const credit = element("p", "atlas-credit");
    map.getContainer().appendChild(credit);

    const spacious = () => window.innerWidth - state.inset > 860 && window.innerHeight > 560;

    /* A card takes room: the legend folds beside it and comes back after, unless the visitor has folded it by hand. */
    function foldLegend() {
      const details = legend.box.querySelector("details");
      if (details && !state.legendTouched) details.open = spacious();
    }

    function dress() {
      const { tokens, strings } = state;
      const root = document.documentElement;
      for (const [name, value] of Object.entries(tokens)) root.style.setProperty("--" + name, value);
      root.lang = state.language;
      const details = legend.box.querySelector("details");
      Atlas.fillLegend(legend.box, tokens, state.forms, strings, details ? details.open : spacious());
      legend.box.querySelector("summary").addEventListener("click", () => (state.legendTouched = true));
      credit.textContent = strings.ui.credit;
      const name = (node, text) => {
        node.title = text;
        node.setAttribute("aria-label", text);
      };
      name(corner.buttons.fit, strings.ui.fit);
      name(corner.buttons.full, strings.ui.full);
      const zoom = map.zoomControl.getContainer();
      name(zoom.querySelector(".leaflet-control-zoom-in"), strings.ui.zoom_in);
      name(zoom.querySelector(".leaflet-control-zoom-out"), strings.ui.zoom_out);
      const container = map.getContainer();
      container.setAttribute("role", "application");
      container.setAttribute("aria-label", strings.ui.map_name);
      document.title = strings.ui.map_name;
    }

    function redraw() {
      base.redraw();
      records.redraw();
      labels.redraw();
      over.redraw();
    }

    /* ------------------------------------------------------------------ messages */
    const handlers = {
      setup(message) {
        Object.assign(state, { tokens: message.tokens, forms: message.forms, strings: message.strings, language: message.language });
        dress();
        redraw();
      },
      scene(message) {
        take(message.add);
        state.inset = message.inset || 0;
        foldLegend();
        show(message);
        if (message.fit) state.auto = true;
        if (message.view) map.setView([message.view.lat, message.view.lng], message.view.zoom, { animate: false });
        else if (message.fit === "shown") fit();
        else if (message.fit === "selected") reveal(message.at || message.selected);
      },
      /* The basemap and the typeface, as bytes: this document may load nothing itself. */
      async parts(message) {
        const faces = message.faces.map(([range, bytes]) => new FontFace("Inter", bytes, { weight: "100 900", unicodeRange: range }));
        await Promise.all(faces.map((face) => face.load().then((loaded) => document.fonts.add(loaded))));
        basemap = new Atlas.Basemap(JSON.parse(new TextDecoder().decode(message.basemap)));
        redraw();
        requestAnimationFrame(() => tell({ type: "complete", at: performance.timeOrigin + performance.now() }));
      },
      view(message) {
        map.setView([message.view.lat, message.view.lng], message.view.zoom, { animate: false });
      },
    };
    Atlas.receive = (message) => {
      const handler = Object.prototype.hasOwnProperty.call(handlers, message.type) ? handlers[message.type] : null;
      if (handler) Promise.resolve(handler(message)).catch((error) => tell({ type: "failed", reason: String(error && error.message) }));
    };
    window.addEventListener("message", (event) => {
      if (event.source !== host || !event.data || event.data.to !== "corridor-atlas") return;
      Atlas.receive(event.data);
    });

    // Until a hand touches the map, where it looks follows from what it shows.
    for (const name of ["pointerdown", "wheel", "keydown"]) map.getContainer().addEventListener(name, () => (state.auto = false), { capture: true, passive: true });
    let moved = 0;
    map.on("moveend", () => {
      if (!state.sequence) return; // until the first records are shown, the viewport is nobody's choice
      window.clearTimeout(moved);
      moved = window.setTimeout(() => {
        const centre = map.getCenter();
        tell({ type: "view", lat: centre.lat, lng: centre.lng, zoom: map.getZoom(), auto: state.auto });
      }, 250);
    });

    map.setMinZoom(ZOOM_MIN);
    map.setMaxZoom(ZOOM_MAX);
    map.fitBounds(HOME, { animate: false });
    tell({ type: "ready" });
  };
})();
