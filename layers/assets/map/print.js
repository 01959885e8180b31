/* On paper: black and grey on white, whatever the theme; families are told apart by the numbers that the legend gives them.
   The legend stands below the map, unfolded. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});

  const SHEET = ["186mm", "205mm"]; // A4 less its margins; the height is that of mapframe.css

  Atlas.parts.push(function (atlas) {
    const { map, state } = atlas;
    const container = map.getContainer();
    const paper = window.matchMedia("print");
    const wear = atlas.handlers.setup;
    const legend = document.querySelector(".atlas-legend");
    const corner = legend.parentNode;
    let last = null; // the colours and words of the screen
    let open = false; // whether the legend was, on screen
    let view = null;
    let picture = null;

    function dress(message, printing) {
      wear(printing ? { ...message, tokens: { ...message.print, numbered: true } } : message);
    }

    function turn(printing) {
      if (!last || printing === Boolean(state.tokens.numbered)) return;
      const details = legend.querySelector("details");
      if (printing) {
        open = details.open;
        view = [map.getCenter(), map.getZoom()];
      }
      document.documentElement.classList.toggle("paper", printing);
      details.open = printing || open;
      if (printing) container.after(legend);
      else corner.appendChild(legend);
      map.invalidateSize({ animate: false });
      if (!printing && !state.auto) map.setView(...view, { animate: false });
      dress(last, printing);
    }

    /* All that is drawn, as one picture that takes whatever size the sheet gives it: the frame has not got that size yet when
       the browser asks. Chromium, too, leaves out a canvas that is painted again for the printer; a new one it prints. */
    function develop() {
      const sheet = document.body.style;
      [sheet.width, sheet.height] = SHEET;
      map.invalidateSize({ animate: false });
      atlas.redraw();
      const size = map.getSize();
      picture = Atlas.element("canvas", "atlas-picture");
      for (const surface of atlas.surfaces) {
        const { pad, ratio } = surface.frame;
        if (surface === atlas.surfaces[0]) [picture.width, picture.height] = [size.x * ratio, size.y * ratio].map(Math.round);
        picture.getContext("2d").drawImage(surface.canvas(), -pad.x * ratio, -pad.y * ratio);
      }
      [sheet.width, sheet.height] = ["", ""];
      container.appendChild(picture);
    }

    atlas.handlers.setup = (message) => {
      last = message;
      dress(message, paper.matches);
    };
    paper.addEventListener("change", () => turn(paper.matches));
    window.addEventListener("beforeprint", () => {
      if (!last || picture) return;
      turn(true);
      develop();
    });
    window.addEventListener("afterprint", () => {
      if (picture) picture.remove();
      picture = null;
      turn(paper.matches);
    });
  });
})();
