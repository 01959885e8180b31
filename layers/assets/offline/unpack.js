/* What the file carries beside its scripts: parts in base64, most of them packed by gzip. Nothing is fetched. */
function bytesOf(name) {
  const text = atob(document.getElementById(name).textContent);
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/* The bytes of a part. */
export async function unpack(name, packed = true) {
  const bytes = bytesOf(name);
  if (!packed) return bytes.buffer;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

export const textOf = (bytes) => new TextDecoder().decode(bytes);

/* SHA-256 in hexadecimal; null where the browser does not compute it. */
export async function digestOf(bytes) {
  if (!window.crypto || !window.crypto.subtle) return null;
  const digest = new Uint8Array(await window.crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* A value whose texts are kept in a pool (layers/offline/pool.py): a position stands for a text, -1 - n for the whole number n. */
export function unpool(value, texts) {
  if (typeof value === "number") return value < 0 ? -1 - value : texts[value];
  if (Array.isArray(value)) return value.map((each) => unpool(each, texts));
  if (!value || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, unpool(each, texts)]));
}
