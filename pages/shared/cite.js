/* How to cite the view or a claim, and how to quote a claim: asked for when it is unfolded, copied or taken as a picture. */
import { element, kept, themeOf } from "./sheet.js";

const files = new Map();

function button(text, act) {
  const made = element("button", "act", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/* A text with the button that copies it; where that is not allowed, the text is marked to be copied by hand. */
function copyable(say, label, text, more) {
  const box = element("section", "copy");
  const words = element("pre", "", text.trim());
  words.tabIndex = 0; // a wide text scrolls, by keyboard too
  words.setAttribute("role", "region");
  words.setAttribute("aria-label", label);
  const told = element("span", "told");
  told.setAttribute("role", "status");
  const copy = button(say.copy, async () => {
    try {
      await navigator.clipboard.writeText(text);
      told.textContent = say.copied;
    } catch {
      window.getSelection().selectAllChildren(words);
      told.textContent = say.mark;
    }
  });
  copy.setAttribute("aria-label", `${say.copy}: ${label}`);
  const row = element("p", "heads");
  row.append(element("b", "", label), copy, ...more, told);
  box.append(row, words);
  return Object.assign(box, {
    /* Show, and copy, another text. */
    put(other) {
      words.textContent = other.trim();
      text = other;
      told.textContent = "";
    },
  });
}

let preferred = ""; // who chose a style once wants it the next time

/* The reference in the style that is chosen: our own, or one of those that schools and journals ask for. */
function styled(say, styles, answer) {
  const texts = { "": answer.citations.text, ...answer.styles };
  const choice = element("select", "act");
  for (const [name, label] of [["", say.own], ...Object.entries(styles)]) choice.add(new Option(label, name));
  const named = element("label", "style", `${say.style} `);
  named.append(choice);
  const box = copyable(say, say.text, texts[preferred], [named]);
  choice.value = preferred;
  choice.addEventListener("change", () => box.put(texts[(preferred = choice.value)]));
  return box;
}

/* What draws a chart draws the quote as well. `at` gives the theme. */
async function pictured(plan, { quote, stamp }, at) {
  const [{ Figure }, file] = await Promise.all([import("./charts.js"), kept(files, new URL(plan.words, document.baseURI).href, (answer) => answer.json())]);
  const tokens = () => file.themes[themeOf(at)];
  const figure = new Figure({
    data: {}, words: file.words, language: file.language, stamp: { ...stamp, link: quote.link }, tokens,
    style: () => ({ tokens: tokens(), language: file.language, words: file.words }),
  });
  const [title, sentence, ...rest] = quote.lines;
  figure.chart = { key: quote.key.replace(/[^a-z0-9.-]/gi, "-"), title, sentence, notes: rest.slice(0, -1), source: rest.at(-1), draw: { kind: "none" } };
  await figure.take("png");
}

/* What unfolds into citations. `plan`: address, words (of charts), say (words), formats, styles, failed. `query` holds the view, `claim` the
   record in its link form, "" for the view itself. */
export function citing(plan, title, query, claim) {
  const { say, formats, styles } = plan;
  const fold = element("details", "cite");
  fold.dataset.name = `cite ${claim}`;
  fold.appendChild(element("summary", "", title));
  const inside = fold.appendChild(element("div"));
  fold.addEventListener("toggle", async () => {
    if (!fold.open || inside.childElementCount) return;
    const pairs = new URLSearchParams(query);
    pairs.delete("upto");
    if (claim) pairs.set("selected", claim);
    try {
      const given = await fetch(new URL(`${plan.address}?${pairs}`, document.baseURI));
      if (!given.ok) throw new Error(String(given.status));
      const answer = await given.json();
      const made = [];
      if (answer.quote) {
        const picture = button(say.picture, () => pictured(plan, answer, fold));
        made.push(copyable(say, say.quote, [...answer.quote.lines, answer.quote.link].join("\n"), [picture]));
      }
      made.push(styled(say, styles, answer));
      for (const [name, label] of Object.entries(formats)) if (label) made.push(copyable(say, label, answer.citations[name], []));
      inside.replaceChildren(...made);
    } catch {
      inside.replaceChildren(element("p", "", plan.failed));
    }
  });
  return fold;
}
