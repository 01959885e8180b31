/* The keys of the map in words: a panel that the question mark shows and hides. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});

  Atlas.parts.push(function (atlas) {
    const { map, state } = atlas;
    const element = Atlas.element;
    const panel = element("section", "atlas-help");
    panel.hidden = true;
    panel.tabIndex = -1;
    L.DomEvent.disableClickPropagation(panel);
    L.DomEvent.disableScrollPropagation(panel);
    map.getContainer().after(panel);
    let before = null; // what had the focus

    function toggle() {
      panel.hidden = !panel.hidden;
      if (!panel.hidden) {
        before = document.activeElement;
        panel.focus();
      } else if (before) before.focus();
    }

    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" && event.key !== "?") return;
      event.preventDefault();
      toggle();
    });

    atlas.on("setup", () => {
      const { ui, keys, card } = state.strings;
      const close = element("button", "", "×");
      close.type = "button";
      close.title = card.close;
      close.setAttribute("aria-label", card.close);
      close.addEventListener("click", toggle);
      const list = element("dl");
      for (const [name, meaning] of keys) list.append(element("dt", "", name), element("dd", "", meaning));
      panel.setAttribute("aria-label", ui.keys);
      panel.replaceChildren(close, element("h2", "", ui.keys), list);
    });
    atlas.help = { toggle, open: () => !panel.hidden };
  });
})();
