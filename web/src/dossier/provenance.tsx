// Who said it first, who took it from whom, and where did it drift? Reports as a graph, and the same as a list.
import { useMemo } from "preact/hooks";
import { Empty } from "../parts/basics";
import { Paged } from "../parts/more";
import { date, t, word } from "../lib/words";
import { publisher } from "./claim_words";
import type { Model } from "./model";
import { box, layOutGraph, parents } from "./provenance_layout";

interface Props {
  model: Model;
  picked?: number;
  onPick: (claim: number) => void;
}

function Drawing({ model, picked, onPick }: Props) {
  const graph = useMemo(() => layOutGraph(model), [model]);
  const here = picked === undefined ? undefined : model.told[picked]?.claim.report;
  const open = (report: number) => {
    const claims = model.byReport[report] ?? [];
    const claim = claims.find((one) => model.told[one]?.drifts.length) ?? claims[0];
    if (claim !== undefined) onPick(claim);
  };
  return (
    <div class="scroller" tabIndex={0} role="group" aria-label={t("provenance.label", { n: graph.nodes.length })}>
      <svg width={graph.width} height={graph.height} class="graph">
        <defs>
          <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0L8 4L0 8Z" class="arrow" />
          </marker>
        </defs>
        {graph.edges.map((edge) => {
          const middle = edge.points[Math.floor(edge.points.length / 2)];
          return (
            <g key={`${edge.from}-${edge.to}`} aria-hidden="true">
              <path d={`M${edge.points.map((p) => `${Math.round(p.x)} ${Math.round(p.y)}`).join("L")}`} class={edge.drift ? "edge drifted" : "edge"} marker-end="url(#arrow)" />
              {edge.drift && middle && <text x={middle.x} y={middle.y - 6} text-anchor="middle" class="edge-label">≠</text>}
            </g>
          );
        })}
        {graph.nodes.map(({ report, x, y }) => {
          const one = model.dossier.reports[report];
          if (!one) return null;
          const drift = (model.byReport[report] ?? []).flatMap((claim) => model.told[claim]?.drifts ?? [])[0];
          const about = `${date(one.published ?? one.known_at, true)} · ${drift ? word("drift", drift.kind) : word("report", one.kind)}`;
          return (
            <g
              key={report} role="button" tabindex={0} class={`node ${one.kind}${report === here ? " here" : ""}`} data-report={report} clip-path={`url(#node-${report})`}
              onClick={() => open(report)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" && event.key !== " ") return;
                event.preventDefault();
                open(report);
              }}
            >
              <clipPath id={`node-${report}`}><rect x={x - box.width / 2 - 3} y={y - box.height / 2 - 3} width={box.width + 6} height={box.height + 6} /></clipPath>
              <rect x={x - box.width / 2} y={y - box.height / 2} width={box.width} height={box.height} rx="4" />
              <text x={x - box.width / 2 + 8} y={y - 3} class="node-name">{publisher(one)}</text>
              <text x={x - box.width / 2 + 8} y={y + 12} class="node-about">{` ${about}`}</text>
            </g>
          );
        })}
      </svg>
      {graph.left > 0 && <p class="quiet">{t("provenance.left", { n: graph.left })}</p>}
    </div>
  );
}

function List({ model, onPick }: Props) {
  const from = parents(model);
  return (
    <Paged rows={model.dossier.reports.map((report, i) => ({ report, i }))} page={50}>
      {(rows) => (
        <ol class="reports">
          {rows.map(({ report, i }) => {
            const claims = model.byReport[i] ?? [];
            const parent = from[i] === undefined ? undefined : model.dossier.reports[from[i] as number];
            const drifts = claims.flatMap((claim) => model.told[claim]?.drifts ?? []);
            return (
              <li key={i}>
                <button type="button" class="plain" disabled={claims[0] === undefined} onClick={() => claims[0] !== undefined && onPick(claims[0])}>
                  <bdi>{publisher(report)}</bdi>
                </button>{" "}
                <span class="quiet">
                  {date(report.published ?? report.known_at, true)} · {word("report", report.kind)}
                  {parent && <> · {t("provenance.from")} <bdi>{publisher(parent)}</bdi></>}
                </span>
                {drifts.map((drift, k) => <span key={k} class="tag drift">≠ {word("drift", drift.kind)}</span>)}
              </li>
            );
          })}
        </ol>
      )}
    </Paged>
  );
}

export function Provenance(props: Props) {
  const linked = useMemo(() => parents(props.model).some((parent) => parent !== undefined), [props.model]);
  return (
    <>
      {linked ? <Drawing {...props} /> : <Empty>{t("provenance.none")}</Empty>}
      <details>
        <summary>{t("provenance.list", { n: props.model.dossier.reports.length })}</summary>
        <List {...props} />
      </details>
    </>
  );
}
