/* Injected into every document before its own scripts. In the page it keeps the clock of one change: the press that began
   it, the messages on the socket, the moment the map showed what was expected. In the frame of streamlit-folium it watches
   Leaflet draw. Everything is told by events; nothing is polled while the clock runs. All times are milliseconds since 1970
   on the clock of the machine (performance.timeOrigin + performance.now()). */
(() => {
  const now = () => performance.timeOrigin + performance.now();

  if (window.top !== window) {
    let bench = null;
    try {
      bench = window.top.bench;
    } catch {
      return; // the sandboxed document of the atlas has no access to the page, and needs none: the page sees it paint
    }
    if (!bench) return;
    let leaflet;
    Object.defineProperty(window, "L", {
      configurable: true,
      get: () => leaflet,
      set: (value) => {
        leaflet = value;
        const draw = leaflet.Canvas && leaflet.Canvas.prototype._redraw;
        if (!draw || draw.watched) return;
        leaflet.Canvas.prototype._redraw = function () {
          draw.call(this);
          const drawn = Object.keys(this._layers).length;
          // One more frame, as ours takes before it says "painted"; a frame that is not unfolded yet shows nothing.
          const frame = () => (window.frameElement.clientHeight ? bench.sees({ layers: drawn }) : requestAnimationFrame(frame));
          if (bench.awaits({ layers: drawn })) requestAnimationFrame(frame);
        };
        leaflet.Canvas.prototype._redraw.watched = true;
      },
    });
    return;
  }

  const bench = (window.bench = {
    expected: null, pressed: 0, painted: 0, messages: [], latest: 0,

    /* Wait for a map with these numbers; the clock starts with the next press, or has started with the document. */
    arm(expected) {
      this.expected = expected;
      this.pressed = 0;
      this.painted = 0;
      this.messages = [];
      this.done = new Promise((resolve) => (this.resolve = resolve));
    },

    awaits(seen) {
      return Boolean(this.expected) && !this.painted && Object.entries(seen).every(([name, value]) => this.expected[name] === value);
    },

    sees(seen, at) {
      if (!this.awaits(seen)) return;
      this.painted = at || now();
      this.resolve();
    },

    /* The painted moment, or what was seen last where it did not come in time. */
    async finished(patience) {
      let timer;
      const late = new Promise((resolve) => (timer = setTimeout(resolve, patience)));
      await Promise.race([this.done, late]);
      clearTimeout(timer);
      return { pressed: this.pressed, painted: this.painted, origin: performance.timeOrigin };
    },

    /* No message for a while and no run going on: the change is over. */
    async quiet(calm, patience) {
      const until = now() + patience;
      while (now() < until) {
        const app = document.querySelector('[data-testid="stApp"]');
        if (app && app.dataset.testScriptState === "notRunning" && now() - this.latest > calm) return true;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return false;
    },

    /* What came since the press: bytes of messages and of answers to the page's own questions, and when the map's own came. */
    received(marks) {
      const decoder = new TextDecoder("latin1");
      const withMap = this.messages.filter(({ data }) => {
        const text = decoder.decode(data);
        return marks.some((mark) => text.includes(mark));
      });
      const since = this.pressed - performance.timeOrigin;
      const answers = performance.getEntriesByType("resource").filter((entry) => entry.startTime >= since && entry.initiatorType === "fetch");
      const asked = answers.find((entry) => entry.name.includes("/atlas/scene"));
      const sum = (list, size) => list.reduce((total, each) => total + size(each), 0);
      return {
        bytes: sum(this.messages, ({ data }) => data.byteLength) + sum(answers, (entry) => entry.decodedBodySize),
        socket: sum(this.messages, ({ data }) => data.byteLength),
        map_bytes: sum(withMap, ({ data }) => data.byteLength) + (asked ? asked.decodedBodySize : 0),
        asked_at: asked ? performance.timeOrigin + asked.startTime : 0,
        map_at: asked ? performance.timeOrigin + asked.responseEnd : withMap.length ? withMap[0].at : 0,
      };
    },
  });
  if (window.benchExpected) bench.arm(window.benchExpected);

  document.addEventListener("pointerdown", () => (bench.pressed = bench.pressed || now()), true);

  window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        bench.latest = now();
        if (data instanceof ArrayBuffer) bench.messages.push({ at: bench.latest, data });
      });
    }
  };

  const watch = (root) =>
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const { painted, legs, places, basemap, paintedAt, completeAt } = target.dataset;
        if (legs === undefined) bench.sees({ painted });
        // Ours tells when, in its own document, the frame after the drawing began; its basemap has to be there as well.
        else if (basemap === "drawn") bench.sees({ legs: Number(legs), places: Number(places) }, Math.max(Number(paintedAt), Number(completeAt)));
      }
    }).observe(root, { subtree: true, attributeFilter: ["data-painted", "data-legs", "data-places", "data-basemap"] });
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    watch(root);
    return root;
  };
})();
