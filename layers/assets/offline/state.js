/* What the reader has chosen in the file, and the same as the fragment of its address: a bookmark or a link within the file keeps it. */
const OWN = ["lang", "selected", "map"];

export function readView(text) {
  const match = /^(\d(?:\.\d+)?)_(-?\d{1,2}(?:\.\d+)?)_(-?\d{1,3}(?:\.\d+)?)$/.exec(text || "");
  if (!match) return null;
  const [zoom, lat, lng] = match.slice(1).map(Number);
  return zoom >= 2 && zoom <= 9 && Math.abs(lat) <= 85 && Math.abs(lng) <= 180 ? { zoom, lat, lng } : null;
}

const writeView = (view) => `${+view.zoom.toFixed(2)}_${view.lat.toFixed(3)}_${view.lng.toFixed(3)}`;

/* The state that an address asks for; a file that is opened without any opens as it was made. */
export function readState(fragment, languages, opening) {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const fresh = ![...given].length;
  const lang = given.get("lang");
  const filters = new URLSearchParams([...given].filter(([key]) => !OWN.includes(key)));
  return {
    lang: languages.includes(lang) ? lang : languages[0],
    query: filters.toString(),
    selected: fresh ? opening.selected : given.get("selected") || "",
    view: readView(fresh ? opening.map : given.get("map")),
  };
}

export function fragmentOf(state, selected = state.selected) {
  const given = new URLSearchParams(state.query);
  given.set("lang", state.lang);
  if (selected) given.set("selected", selected);
  if (state.view) given.set("map", writeView(state.view));
  return "#" + given;
}
