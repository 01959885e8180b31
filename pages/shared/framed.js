/* The line under a part of the atlas in a frame of another site. Its words are set as text only. What is followed in the frame
   opens the atlas beside it: the frame keeps showing what its page speaks of. */
import { element, styled } from "./sheet.js";

const FEET = new WeakMap();
const OWN = ["embed", "embed_options", "show", "chart"]; // what makes a frame of an address

function outward(event) {
  const anchor = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (!anchor || anchor.hasAttribute("download")) return;
  anchor.target = "_blank";
  anchor.rel = "noopener";
  event.stopPropagation(); // nobody else turns the page of the frame
}

class Foot {
  constructor(host, module) {
    this.sentence = element("p", "sentence");
    this.more = element("p", "more");
    this.counts = element("span", "counts");
    this.origin = element("span", "origin");
    this.link = element("a");
    this.link.target = "_blank";
    this.link.rel = "noopener";
    this.licence = element("span");
    this.more.append(this.link, this.licence, this.origin, this.counts);
    host.replaceChildren(styled(new URL(module.replace(/js$/, "css"), document.baseURI).href), this.sentence, this.more);
    this.moved = () => this.address();
    if (window.navigation) window.navigation.addEventListener("currententrychange", this.moved);
    for (const kind of ["pointerenter", "focus"]) this.link.addEventListener(kind, this.moved);
    window.addEventListener("click", outward, true);
  }

  end() {
    if (window.navigation) window.navigation.removeEventListener("currententrychange", this.moved);
    window.removeEventListener("click", outward, true);
  }

  address() {
    const whole = new URL(location.href);
    for (const key of OWN) whole.searchParams.delete(key);
    this.link.href = whole.href;
  }

  update(data) {
    for (const name of ["sentence", "counts", "origin", "licence"]) this[name].textContent = data[name];
    this.sentence.title = data.sentence;
    this.link.textContent = data.open;
    this.address();
  }
}

export default function ({ data, parentElement }) {
  const host = parentElement.querySelector(".framed");
  if (!FEET.has(host)) FEET.set(host, new Foot(host, data.module));
  const foot = FEET.get(host);
  foot.update(data);
  return () => {
    foot.end();
    FEET.delete(host);
  };
}
