// Is what the reports state of the person true? Facts with the verdict of the reference, and the rows that decided.
import { Empty, Name } from "../parts/basics";
import { Paged } from "../parts/more";
import type { Fact } from "../lib/shapes";
import { t, word } from "../lib/words";
import { publisher } from "./claim_words";
import type { Model } from "./model";

const signs: Record<string, string> = { supported: "✓", contradicted: "✕", unknown: "?" };

export function Verdict({ verdict }: { verdict: string }) {
  return (
    <span class={`verdict ${verdict}`}>
      <span aria-hidden="true">{signs[verdict] ?? "?"} </span>
      {word("verdict", verdict)}
    </span>
  );
}
export function factWords(fact: Fact): string {
  const object = typeof fact.object === "string" ? fact.object : fact.object?.name;
  const stated = object ?? (fact.value === undefined ? "" : String(fact.value));
  return stated ? `${word("fact", fact.predicate)}: ${stated}` : word("fact", fact.predicate);
}

export function Facts({ model }: { model: Model }) {
  const { facts, reports } = model.dossier;
  if (!facts.length) return <Empty>{t("facts.none")}</Empty>;
  return (
    <Paged rows={facts} page={10}>
      {(some) => (
        <ul class="facts">
          {some.map((fact, i) => {
            const report = reports[fact.report];
            return (
              <li key={i}>
                <Verdict verdict={fact.verdict} /> <strong><Name>{factWords(fact)}</Name></strong>
                {fact.evidence.map((one, k) => <q key={k} dir="auto" lang={one.lang}>{one.text}</q>)}
                <span class="quiet">
                  {report && <bdi>{publisher(report)}</bdi>}
                  {fact.rows.length > 0 && <> · {t("facts.by")} <bdi>{fact.rows.join("; ")}</bdi></>}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </Paged>
  );
}
