/* Files that are made in the browser: handed to the visitor, and the typeface that pictures carry along. */
import { element, kept } from "./sheet.js";

const KEEP_MS = 60000; // a slow disk may take its time
const [ACROSS, DOWN] = [16, 9]; // a slide
const SHARP = 2; // pixels of a bitmap per unit of its picture
const LEAST = 1920; // pixels across a bitmap: the screen that slides are shown on
const MOST = 5440; // 16.6 million pixels: more than that a telephone does not draw
const faces = new Map();

/* Hand a file to the visitor. */
export function save(content, name) {
  const link = element("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS);
}

/* Give a picture the form of a slide: its content, that wide and tall from (0, 0), is whole and in the middle, and paper fills the
   rest. `back` is the paper, a rectangle. */
export function slide(root, back, width, height) {
  const unit = Math.ceil(Math.max(width / ACROSS, height / DOWN));
  const [wide, tall] = [unit * ACROSS, unit * DOWN];
  const [x, y] = [(width - wide) / 2, (height - tall) / 2];
  root.setAttribute("viewBox", `${x} ${y} ${wide} ${tall}`);
  for (const [name, value] of Object.entries({ x, y, width: wide, height: tall })) back.setAttribute(name, value);
  for (const [name, value] of Object.entries({ width: wide, height: tall })) root.setAttribute(name, value);
  return root;
}

export const written = (root) => new Blob([new XMLSerializer().serializeToString(root)], { type: "image/svg+xml" });

/* Draw a picture as a bitmap and give its bytes. `across`: its pixels from left to right. */
export async function bitmap(root, across = Math.min(MOST, Math.max(LEAST, SHARP * Number(root.getAttribute("width"))))) {
  const image = new Image();
  image.src = URL.createObjectURL(written(root));
  try {
    await image.decode();
    const canvas = element("canvas");
    canvas.width = across;
    canvas.height = Math.round((across * Number(root.getAttribute("height"))) / Number(root.getAttribute("width")));
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no bitmap"))), "image/png"));
  } finally {
    URL.revokeObjectURL(image.src);
  }
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
