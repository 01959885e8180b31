/* Files that are made in the browser: handed to the visitor, and the typeface that pictures carry along. */
import { element, kept } from "./sheet.js";

const KEEP_MS = 60000; // a slow disk may take its time
const faces = new Map();

/* Hand a file to the visitor. */
export function save(content, name) {
  const link = element("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS);
}

/* The typeface as a rule that holds it; a picture has no other, and without it every word would have another length than the
   drawing was made for. "" where it cannot be had: then the reader's own is taken. */
export async function typeface() {
  try {
    const bytes = await kept(faces, new URL("fonts/inter-latin.woff2", document.baseURI).href, (answer) => answer.arrayBuffer());
    let text = "";
    for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
    return `@font-face{font-family:Inter;font-weight:100 900;src:url(data:font/woff2;base64,${btoa(text)}) format("woff2")}`;
  } catch {
    return "";
  }
}
