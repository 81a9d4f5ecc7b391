// Who said what, and when? Claims by type over time; each point opens its evidence.
import { useMemo, useRef, useState } from "preact/hooks";
import { date, t, word } from "../lib/words";
import { stageOf } from "../lib/types";
import { DayAxis } from "./axis";
import { claimLine } from "./claim_words";
import { saidOn, type Model } from "./model";
import { crosses, dots, layOut, type Point } from "./timeline_layout";
import { useWidth } from "./width";

const sayDay = (model: Model, claim: number) => date(model.told[claim] && saidOn(model.told[claim].report));
const single = 400; // more points than this are drawn as paths

interface Props {
  model: Model;
  picked?: number;
  onPick: (claim: number) => void;
}

function Dot({ point, picked }: { point: Point; picked: boolean }) {
  const { x, y } = point;
  return (
    <>
      {picked && <circle cx={x} cy={y} r="9" class="halo" />}
      <circle cx={x} cy={y} r={point.look === "first" ? 5 : 4.25} class={`dot ${point.look}`} />
      {point.denied && <path d={crosses([point])} class="cross" />}
      {point.drifted && <path d={`M${x + 3} ${y - 8}l4 7h-8z`} class="drift-flag" />}
    </>
  );
}

export function Timeline({ model, picked, onPick }: Props) {
  const { ref, width } = useWidth();
  const stages = stageOf();
  const layout = useMemo(() => layOut(model, width, stages), [model, width, stages]);
  const { points, bands, x, ticks, left, height } = layout;
  const [at, setAt] = useState(0);
  const group = useRef<SVGGElement>(null);
  const label = t("timeline.label", { n: points.length });

  const move = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: points.length - 1 };
    const to = steps[event.key];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      const here = points[at];
      if (here) onPick(here.index);
    }
    if (to === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(points.length - 1, to));
    setAt(next);
    (group.current?.children[next] as SVGGElement | undefined)?.focus();
  };
  const nearest = (event: MouseEvent) => {
    const box = (event.currentTarget as SVGElement).getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    let best: Point | undefined;
    let least = 15 * 15;
    for (const point of points) {
      const far = (point.x - px) ** 2 + (point.y - py) ** 2;
      if (far < least) [best, least] = [point, far];
    }
    if (best) onPick(best.index);
  };
  const of = (test: (point: Point) => boolean) => points.filter(test);
  const many = points.length > single;

  return (
    <div ref={ref} class="timeline">
      <svg width={width} height={height + 24} role={many ? "img" : "group"} aria-label={label} onClick={many ? nearest : undefined} class={many ? "many" : undefined}>
        {bands.map((band, i) => (
          <g key={band.type} aria-hidden="true">
            {i % 2 === 0 && <rect x="0" y={band.top} width={width} height={band.height} class="band" />}
            <text x={left ? 6 : 4} y={left ? band.top + Math.min(band.height / 2 + 4, 17) : band.top + 13} class="band-name">
              {word("type", band.type)}
            </text>
          </g>
        ))}
        <DayAxis x={x} ticks={ticks} top={4} bottom={height} right={width} />
        {many ? (
          <g aria-hidden="true">
            <path d={dots(of((point) => point.look === "relay"))} class="dots relay" />
            <path d={dots(of((point) => point.look === "relay"))} class="dots inside" />
            <path d={dots(of((point) => point.look === "own"))} class="dots own" />
            <path d={dots(of((point) => point.look === "first"))} class="dots first" />
            <path d={crosses(of((point) => point.denied))} class="cross" />
            {points.filter((point) => point.index === picked).map((point) => <circle key="halo" cx={point.x} cy={point.y} r="9" class="halo" />)}
          </g>
        ) : (
          <g ref={group} onKeyDown={move}>
            {points.map((point, i) => (
              <g
                key={point.index}
                role="button"
                tabindex={i === Math.min(at, points.length - 1) ? 0 : -1}
                class="point"
                data-claim={point.index}
                aria-label={claimLine(model, point.index)}
                onFocus={() => setAt(i)}
                onClick={() => onPick(point.index)}
              >
                <title>{`${sayDay(model, point.index)} · ${claimLine(model, point.index)}`}</title>
                <rect x={point.x - 7} y={point.y - 7} width="14" height="14" class="touch" />
                <Dot point={point} picked={point.index === picked} />
              </g>
            ))}
          </g>
        )}
      </svg>
      <Legend />
    </div>
  );
}

function Legend() {
  const point = { index: 0, x: 8, y: 9, look: "first" as const, denied: false, drifted: false };
  const items: [Point, string][] = [
    [point, t("timeline.first")],
    [{ ...point, look: "own" }, t("timeline.own")],
    [{ ...point, look: "relay" }, t("timeline.relay")],
    [{ ...point, denied: true }, t("timeline.denied")],
    [{ ...point, look: "relay", drifted: true }, t("timeline.drifted")],
  ];
  return (
    <ul class="legend">
      {items.map(([one, text]) => (
        <li key={text}>
          <svg width="18" height="18" aria-hidden="true"><Dot point={one} picked={false} /></svg>
          {text}
        </li>
      ))}
    </ul>
  );
}
