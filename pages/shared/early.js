/* A page of text, begun before Streamlit is up, where Streamlit will put it: the component's own code writes it from what the
   component will be given. It goes when the component has written the same; nothing is lost where it does not come. */
import { element } from "./sheet.js";

const PATIENCE_MS = 15000;
const NARROW_PX = 768;

export async function begin(plan) {
  const query = new URLSearchParams(location.search);
  if ((query.get("v") || plan.first) !== plan.version) return; // an older link is read by the page, see layers/migrations.py
  if (query.has("story") || query.has("embed")) return;
  const path = location.pathname;
  const page = path.split("/").pop();
  const wanted = query.get("lang") || navigator.language.slice(0, 2).toLowerCase();
  query.set("lang", plan.languages.includes(wanted) ? wanted : plan.lang);
  query.set("page", page);
  let over = false;
  let drop = () => (over = true); // Streamlit was quicker
  const holder = element("div");
  holder.dataset.early = page;
  holder.inert = true; // to be read; what is done to it would be lost when the component comes
  const root = holder.attachShadow({ mode: "open" });
  const written = ({ detail }) => detail.name === page && detail.host.getRootNode() !== root && drop();
  window.addEventListener("corridor-atlas:written", written);
  if (window.navigation) window.navigation.addEventListener("currententrychange", () => location.pathname !== path && drop());
  window.setTimeout(() => drop(), PATIENCE_MS);

  // The typeface is declared again by Streamlit; until then its letters would be others.
  document.fonts.add(new FontFace("Inter", `url(${new URL("fonts/inter-latin.woff2", document.baseURI)})`, { weight: "100 900", display: "swap" }));
  const answer = await fetch(new URL(`${plan.address}?${query}`, document.baseURI));
  if (!answer.ok) return;
  const { place, data } = await answer.json();
  const module = await import(new URL(data.module, document.baseURI));
  if (over) return;
  const tokens = plan.tokens[window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"];
  const [wide, narrow] = plan.tops[page];
  const at = window.innerWidth < NARROW_PX ? { left: "16px", right: "16px", top: narrow } : { left: "380px", right: "80px", top: wide };
  Object.assign(holder.style, { position: "fixed", zIndex: 1, bottom: 0, overflow: "hidden", background: tokens["background-color"], ...at });
  for (const [key, value] of Object.entries(tokens)) holder.style.setProperty(`--st-${key}`, value);
  root.appendChild(element("div", place));
  document.body.appendChild(holder);
  const end = module.default({ data, parentElement: root, setTriggerValue: () => {} });
  drop = () => {
    window.removeEventListener("corridor-atlas:written", written);
    holder.remove();
    if (end) end();
    drop = () => {};
  };
}
