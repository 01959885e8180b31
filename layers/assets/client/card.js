/* The card of a record from plain values, on the map and beside the timeline. Every word is set with textContent; the only
   addresses are those of http(s) sources. */
import { element, positionsOf } from "./sheet.js";

function safeAddress(text) {
  return /^https?:\/\//i.test(text) ? text : null;
}

function linkRow(item, pick) {
  const row = element("li");
  const button = element(item.key ? "button" : "span", "row", item.text);
  if (item.key) {
    button.type = "button";
    button.addEventListener("click", () => pick(item.key));
  }
  row.appendChild(button);
  if (item.sub) row.appendChild(element("small", "", item.sub));
  return row;
}

/* The grade as three steps and in words; why it is so unfolds below. */
function gradeRow(card) {
  const { grade, disputed } = card;
  const box = element("details", "grade");
  const summary = element("summary");
  const steps = element("span", "steps");
  steps.setAttribute("aria-hidden", "true");
  for (let step = 0; step < 3; step++) steps.appendChild(element("i", step <= grade.level ? "on" : ""));
  const words = element("span", "words");
  words.append(element("b", "", grade.text), element("small", "", grade.detail));
  summary.append(steps, words);
  if (disputed) summary.appendChild(element("span", "disputed", disputed));
  box.append(summary, element("h4", "", grade.heading));
  for (const reason of grade.why) box.appendChild(element("p", "", reason));
  return box;
}

/* Through the legs of a corridor, in travel order. */
function walkRow(walk, pick) {
  const row = element("nav", "walk");
  row.setAttribute("aria-label", walk.text);
  const button = (name, glyph) => {
    const node = element("button", name, glyph);
    const to = walk[name];
    node.type = "button";
    node.disabled = !to;
    node.title = to ? `${walk.labels[name]}: ${to.text}` : walk.labels[name];
    node.setAttribute("aria-label", node.title);
    if (to) node.addEventListener("click", () => pick(to.key));
    return node;
  };
  const words = element("p", "", walk.text);
  if (walk.note) words.appendChild(element("small", "", walk.note));
  row.append(button("previous", "‹"), words, button("next", "›"));
  return row;
}

/* `pick` opens another record, `lead` makes an anchor go to another page, `cite` gives what a claim is cited with, or nothing. */
export function fillCard(box, card, words, language, pick, lead, cite = () => null) {
  box.replaceChildren();
  box.hidden = !card;
  if (!card) return;
  const head = element("header");
  const close = element("button", "close", "×");
  close.type = "button";
  close.title = words.close;
  close.setAttribute("aria-label", words.close);
  close.addEventListener("click", () => pick(""));
  head.append(element("p", "kind", card.kind), close);
  box.append(head, element("h2", "", card.title), element("p", "line", card.line));
  if (card.profile) {
    const more = box.appendChild(element("p", "more")).appendChild(element("a", "", card.profile.text));
    lead(more, "profile?" + new URLSearchParams({ of: card.profile.of }));
  }
  if (card.walk) box.appendChild(walkRow(card.walk, pick));
  if (card.grade) box.appendChild(gradeRow(card));
  if (card.chips && card.chips.length) {
    const chips = element("ul", "chips");
    for (const chip of card.chips) {
      const item = element("li", "", chip.text);
      item.dataset.family = chip.family;
      chips.appendChild(item);
    }
    box.appendChild(chips);
  }
  const facts = element("dl");
  for (const fact of card.facts) {
    const value = element("dd");
    if (fact.key) value.appendChild(linkRow({ key: fact.key, text: fact.value }, pick).firstChild);
    else value.textContent = fact.value;
    facts.append(element("dt", "", fact.label), value);
  }
  box.appendChild(facts);
  if (card.caution) box.appendChild(element("p", "caution", card.caution));
  if (card.reading) box.appendChild(element("h3", "", card.reading));
  if (card.text && card.text.body) {
    const text = element("p", "text", card.text.body);
    if (card.text.lang !== language) text.lang = card.text.lang;
    box.appendChild(text);
    if (card.text.fallback) box.appendChild(element("p", "fallback", card.text.fallback));
  }
  if (card.positions) box.appendChild(positionsOf(card.positions, language));
  for (const list of card.lists) {
    const section = element("section", list.marked ? "marked" : "");
    section.appendChild(element("h3", "", `${list.heading} (${list.items.length})`));
    const rows = element("ul");
    for (const item of list.items) rows.appendChild(linkRow(item, pick));
    section.appendChild(rows);
    box.appendChild(section);
  }
  const sources = element("section", "sources");
  sources.append(element("h3", "", card.sources.heading), element("p", "line", card.sources.summary));
  for (const group of card.sources.groups) {
    sources.appendChild(element("h4", "", group.origin));
    const rows = element("ul");
    for (const item of group.items) {
      const row = element("li");
      const address = safeAddress(item.url);
      const title = element(address ? "a" : "span", "row", item.title);
      if (address) {
        title.href = address;
        title.target = "_blank";
        title.rel = "noopener noreferrer";
      }
      row.append(title, element("small", "", item.sub));
      if (item.described) row.appendChild(element("small", "", words.described));
      if (!address) row.appendChild(element("small", "", words.no_address));
      rows.appendChild(row);
    }
    sources.appendChild(rows);
  }
  box.appendChild(sources);
  const cited = cite(card);
  if (cited) box.appendChild(cited);
  box.scrollTop = 0;
}

/* What a card offers to cite its record with, if that is a claim; fetched when it is first needed. `latest` is what the page tells of
   its view. */
export function citeOf(latest, card) {
  if (!latest.citing || !/^(leg|event)\./.test(card.key)) return null;
  const spot = element("div");
  import("./cite.js").then(({ citing }) => spot.replaceChildren(citing(latest.citing, latest.citing.say.cite_claim, latest.query, card.key)));
  return spot;
}
