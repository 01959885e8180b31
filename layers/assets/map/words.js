/* What the map says in words: the lines of a tip, dates as exact as they are. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});

  Atlas.parts.push(function (atlas) {
    const { state } = atlas;
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
          ...atlas.reportsOn(item),
          count ? fill(count === 1 ? strings.ui.one_event : strings.ui.many_events, { n: count }) : "",
        ].filter(Boolean);
      }
      if (item.kind === "area") return atlas.areaLines(item);
      if (item.kind === "hexagon") return [fill(strings.ui.hexagon, { n: item.n.toLocaleString(state.language) })];
      return [item.name, legs(item), strings.ui.open_corridor];
    }

    function legs(corridor) {
      const n = state.scene.legs.filter((leg) => state.corridors.get(leg.corridor) === corridor).length;
      return fill(n === 1 ? state.strings.ui.one_leg : state.strings.ui.many_legs, { n });
    }

    /* The same for the ear: no arrow, no word about clicking. */
    function spoken(item) {
      const lines = linesOf(item);
      if (item.kind === "leg") lines[0] = fill(state.strings.ui.from_to, { start: state.places.get(item.from).name, end: state.places.get(item.to).name });
      return item.kind === "corridor" ? lines.slice(0, -1) : lines;
    }

    Object.assign(atlas, { fill, date, when, linesOf, spoken });
  });
})();
