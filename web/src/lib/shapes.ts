// What do the answers look like? As docs/formats/answers.md and dossier.md say; only what the page reads.
import type { Entity } from "./api";
import type { Span } from "./text";

export interface Money {
  amount: number;
  currency?: string;
  kind: string;
}
export interface Source {
  kind: string;
  name?: string;
  outlet?: string;
  handle?: string;
  relayed_by?: string;
  post?: number;
}
export interface Evidence extends Span {
  text: string;
  lang?: string;
}
export interface ClaimCore {
  type: string;
  to?: Entity;
  from?: Entity;
  polarity: string;
  certainty: string;
  when?: string;
  deal?: string;
  money?: Money[];
  source?: Source;
  evidence?: Evidence[];
  confidence?: number;
  rules?: string[];
}
export interface DossierClaim extends ClaimCore {
  report: number;
  origin: number;
  first_of_origin: boolean;
  restates?: number;
  entry: number;
  index: number;
}
export interface Report {
  key: string;
  version: number;
  title?: string;
  author?: string;
  outlet?: string;
  url?: string;
  lang?: string;
  published?: string;
  known_at: string;
  kind: string;
  derived_from?: number;
  origins: number[];
}
export interface Price extends Money {
  claim: number;
}
export interface Suitor {
  club: Entity;
  status: string;
  status_claim?: number;
  furthest?: string; // none: nobody affirmed anything
  stage?: number;
  certainty?: string;
  furthest_claim?: number;
  first_claim: number;
  last_claim: number;
  claims: number[];
  origins: number[];
  prices: Price[];
}
export interface Origin {
  kind: string;
  name?: string;
  outlet?: string;
  handle?: string;
  first_claim: number;
}
export interface DossierFact extends Fact {
  report: number;
  entry: number;
}
export interface Fact {
  predicate: string;
  subject?: Entity;
  object?: string | Entity;
  value?: string | number;
  verdict: string;
  rows?: string[];
  evidence: Evidence[];
}
export interface Drift {
  claim: number;
  against: number;
  kind: string;
  within?: boolean;
}
export interface Dossier {
  person: Entity;
  window: { id: string; opens?: string; closes?: string; approximate?: boolean };
  holder?: Entity;
  state: string;
  resolution: string;
  history: { state: string; on: string; entry?: number; claim?: number; outcome?: number }[];
  suitors: Suitor[];
  positions: { type: string; polarity: string; claim: number; current: boolean }[];
  origins: Origin[];
  reports: Report[];
  claims: DossierClaim[];
  answers: { claim: number; to: number; kind: string }[];
  retractions: { kind: string; on: string; claim?: number; dropped?: number; by?: number }[];
  dropped: (ClaimCore & { report: number; entry: number; index: number })[];
  drift: Drift[];
  facts: DossierFact[];
  outcomes: { entry: number; date?: string; date_min?: string; date_max?: string; from?: Entity; to?: Entity; fee_eur?: number; type?: string }[];
}
export interface SagaRow {
  person: Entity;
  window: string;
  holder?: Entity;
  state: string;
  resolution: string;
  claims: number;
  sources: number;
  suitor?: { club: Entity; status: string; furthest?: string; certainty?: string; claims: number; sources: number };
  first: string;
  last: string;
}
export interface Tally {
  hits: number;
  misses: number;
  open: number;
}
export interface SourceRecord {
  key: string;
  source: { kind: string; name?: string; outlet?: string; handle?: string };
  calls: Tally;
  verdict?: string; // "too few to say"
  rate?: number;
  low?: number;
  high?: number;
  expected?: number;
  lift?: number;
  median_lead_days?: number;
  relays: number;
  drifted: number;
  by_journalist?: { name: string; calls: Tally }[];
  by_type?: { name: string; calls: Tally }[];
  by_club?: { name: string; calls: Tally }[];
  by_language?: { name: string; calls: Tally }[];
  by_window?: { name: string; calls: Tally }[];
  list?: Call[];
}
export interface Call {
  person: Entity;
  club: Entity;
  window: string;
  type: string;
  denial: boolean | number;
  certainty: string;
  lang?: string;
  said: string;
  claim: number;
  verdict: string;
  lead_days?: number;
}
export interface DraftAnswer {
  text: string; // that was read: offsets count its bytes
  reading: DraftReading;
}
export interface DraftReading {
  doc: { lang?: string };
  claims: (ClaimCore & { person: Entity })[];
  facts: Fact[];
  drift: Drift[];
}
