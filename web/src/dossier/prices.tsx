// What is asked, bid and paid? Prices over time, and each with who said it.
import { scaleLinear } from "d3-scale";
import { useMemo } from "preact/hooks";
import { Amount, Empty, Name } from "../parts/basics";
import { Paged } from "../parts/more";
import { date, money, t, word } from "../lib/words";
import type { Money } from "../lib/shapes";
import { DayAxis, timeScale } from "./axis";
import { publisher } from "./claim_words";
import type { Model } from "./model";
import { useWidth } from "./width";

interface Row {
  at: number;
  claim: number;
  of: Money;
  club?: string;
  fresh: boolean;
}

export function priceRows(model: Model): Row[] {
  return model.told.flatMap((one, claim) =>
    (one.claim.money ?? []).map((of) => ({ at: one.at, claim, of, club: one.claim.to?.name, fresh: one.claim.restates === undefined || one.drifts.some((drift) => drift.kind === "amount_changed") })),
  );
}

const shapes: Record<string, string> = {
  bid: "M-5 4L0 -5L5 4Z", fee: "M-4.5 -4.5h9v9h-9Z", asking: "M-5 -4L0 5L5 -4Z", clause: "M0 -5.5L5.5 0L0 5.5L-5.5 0Z",
};
const round = "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z";

function Chart({ rows, currency, model }: { rows: Row[]; currency: string; model: Model }) {
  const { ref, width } = useWidth();
  const height = 150;
  const left = 64;
  const { x, ticks } = timeScale(model.begin, model.end, left + 6, width - 8);
  const top = Math.max(...rows.map((row) => row.of.amount), 1);
  const y = scaleLinear().domain([0, top]).nice(4).range([height, 10]);
  const kinds = [...new Set(rows.map((row) => row.of.kind))];
  const label = rows.length > 12 ? t("prices.label", { n: rows.length }) : rows.map((row) => `${date(new Date(row.at).toISOString(), true)} ${money(row.of.amount, currency)} ${word("money", row.of.kind)}`).join("; ");
  return (
    <div ref={ref} class="prices-chart">
      <svg width={width} height={height + 24} role="img" aria-label={label}>
        <DayAxis x={x} ticks={ticks} top={10} bottom={height} right={width} />
        {y.ticks(4).map((value) => (
          <g key={value} class="axis">
            <line x1={left} x2={width} y1={y(value)} y2={y(value)} />
            <text x={left - 6} y={y(value) + 4} text-anchor="end">{money(value, currency)}</text>
          </g>
        ))}
        {[...rows].sort((a, b) => Number(a.fresh) - Number(b.fresh)).slice(-400).map((row, i) => (
          <path key={i} d={shapes[row.of.kind] ?? round} transform={`translate(${x(row.at)} ${y(row.of.amount)})`} class={`price ${row.fresh ? "fresh" : "repeated"}`} />
        ))}
      </svg>
      <ul class="legend">
        {kinds.map((kind) => (
          <li key={kind}>
            <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true"><path d={shapes[kind] ?? round} class="price fresh" /></svg>
            {word("money", kind)}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Prices({ model, onPick }: { model: Model; onPick: (claim: number) => void }) {
  const rows = useMemo(() => priceRows(model), [model]);
  const currencies = useMemo(() => {
    const count = new Map<string, number>();
    for (const row of rows) count.set(row.of.currency ?? "", (count.get(row.of.currency ?? "") ?? 0) + 1);
    return [...count].sort((a, b) => b[1] - a[1]).map(([currency]) => currency);
  }, [rows]);
  if (!rows.length) return <Empty>{t("prices.none")}</Empty>;
  const fresh = rows.filter((row) => row.fresh);
  return (
    <>
      {currencies.slice(0, 2).map((currency) => (
        <Chart key={currency} rows={rows.filter((row) => (row.of.currency ?? "") === currency)} currency={currency} model={model} />
      ))}
      <Paged rows={fresh} page={12}>
        {(some) => (
          <ul class="price-list">
            {some.map((row, i) => (
              <li key={i}>
                <button type="button" class="plain" onClick={() => onPick(row.claim)}>
                  <Amount of={row.of} />
                </button>{" "}
                {row.club && <>→ <Name>{row.club}</Name></>}{" "}
                <span class="quiet">
                  {date(new Date(row.at).toISOString(), true)}, <bdi>{model.told[row.claim] && publisher(model.told[row.claim]!.report)}</bdi>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </>
  );
}
