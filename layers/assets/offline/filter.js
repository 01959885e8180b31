/* The filter on the rows of one file, with the meaning of the server's (layers/matching.py): values of one choice are alternatives,
   different choices must all hold. Rows carry the positions of their values, so that nothing here knows what a word means. */
const DIMENSIONS = ["countries", "corridors", "crimes", "actors", "attribution", "acts"];
const ON_LEGS = ["countries", "corridors", "attribution"];
const ON_EVENTS = ["countries", "corridors", "crimes", "actors", "acts"];
const DAY_MS = 86400000;
const [EARLIEST, LATEST] = [1900, 2100];

/* The first and the last day of YYYY, YYYY-MM or YYYY-MM-DD, counted from 1970; null for what is no date. */
export function daysOf(text) {
  const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
  if (!match) return null;
  const [year, month, date] = match.slice(1).map((part) => (part === undefined ? null : Number(part)));
  if (year < EARLIEST || year > LATEST || (month !== null && (month < 1 || month > 12))) return null;
  const day = (y, m, d) => Math.round(Date.UTC(y, m, d) / DAY_MS);
  if (month === null) return [day(year, 0, 1), day(year, 11, 31)];
  const last = day(year, month, 0);
  if (date === null) return [day(year, month - 1, 1), last];
  const found = day(year, month - 1, date);
  return date >= 1 && found <= last ? [found, found] : null;
}

/* Choices from a query in the keys of a link. What is not among the values of this file is left out; dates that cannot be used are
   named in `faults`. */
export function choicesOf(query, file) {
  const { keys, values, levels } = file;
  const given = new URLSearchParams(query);
  const choices = { faults: [] };
  for (const name of DIMENSIONS) choices[name] = new Set(given.getAll(keys[name]).map((code) => values[name].indexOf(code)).filter((at) => at >= 0));
  choices.level = Math.max(0, levels.indexOf(given.get(keys.evidence) || ""));
  choices.named = given.get(keys.named) === "1";
  const edge = (name) => {
    const text = given.get(keys[name]) || "";
    if (text && !daysOf(text)) choices.faults.push(text);
    return text && daysOf(text) ? text : "";
  };
  choices.since = edge("since");
  choices.until = edge("until");
  const period = [choices.since ? daysOf(choices.since)[0] : -Infinity, choices.until ? daysOf(choices.until)[1] : Infinity];
  choices.reversed = period[1] < period[0] ? { since: choices.since, to: choices.until } : null;
  if (choices.reversed) choices.since = choices.until = "";
  choices.period = choices.since || choices.until ? period : null;
  return choices;
}

/* The same choices without their period: what the map is given, for it moves the window by itself. */
export const timeless = (choices) => ({ ...choices, since: "", until: "", period: null });

function fits(row, choices, dimensions, leg) {
  for (const name of dimensions) if (choices[name].size && !row[name].some((value) => choices[name].has(value))) return false;
  // A leg matches only by those of its crimes that have the grade asked for themselves.
  if (leg && choices.crimes.size && !row.crimes.some(([crime, grade]) => grade >= choices.level && choices.crimes.has(crime))) return false;
  if (row.grade < choices.level || (choices.named && !row.named)) return false;
  return !choices.period || (row.days !== null && row.days[0] <= choices.period[1] && row.days[1] >= choices.period[0]);
}

/* Which legs, events and places match, as positions in the file. */
export function match(file, choices) {
  const among = (rows, dimensions, leg) => rows.map((row, at) => (fits(row, choices, dimensions, leg) ? at : -1)).filter((at) => at >= 0);
  const events = among(file.events, ON_EVENTS, false);
  let legs = among(file.legs, ON_LEGS, true);
  if (choices.actors.size) {
    const reached = new Set(events.flatMap((at) => file.events[at].corridors));
    legs = legs.filter((at) => file.legs[at].corridors.some((corridor) => reached.has(corridor)));
  }
  const places = new Set([...legs.flatMap((at) => file.legs[at].places), ...events.flatMap((at) => file.events[at].places)]);
  const bare = !choices.level && !choices.named && !choices.period && DIMENSIONS.every((name) => name === "countries" || !choices[name].size);
  if (bare) file.places.forEach((row, at) => (!choices.countries.size || row.countries.some((value) => choices.countries.has(value))) && places.add(at));
  return { legs, events, places: [...places].sort((p, q) => p - q) };
}

/* How many legs and events each value of a filter would leave if it alone were chosen there. */
export function countsOf(file, choices, name) {
  return file.values[name].map((_code, at) => {
    const found = match(file, { ...choices, [name]: new Set([at]) });
    return [found.legs.length, found.events.length];
  });
}

/* Rows as they travel, with names. */
export function rowsOf(given) {
  const days = (start, end) => (start === null ? null : [start, end]);
  return {
    keys: given.keys, values: given.values, levels: given.levels,
    legs: given.legs.map(([id, countries, corridors, crimes, attribution, grade, named, start, end, places]) => ({ id, countries, corridors, crimes, attribution: [attribution], grade, named, days: days(start, end), places })),
    events: given.events.map(([id, countries, corridors, crimes, actors, act, grade, named, start, end, places]) => ({ id, countries, corridors, crimes, actors, acts: [act], grade, named, days: days(start, end), places })),
    places: given.places.map(([id, countries]) => ({ id, countries })),
  };
}
