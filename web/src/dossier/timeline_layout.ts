// Where does each claim stand on the timeline? A band for each type of claim, the furthest on top; claims of one moment side by side.
import { lookOf, type Look, type Model } from "./model";
import { timeScale, type TimeScale } from "./axis";

export interface Point {
  index: number; // of the claim
  x: number;
  y: number;
  look: Look;
  denied: boolean;
  drifted: boolean;
}
export interface Band {
  type: string;
  top: number;
  height: number;
}
export interface Layout {
  points: Point[]; // in order of time
  bands: Band[];
  x: TimeScale;
  ticks: number[];
  left: number;
  height: number; // of the bands
}

const radius = 5;
const most = 6; // lanes of a band

export function layOut(model: Model, width: number, stageOf: (type: string) => number): Layout {
  const narrow = width < 560;
  const left = narrow ? 0 : 148;
  const { x, ticks } = timeScale(model.begin, model.end, left + radius, width - radius - 2);
  const types = [...new Set(model.told.map((one) => one.claim.type))].sort((a, b) => stageOf(b) - stageOf(a) || (a < b ? -1 : 1));
  const members = new Map<string, number[]>(types.map((type) => [type, []]));
  model.told.forEach((one, i) => members.get(one.claim.type)?.push(i));
  const bands: Band[] = [];
  const points: Point[] = [];
  let top = 4;
  for (const type of types) {
    const ends: number[] = [];
    const lanes = (members.get(type) ?? []).map((index) => {
      const at = x(model.told[index]?.at ?? 0);
      let lane = ends.findIndex((end) => end + radius * 2 + 2 <= at);
      if (lane < 0) lane = ends.length < most ? ends.length : index % most;
      ends[lane] = at;
      return { index, at, lane };
    });
    const head = narrow ? 17 : 4;
    const height = head + Math.max(1, ends.length) * (radius * 2 + 3) + 5;
    for (const { index, at, lane } of lanes) {
      const one = model.told[index];
      if (!one) continue;
      points.push({
        index, x: at, y: top + head + radius + 1 + lane * (radius * 2 + 3),
        look: lookOf(one), denied: one.claim.polarity === "denied", drifted: one.drifts.length > 0,
      });
    }
    bands.push({ type, top, height });
    top += height;
  }
  points.sort((a, b) => a.x - b.x || a.index - b.index);
  return { points, bands, x, ticks, left, height: top };
}

// One path for all points of a look: thousands of elements would make the page slow.
export function dots(points: readonly Point[]): string {
  return points.map((point) => `M${point.x} ${point.y}h0`).join("");
}
export function crosses(points: readonly Point[]): string {
  return points.map(({ x, y }) => `M${x - 3} ${y - 3}l6 6m0 -6l-6 6`).join("");
}
