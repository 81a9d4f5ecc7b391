// Is what the reports state of the person true? Facts with the verdict of the reference, and what it has to say.
import { useMemo } from "preact/hooks";
import { useDocuments, type StoredDocument } from "../lib/documents";
import type { DossierFact, Fact } from "../lib/shapes";
import { date, t, word } from "../lib/words";
import { Empty, Name } from "../parts/basics";
import { Paged } from "../parts/more";
import { publisher } from "./claim_words";
import type { Model } from "./model";

const signs: Record<string, string> = { supported: "✓", contradicted: "✕", unknown: "?" };
const ofClub = ["plays_for", "played_for", "joined"]; // a dossier does not name their club, the document does
const most = 30; // documents that are asked for it

export function Verdict({ verdict }: { verdict: string }) {
  return (
    <span class={`verdict ${verdict}`}>
      <span aria-hidden="true">{signs[verdict] ?? "?"} </span>
      {word("verdict", verdict)}
    </span>
  );
}
export function factWords(fact: Fact): string {
  const name = typeof fact.object === "string" ? fact.object : fact.object?.name;
  const object = name && fact.predicate === "position" ? word("role", name) : name;
  const said = [object, fact.value === undefined ? undefined : String(fact.value)].filter(Boolean).join(", ");
  return said ? t("fact.line", { what: word("fact", fact.predicate), said }) : word("fact", fact.predicate);
}

// A row of the reference in words; one of another kind as it is.
export function rowWords(row: string): string {
  const player = /^players \S+ (date_of_birth|position|nationalities) (.+)$/.exec(row);
  if (player?.[1] === "date_of_birth") return t("reference.born", { day: date(player[2]) });
  if (player?.[1] === "position") return t("reference.position", { position: word("position", player[2] ?? "") });
  if (player) return t("fact.line", { what: word("fact", "nationality"), said: player[2] ?? "" });
  const contract = /^contracts line \d+: (.+?) (\d{4}-\d\d-\d\d)(?: as of \S+)?$/.exec(row);
  if (contract) return t("reference.contract", { club: contract[1] ?? "", day: date(contract[2]) });
  return row;
}
export function Rows({ rows = [] }: { rows?: string[] }) {
  if (!rows.length) return null;
  return <span class="quiet" title={rows.join("; ")}>{t("reference.says")} <bdi>{rows.map(rowWords).join("; ")}</bdi></span>;
}

interface Stated {
  words: string;
  facts: DossierFact[]; // equal ones, of several reports
}
function clubOf(fact: DossierFact, document: StoredDocument | undefined): DossierFact {
  const same = document?.facts.find((one) => one.predicate === fact.predicate && one.evidence[0]?.start === fact.evidence[0]?.start);
  return same?.object ? { ...fact, object: same.object } : fact;
}
function together(facts: DossierFact[]): Stated[] {
  const found = new Map<string, Stated>();
  for (const fact of facts) {
    const words = factWords(fact);
    const key = `${fact.verdict} ${words} ${(fact.rows ?? []).join("; ")}`;
    const one = found.get(key);
    if (one) one.facts.push(fact);
    else found.set(key, { words, facts: [fact] });
  }
  return [...found.values()];
}

function Said({ model, fact }: { model: Model; fact: DossierFact }) {
  const report = model.dossier.reports[fact.report];
  return (
    <>
      {report && <span class="quiet"><bdi>{publisher(report)}</bdi></span>}
      {fact.evidence.map((one, k) => <q key={k} dir="auto" lang={one.lang}>{one.text}</q>)}
    </>
  );
}

export function Facts({ model }: { model: Model }) {
  const { facts } = model.dossier;
  const rowOf = (fact: DossierFact) => model.told[model.byReport[fact.report]?.[0] ?? -1]?.document ?? -1;
  const wanted = facts.filter((fact) => ofClub.includes(fact.predicate) && !fact.object).map(rowOf).filter((row) => row >= 0);
  const documents = useDocuments([...new Set(wanted)].slice(0, most));
  const stated = useMemo(() => together(facts.map((fact) => (fact.object ? fact : clubOf(fact, documents.get(rowOf(fact)))))), [facts, documents]);
  if (!facts.length) return <Empty>{t("facts.none")}</Empty>;
  return (
    <Paged rows={stated} page={10}>
      {(some) => (
        <ul class="facts">
          {some.map(({ words, facts: [first, ...others] }) => first && (
            <li key={`${first.report} ${words} ${first.verdict}`}>
              <Verdict verdict={first.verdict} /> <strong><Name>{words}</Name></strong>
              <Rows rows={first.rows} />
              <Said model={model} fact={first} />
              {others.length > 0 && (
                <details>
                  <summary>{t("count.reports", { n: new Set([first, ...others].map((one) => one.report)).size })}</summary>
                  {others.map((one, i) => <Said key={i} model={model} fact={one} />)}
                </details>
              )}
            </li>
          ))}
        </ul>
      )}
    </Paged>
  );
}
