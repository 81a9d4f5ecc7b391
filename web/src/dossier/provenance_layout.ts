// Where does each report stand in the graph of who took it from whom? Dagre lays out the layers, left to right.
import dagre from "@dagrejs/dagre";
import type { Model } from "./model";

export interface Node {
  report: number;
  x: number;
  y: number;
}
export interface Edge {
  from: number; // reports
  to: number;
  points: { x: number; y: number }[];
  drift?: string;
}
export interface Graph {
  nodes: Node[];
  edges: Edge[];
  width: number;
  height: number;
  left: number; // reports that are not drawn
}
export const box = { width: 172, height: 40 };
const most = 80; // reports in the drawing

// The report that each report's words come from: as the fold says, else that of the first claim restated.
export function parents(model: Model): (number | undefined)[] {
  return model.dossier.reports.map((report, i) => {
    if (report.derived_from !== undefined) return report.derived_from;
    for (const claim of model.byReport[i] ?? []) {
      const restated = model.told[claim]?.claim.restates;
      const other = restated === undefined ? undefined : model.told[restated]?.claim.report;
      if (other !== undefined && other !== i) return other;
    }
    return undefined;
  });
}

export function layOutGraph(model: Model): Graph {
  const from = parents(model);
  const linked = new Set<number>();
  from.forEach((parent, i) => {
    if (parent === undefined) return;
    linked.add(parent);
    linked.add(i);
  });
  const shown = [...linked].sort((a, b) => a - b).slice(0, most);
  const inside = new Set(shown);
  const graph = new dagre.graphlib.Graph().setGraph({ rankdir: "LR", nodesep: 14, ranksep: 64, marginx: 8, marginy: 8 }).setDefaultEdgeLabel(() => ({}));
  for (const report of shown) graph.setNode(String(report), { ...box });
  for (const report of shown) {
    const parent = from[report];
    if (parent !== undefined && inside.has(parent)) graph.setEdge(String(parent), String(report));
  }
  dagre.layout(graph);
  const size = graph.graph() as { width?: number; height?: number };
  return {
    nodes: shown.map((report) => {
      const { x, y } = graph.node(String(report)) as { x: number; y: number };
      return { report, x, y };
    }),
    edges: graph.edges().map(({ v, w }) => {
      const to = Number(w);
      const { points } = graph.edge({ v, w }) as { points: Edge["points"] };
      const drift = model.byReport[to]?.flatMap((claim) => model.told[claim]?.drifts ?? [])[0];
      return { from: Number(v), to, points, drift: drift?.kind };
    }),
    width: Math.ceil(size.width ?? 0), height: Math.ceil(size.height ?? 0), left: linked.size - shown.length,
  };
}
