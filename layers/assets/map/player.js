/* The player: a window over the years under the map. Drag it, take its handles, step from event to event, or let it run.
   Everything happens here; the page hears of the window once, when it has come to rest. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});
  const FIRST_YEAR = 2017;
  const SPEEDS_DAYS_PER_SECOND = [60, 120, 240, 480];
  const WIDTHS_MONTHS = [1, 3, 6, 12, 24];
  const MONTH_DAYS = 30.4375;
  const REST_MS = 350; // after the last key or drag, before the page is told
  const HANDLE_PX = 24;
  const VAGUE_DAYS = 32; // a date that is no finer than this is drawn as vague

  Atlas.parts.push(function (atlas) {
    const { map, state } = atlas;
    const element = Atlas.element;
    const today = Math.floor(Date.now() / 86400000);
    const start = Atlas.days(String(FIRST_YEAR))[0];
    const whole = [start, today];
    let span = null; // the window shown; null is all time
    let playing = 0; // time of the last frame while it runs
    let speed = 1;
    let loop = false;
    let resting = 0;

    const box = element("section", "atlas-player");
    const bar = element("div", "bar");
    const button = (name) => {
      const node = element("button", name);
      node.type = "button";
      bar.appendChild(node);
      return node;
    };
    const play = button("play");
    const back = button("back");
    const next = button("next");
    const title = element("p", "title");
    title.setAttribute("role", "status");
    const width = element("select", "width");
    const pace = element("select", "pace");
    const again = button("loop");
    const clear = button("all");
    bar.append(title, width, pace, again, clear);
    const track = element("div", "track");
    const canvas = element("canvas");
    canvas.setAttribute("aria-hidden", "true");
    const band = element("div", "band");
    const left = element("div", "handle left");
    const right = element("div", "handle right");
    for (const node of [band, left, right]) {
      node.tabIndex = 0;
      node.setAttribute("role", "slider");
    }
    track.append(canvas, band, left, right);
    const tray = element("p", "tray");
    box.append(bar, track, tray);
    map.getContainer().after(box);

    /* ------------------------------------------------------------------ the window */
    const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
    const iso = (day) => Atlas.dateOf(day).toISOString().slice(0, 10);
    const x = (day) => ((day - whole[0]) / (whole[1] + 1 - whole[0])) * track.clientWidth;
    const dayAt = (px) => Math.round(whole[0] + (px / Math.max(1, track.clientWidth)) * (whole[1] + 1 - whole[0]));

    function set(given) {
      const length = clamp(given[1] - given[0], 0, whole[1] - whole[0]);
      const from = clamp(given[0], whole[0], whole[1] - length);
      span = [from, from + length];
      preview();
    }

    /* Show the window on the map and in words, without telling the page. */
    function preview() {
      state.window = span;
      atlas.arrange();
      atlas.draw();
      place();
    }

    /* The page hears of a window that rests; while it is moved or runs, the address stays as it was. */
    function settle() {
      window.clearTimeout(resting);
      resting = window.setTimeout(() => {
        if (playing || drag) return;
        atlas.tell({ type: "window", since: span ? iso(span[0]) : null, until: span ? iso(span[1]) : null });
      }, REST_MS);
    }

    const monthsOf = (days) => WIDTHS_MONTHS.reduce((best, months) => (Math.abs(months * MONTH_DAYS - days) < Math.abs(best * MONTH_DAYS - days) ? months : best));
    const length = () => Number(width.value) * MONTH_DAYS;

    /* ------------------------------------------------------------------ playing */
    function frame(now) {
      if (!playing) return;
      const passed = Math.min(100, now - playing) / 1000;
      playing = now;
      const step = passed * SPEEDS_DAYS_PER_SECOND[Number(pace.value)];
      if (span[1] >= whole[1]) {
        if (!loop) {
          stop();
          return;
        }
        set([whole[0], whole[0] + (span[1] - span[0])]);
      } else {
        exact += step;
        const whole_days = Math.floor(exact);
        exact -= whole_days;
        if (whole_days) set([span[0] + whole_days, span[1] + whole_days]);
      }
      atlas.emit("frame", now);
      requestAnimationFrame(frame);
    }
    let exact = 0;

    function run() {
      if (!span || span[1] >= whole[1]) set([whole[0], whole[0] + Math.round(length())]);
      exact = 0;
      playing = performance.now();
      name();
      requestAnimationFrame(frame);
    }

    function stop() {
      playing = 0;
      name();
      settle();
    }

    /* The next or previous event in time order: the window moves to it and it is selected. */
    function step(direction) {
      const events = state.given.events.filter((event) => event.days).sort((p, q) => p.days[0] - q.days[0] || p.days[1] - q.days[1] || (p.key < q.key ? -1 : 1));
      if (!events.length) return;
      const current = events.findIndex((event) => event.key === state.selected);
      const middle = span ? (span[0] + span[1]) / 2 : direction > 0 ? -Infinity : Infinity;
      const ahead = direction > 0 ? events.findIndex((event) => event.days[0] > middle) : events.length - 1 - [...events].reverse().findIndex((event) => event.days[1] < middle);
      const index = current >= 0 ? current + direction : ahead < 0 || ahead >= events.length ? (direction > 0 ? 0 : events.length - 1) : ahead;
      const event = events[clamp(index, 0, events.length - 1)];
      const half = (span ? span[1] - span[0] : length()) / 2;
      const centre = (event.days[0] + event.days[1]) / 2;
      const wide = Math.max(half, (event.days[1] - event.days[0]) / 2);
      set([Math.round(centre - wide), Math.round(centre + wide)]);
      settle();
      atlas.tell({ type: "select", key: event.key });
    }

    /* ------------------------------------------------------------------ by hand */
    let drag = null;
    function grab(node, mode) {
      node.addEventListener("pointerdown", (event) => {
        if (event.button) return;
        stopQuietly();
        if (!span) set(whole.slice());
        drag = { mode, at: event.clientX, from: span.slice(), id: event.pointerId };
        node.setPointerCapture(event.pointerId);
        event.stopPropagation();
        event.preventDefault();
        node.focus();
      });
      node.addEventListener("pointermove", (event) => {
        if (!drag || drag.id !== event.pointerId) return;
        const days = dayAt(event.clientX - drag.at) - whole[0];
        if (drag.mode === "band") set([drag.from[0] + days, drag.from[1] + days]);
        else if (drag.mode === "left") set([clamp(drag.from[0] + days, whole[0], drag.from[1]), drag.from[1]]);
        else set([drag.from[0], clamp(drag.from[1] + days, drag.from[0], whole[1])]);
      });
      for (const end of ["pointerup", "pointercancel"])
        node.addEventListener(end, (event) => {
          if (!drag || drag.id !== event.pointerId) return;
          drag = null;
          settle();
        });
    }
    grab(band, "band");
    grab(left, "left");
    grab(right, "right");
    track.addEventListener("pointerdown", (event) => {
      stopQuietly();
      const day = dayAt(event.clientX - track.getBoundingClientRect().left);
      const half = (span ? span[1] - span[0] : length()) / 2;
      set([Math.round(day - half), Math.round(day + half)]);
      settle();
    });

    function stopQuietly() {
      if (playing) {
        playing = 0;
        name();
      }
    }

    band.addEventListener("keydown", (event) => {
      const step_of = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step_of && event.key !== "Home" && event.key !== "End") return;
      event.preventDefault();
      stopQuietly();
      if (step_of) step(step_of);
      else {
        const days = span ? span[1] - span[0] : Math.round(length());
        set(event.key === "Home" ? [whole[0], whole[0] + days] : [whole[1] - days, whole[1]]);
        settle();
      }
    });
    for (const [node, end] of [[left, 0], [right, 1]])
      node.addEventListener("keydown", (event) => {
        const months = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 12, PageDown: -12 }[event.key];
        if (!months) return;
        event.preventDefault();
        stopQuietly();
        const edges = (span || whole).slice();
        edges[end] = clamp(edges[end] + Math.round(months * MONTH_DAYS), end ? edges[0] : whole[0], end ? whole[1] : edges[1]);
        set(edges);
        settle();
      });
    play.addEventListener("click", () => (playing ? stop() : run()));
    back.addEventListener("click", () => (stopQuietly(), step(-1)));
    next.addEventListener("click", () => (stopQuietly(), step(1)));
    again.addEventListener("click", () => {
      loop = !loop;
      name();
    });
    clear.addEventListener("click", () => {
      stopQuietly();
      span = null;
      preview();
      settle();
    });
    width.addEventListener("change", () => {
      if (span) set([span[0], span[0] + Math.round(length())]);
      if (!playing && span) settle();
    });

    /* ------------------------------------------------------------------ words and drawing */
    function name() {
      if (!state.strings) return;
      const ui = state.strings.ui;
      const put = (node, glyph, text, pressed) => {
        node.textContent = glyph;
        node.title = text;
        node.setAttribute("aria-label", text);
        if (pressed !== undefined) node.setAttribute("aria-pressed", String(pressed));
      };
      put(play, playing ? "❚❚" : "▶", playing ? ui.pause : ui.play);
      put(back, "⟨", ui.previous_event);
      put(next, "⟩", ui.next_event);
      put(again, "↻", ui.loop, loop);
      clear.textContent = ui.all_time;
      box.setAttribute("aria-label", ui.time);
      width.setAttribute("aria-label", ui.window_width);
      pace.setAttribute("aria-label", ui.speed);
      left.setAttribute("aria-label", ui.window_start);
      right.setAttribute("aria-label", ui.window_end);
      band.setAttribute("aria-label", ui.window);
    }

    function dress() {
      const ui = state.strings.ui;
      const chosen = [width.value, pace.value];
      width.replaceChildren(...WIDTHS_MONTHS.map((months) => {
        const option = element("option", "", atlas.fill(months === 1 ? ui.one_month : ui.many_months, { n: months }));
        option.value = months;
        return option;
      }));
      pace.replaceChildren(...SPEEDS_DAYS_PER_SECOND.map((days, index) => {
        const option = element("option", "", [0.5, 1, 2, 4][index].toLocaleString(state.language) + "×");
        option.value = index;
        return option;
      }));
      width.value = chosen[0] || "12";
      pace.value = chosen[1] || String(speed);
      name();
      place();
    }

    const said = (day) => new Intl.DateTimeFormat(state.language, { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" }).format(Atlas.dateOf(day));

    /* Put the band where the window is, and say what it holds. */
    function place() {
      if (!state.strings) return;
      const ui = state.strings.ui;
      const [from, to] = span || whole;
      const [a, b] = [x(from), x(to + 1)];
      band.style.left = a + "px";
      band.style.width = Math.max(3, b - a) + "px";
      left.style.left = a - HANDLE_PX + "px";
      right.style.left = b + "px";
      box.classList.toggle("all", !span);
      clear.hidden = !span;
      const events = state.scene.events;
      const vague = events.filter((event) => event.days && event.days[1] - event.days[0] >= VAGUE_DAYS - 1).length;
      const count = atlas.fill(events.length === 1 ? ui.one_event_between : ui.many_events_between, { n: events.length.toLocaleString(state.language), start: said(from), end: said(to) });
      title.textContent = count;
      const parts = [];
      const elsewhere = events.filter((event) => event.place < 0).length;
      const undated = span ? state.given.legs.filter((leg) => !leg.days).length : 0;
      if (vague) parts.push(atlas.fill(ui.vague, { n: vague }));
      if (elsewhere) parts.push(atlas.fill(ui.elsewhere, { n: elsewhere }));
      if (undated) parts.push(atlas.fill(undated === 1 ? ui.one_undated : ui.many_undated, { n: undated }));
      tray.textContent = parts.join(" · ");
      for (const [node, value, text] of [[band, from, count], [left, from, said(from)], [right, to, said(to)]]) {
        node.setAttribute("aria-valuemin", String(whole[0]));
        node.setAttribute("aria-valuemax", String(whole[1]));
        node.setAttribute("aria-valuenow", String(value));
        node.setAttribute("aria-valuetext", text);
      }
    }

    /* The track: events by quarter. Solid: dated to a day or a month; hatched: dated to a year or so, spread over it. */
    function histogram() {
      if (!state.tokens) return;
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      const wide = track.clientWidth;
      const high = track.clientHeight;
      if (!wide || !high) return;
      canvas.width = wide * ratio;
      canvas.height = high * ratio;
      const context = canvas.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, wide, high);
      const quarters = [];
      for (let year = FIRST_YEAR; year <= Atlas.dateOf(today).getUTCFullYear(); year++)
        for (let month = 0; month < 12; month += 3) {
          const from = Math.round(Date.UTC(year, month, 1) / 86400000);
          if (from <= today) quarters.push({ from, to: Math.round(Date.UTC(year, month + 3, 0) / 86400000), sharp: 0, vague: 0 });
        }
      for (const event of state.given.events) {
        if (!event.days) continue;
        const fine = event.days[1] - event.days[0] < VAGUE_DAYS;
        const touched = quarters.filter((quarter) => quarter.from <= event.days[1] && quarter.to >= event.days[0]);
        for (const quarter of touched) quarter[fine ? "sharp" : "vague"] += 1 / touched.length;
      }
      const most = Math.max(1, ...quarters.map((quarter) => quarter.sharp + quarter.vague));
      const base = high - 13;
      context.font = '10.5px "Inter", Arial, sans-serif';
      context.textBaseline = "alphabetic";
      for (const quarter of quarters) {
        const [a, b] = [x(quarter.from), x(Math.min(quarter.to, today) + 1)];
        const scale = (base - 3) / most;
        const sharp = quarter.sharp * scale;
        const vague = quarter.vague * scale;
        context.fillStyle = state.tokens.quiet;
        context.fillRect(a + 0.5, base - sharp, Math.max(1, b - a - 1), sharp);
        if (vague) {
          context.strokeStyle = state.tokens.quiet;
          context.lineWidth = 1;
          context.beginPath();
          for (let line = base - sharp - 1; line > base - sharp - vague; line -= 3) {
            context.moveTo(a + 0.5, line);
            context.lineTo(b - 0.5, line);
          }
          context.stroke();
        }
      }
      context.strokeStyle = state.tokens.rule;
      context.beginPath();
      context.moveTo(0, base + 0.5);
      context.lineTo(wide, base + 0.5);
      context.stroke();
      context.fillStyle = state.tokens.quiet;
      const years = Atlas.dateOf(today).getUTCFullYear() - FIRST_YEAR + 1;
      const every = wide / years < 34 ? 2 : 1;
      for (let year = FIRST_YEAR; year < FIRST_YEAR + years; year += every) {
        const at = x(Atlas.days(String(year))[0]);
        context.fillText(String(year), at + 3, high - 2);
        context.fillRect(at, base, 1, 4);
      }
    }

    atlas.on("setup", (message) => {
      box.hidden = Boolean(message.small); // beside the timeline, which has the window itself
      dress();
      histogram();
    });
    atlas.on("scene", () => {
      if (!playing && !drag) {
        span = state.window ? [clamp(state.window[0], ...whole), clamp(state.window[1], ...whole)] : null;
        if (span) width.value = String(monthsOf(span[1] - span[0]));
      } else {
        state.window = span;
        atlas.arrange();
        atlas.draw();
      }
      histogram();
      place();
    });
    new ResizeObserver(() => {
      histogram();
      place();
    }).observe(box);
    atlas.player = { run, stop, playing: () => Boolean(playing), set };
  });
})();
