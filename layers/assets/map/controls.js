/* Buttons, scale, legend and credit, and the colours and words that all of them wear. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});

  Atlas.parts.push(function (atlas) {
    const { map, state } = atlas;
    const element = Atlas.element;
    const Corner = L.Control.extend({
      onAdd() {
        const bar = L.DomUtil.create("div", "leaflet-bar atlas-bar");
        L.DomEvent.disableClickPropagation(bar);
        this.buttons = {};
        const glyphs = { fit: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M7 10h6M10 7v6", full: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4" };
        for (const name of ["fit", "full", "keys"]) {
          const button = element("button", name, name === "keys" ? "?" : undefined);
          button.type = "button";
          button.addEventListener("click", { fit: () => atlas.fit(), full: () => atlas.tell({ type: "full" }), keys: () => atlas.help.toggle() }[name]);
          bar.appendChild(button);
          this.buttons[name] = button;
          if (name === "keys") continue;
          const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
          svg.setAttribute("viewBox", "0 0 20 20");
          svg.setAttribute("aria-hidden", "true");
          const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
          path.setAttribute("d", glyphs[name]);
          svg.appendChild(path);
          button.appendChild(svg);
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
      name(corner.buttons.keys, strings.ui.keys);
      const zoom = map.zoomControl.getContainer();
      name(zoom.querySelector(".leaflet-control-zoom-in"), strings.ui.zoom_in);
      name(zoom.querySelector(".leaflet-control-zoom-out"), strings.ui.zoom_out);
      const container = map.getContainer();
      container.setAttribute("role", "application");
      container.setAttribute("aria-label", strings.ui.map_name);
      document.title = strings.ui.map_name;
    }

    atlas.on("setup", dress);
    atlas.on("inset", foldLegend);
  });
})();
