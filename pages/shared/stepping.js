/* From mark to mark on the timeline: what lies under the pointer, what comes next in time, what stands above and below. A mark is a
   bar with its place: bar, index (in time order), lane, x1, x2, from, to (what it covers), y, node. */
import { LEGS } from "./marks.js";

const REACH_PX = 13;
const LINE_PX = 4;

/* The mark nearest to the pointer, within reach; null for none. */
export function nearest(placed, picture, event) {
  const box = picture.getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  const hit = event.target.closest && event.target.closest(".mark");
  let best = null;
  let least = REACH_PX;
  for (const item of placed) {
    if (hit && item.node === hit && Math.abs(y - item.y) < LINE_PX) return item;
    const aside = Math.max(0, Math.min(item.from, item.x1) - x, x - Math.max(item.to, item.x2));
    const far = Math.hypot(aside, y - item.y);
    if (far < least) [best, least] = [item, far];
  }
  return best;
}

/* Marks in time order, each record once: events, or legs where a leg has the focus; only those that the period leaves. */
export function inOrder(placed, inside, legs) {
  const seen = new Set();
  return placed
    .filter((item) => (item.bar.form === LEGS) === legs && inside(item.index))
    .sort((p, q) => p.index - q.index || p.lane - q.lane)
    .filter((item) => !seen.has(item.bar.key) && seen.add(item.bar.key));
}

/* The mark nearest in time in the next lane, up or down, that has one. */
export function across(placed, inside, now, direction, lanes) {
  const middle = (item) => (item.bar.start + item.bar.end) / 2;
  for (let lane = now.lane + direction; lane >= 0 && lane < lanes; lane += direction) {
    const there = placed.filter((item) => item.lane === lane && inside(item.index));
    if (there.length) return there.reduce((best, item) => (Math.abs(middle(item) - middle(now)) < Math.abs(middle(best) - middle(now)) ? item : best));
  }
  return null;
}
