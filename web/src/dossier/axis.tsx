// Days along the bottom of a drawing.
import { scaleUtc } from "d3-scale";
import { date } from "../lib/words";
import { day } from "./model";

export type TimeScale = (at: number) => number;

export function timeScale(begin: number, end: number, left: number, right: number): { x: TimeScale; ticks: number[] } {
  const pad = Math.max(day / 2, (end - begin) * 0.02);
  const scale = scaleUtc().domain([begin - pad, end + pad]).range([left, right]);
  const room = Math.max(2, Math.floor((right - left) / 90));
  const days = (count: number) => [...new Set(scale.ticks(count).map((at) => Math.floor(at.getTime() / day) * day))].filter((at) => at >= begin - pad && at <= end + pad);
  // One tick is no scale: a day more often then, or where it begins and ends.
  let ticks = days(room);
  for (let count = room + 1; ticks.length < 2 && count <= room + 4; ++count) ticks = days(count);
  if (ticks.length < 2 && end - begin > day) ticks = [Math.ceil(begin / day) * day, Math.floor(end / day) * day];
  return { x: (at) => Math.round((scale(at) as number) * 10) / 10, ticks };
}

export function DayAxis({ x, ticks, top, bottom, right }: { x: TimeScale; ticks: number[]; top: number; bottom: number; right: number }) {
  return (
    <g class="axis" aria-hidden="true">
      {ticks.map((at) => (
        <g key={at}>
          <line x1={x(at)} x2={x(at)} y1={top} y2={bottom} />
          <text x={Math.max(16, Math.min(x(at), right - 18))} y={bottom + 15} text-anchor="middle">
            {date(new Date(at).toISOString().slice(0, 10), true)}
          </text>
        </g>
      ))}
    </g>
  );
}
