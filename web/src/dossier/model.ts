// What is drawn of a dossier? Its claims with what belongs to each, looked up once.
import type { Dossier, DossierClaim, Drift, Report } from "../lib/shapes";

export interface Told {
  claim: DossierClaim;
  report: Report;
  at: number; // milliseconds: when it was said
  row: number; // of the ledger: what the address and the API call the claim
  document: number; // likewise
  drifts: Drift[]; // of this claim
  answered: boolean; // denied or contradicted later
  retracted?: string;
}
export interface Model {
  dossier: Dossier;
  told: Told[]; // by index of the claim
  byRow: Map<number, number>;
  byReport: number[][];
  begin: number; // of what is drawn
  end: number;
  known: { begin: number; end: number }; // of what can be asked for by `as_of`
}

// The ledger's numbers of what the dossier counts by place.
export interface Rows {
  claims: number[];
  reports: number[];
}

export const day = 86_400_000;
export const millis = (text: string | undefined): number => {
  const value = Date.parse(text && /^\d{4}$/.test(text) ? `${text}-01-01` : (text ?? ""));
  return Number.isNaN(value) ? 0 : value;
};

// When did a report say it? On the day that it states, as the command line has it; else when it became known. An article
// of that very day keeps the hour at which it became known.
export function saidOn(report: Report): string {
  const { published = "", known_at } = report;
  if (!/^\d{4}-\d\d-\d\d/.test(published)) return known_at;
  return known_at.startsWith(published) ? known_at : published;
}

function spanOf(times: number[]): { begin: number; end: number } {
  const [begin, end] = times.filter(Boolean).reduce<[number, number]>((span, at) => [Math.min(span[0], at), Math.max(span[1], at)], [Infinity, -Infinity]);
  return Number.isFinite(begin) ? { begin, end } : { begin: 0, end: day };
}

export function makeModel(dossier: Dossier, rows: Rows): Model {
  const answered = new Set(dossier.answers.map((one) => one.to));
  const retracted = new Map(dossier.retractions.filter((one) => one.claim !== undefined).map((one) => [one.claim as number, one.kind]));
  const drifts = new Map<number, Drift[]>();
  for (const drift of dossier.drift) drifts.set(drift.claim, [...(drifts.get(drift.claim) ?? []), drift]);
  const nobody: Report = { key: "", version: 1, known_at: "", kind: "original", origins: [] };
  const byReport: number[][] = dossier.reports.map(() => []);
  const told = dossier.claims.map((claim, i): Told => {
    byReport[claim.report]?.push(i);
    const report = dossier.reports[claim.report] ?? nobody;
    return {
      claim, report, at: millis(saidOn(report)), row: rows.claims[i] ?? -1, document: rows.reports[claim.report] ?? -1,
      drifts: drifts.get(i) ?? [], answered: answered.has(i), retracted: retracted.get(i),
    };
  });
  const steps = dossier.history.map((step) => millis(step.on));
  return {
    dossier, told, byReport, byRow: new Map(told.map((one, i) => [one.row, i])),
    ...spanOf([...told.map((one) => one.at), ...steps]), known: spanOf([...told.map((one) => millis(one.report.known_at)), ...steps]),
  };
}

export type Look = "first" | "own" | "relay";
export const lookOf = (one: Told): Look => (one.claim.first_of_origin ? "first" : one.claim.restates === undefined ? "own" : "relay");
