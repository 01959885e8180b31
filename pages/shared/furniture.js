/* What stands around the timeline: key figures, the choice of lanes, how to read it, what bears no date, what can be taken away.
   Every word is set with textContent. */
import { SAMPLES } from "./marks.js";
import { element } from "./sheet.js";

const GROUPS = ["corridor", "country", "type", "actor"];

export function figuresOf(figures) {
  return figures.map((figure) => {
    const box = element("div");
    box.append(element("dt", "", figure.label), element("dd", "value", figure.value), element("dd", "note", figure.note));
    return box;
  });
}

/* The choice of lanes; `chosen` is told of it. */
export function groupsOf(words, name, chosen) {
  const options = GROUPS.map((group) => {
    const label = element("label");
    const box = element("input");
    box.type = "radio";
    box.name = name;
    box.value = group;
    box.addEventListener("change", () => chosen(group));
    label.append(box, element("span", "", words[`lanes_${group}`]));
    return label;
  });
  return [element("legend", "", words.lanes), ...options];
}

/* How to read it; `drawn`: an example of each form, none where they could not be drawn. */
export function legendOf(words, drawn) {
  return SAMPLES.map((name, place) => {
    const row = element("li");
    row.append(...[drawn[place], element("span", "", words[name])].filter(Boolean));
    return row;
  });
}

/* What bears no date, counted and the first of it listed; `pick` opens a record, null where none can be opened. */
export function trayOf(undated, count, words, pick) {
  const heading = element("h3", "", `${words.undated} (${count})`);
  if (!undated.length) return [heading, element("p", "quiet", words.no_undated)];
  const rows = element("ul");
  for (const item of undated) {
    const row = element("li");
    const button = element("button", "row", item.text);
    button.type = "button";
    button.disabled = !pick;
    button.addEventListener("click", () => pick(item.key));
    row.append(button, element("small", "", item.sub));
    rows.appendChild(row);
  }
  return count > undated.length ? [heading, rows, element("p", "quiet", words.more_undated)] : [heading, rows];
}

/* Links to files of the server and buttons for what is made here: pairs of words and an address or a function. */
export function downloadsOf(words, items) {
  const made = items.map(([text, what]) => {
    const button = typeof what === "function";
    const node = element(button ? "button" : "a", button ? "row" : "", text);
    if (button) {
      node.type = "button";
      node.addEventListener("click", what);
    } else {
      node.href = new URL(what, document.baseURI).href;
      node.download = "";
    }
    return node;
  });
  return [element("span", "", words.download), ...made];
}
