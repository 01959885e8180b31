/* A canvas that covers the map with a margin, follows zoom animations and is drawn again when the view has settled. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});
  Atlas.parts = []; // what the map is made of: functions that get the one `atlas` object, see client.js
  const MARGIN = 0.25; // of the map's size on each side, so that a short pan shows no empty edge

  // What goes wrong before the map has begun is told to the page, which then shows its text and its table.
  window.addEventListener("error", (event) => {
    if (!Atlas.begun) window.parent.postMessage({ from: "corridor-atlas", type: "failed", reason: event.message }, "*");
  });

  Atlas.Surface = L.Layer.extend({
    // A browser without a canvas is found out here: once added, Leaflet tells a layer of every move, drawn on or not.
    initialize(paint, options) {
      this._paint = paint;
      L.setOptions(this, options);
      this._canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated");
      this._canvas.setAttribute("aria-hidden", "true");
      this._context = this._canvas.getContext("2d");
      if (!this._context) throw new Error("canvas");
    },

    onAdd() {
      this.getPane().append(this._canvas);
      this.redraw();
    },

    onRemove() {
      this._canvas.remove();
    },

    getEvents() {
      return { moveend: this.redraw, zoomend: this.redraw, viewreset: this.redraw, resize: this.redraw, zoomanim: this._follow };
    },

    _follow(event) {
      if (!this._corner) return; // never drawn yet
      const scale = this._map.getZoomScale(event.zoom, this._zoom);
      const corner = this._map._latLngToNewLayerPoint(this._corner, event.zoom, event.center);
      L.DomUtil.setTransform(this._canvas, corner, scale);
    },

    canvas() {
      return this._canvas;
    },

    /* Let the whole picture step back, or come forward again (1). */
    fade(opacity) {
      this._canvas.style.opacity = opacity;
    },

    redraw() {
      const map = this._map;
      if (!map) return;
      const size = map.getSize();
      if (!size.x || !size.y) return;
      const pad = size.multiplyBy(MARGIN).round();
      const origin = map.containerPointToLayerPoint(L.point(-pad.x, -pad.y));
      const width = size.x + 2 * pad.x;
      const height = size.y + 2 * pad.y;
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      this._zoom = map.getZoom();
      this._corner = map.layerPointToLatLng(origin);
      L.DomUtil.setTransform(this._canvas, origin, 1);
      const canvas = this._canvas;
      if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
        canvas.style.width = width + "px";
        canvas.style.height = height + "px";
      }
      const scale = 256 * Math.pow(2, this._zoom); // pixels per unit of the Mercator square
      const corner = map.getPixelOrigin().add(origin);
      const context = this._context;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      this.frame = { context, ratio, width, height, zoom: this._zoom, scale, left: corner.x, top: corner.y, pad };
      this._paint(this.frame);
    },
  });

  /* Longitude and latitude in degrees -> the unit square of spherical Mercator (EPSG:3857 scaled to 0..1). */
  Atlas.unit = function (lon, lat) {
    const sine = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
    return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
  };
  Atlas.latLng = (at) => L.latLng((2 * Math.atan(Math.exp((0.5 - at[1]) * 2 * Math.PI)) - Math.PI / 2) * (180 / Math.PI), (at[0] - 0.5) * 360);
})();
