// The original, with everything that was read in it.
import { useEffect } from "preact/hooks";
import { useAnswer } from "../lib/api";
import type { StoredDocument } from "../lib/documents";
import { href, place, setQuery } from "../lib/route";
import { useTitle } from "../lib/title";
import { date, languageName, t, time, word } from "../lib/words";
import { moveWords } from "../dossier/claim_words";
import { factWords, Rows, Verdict } from "../dossier/facts";
import { Answered } from "../parts/answered";
import { Empty, Outside, PersonLink, Section, sourceWords, Sureness } from "../parts/basics";
import { DocumentText, type Mark } from "../parts/document_text";

function Claims({ of, current }: { of: StoredDocument; current?: number }) {
  const { claims } = of;
  if (!claims.length) return <Empty>{t("document.none")}</Empty>;
  return (
    <ul class="claim-list">
      {claims.map((claim) => (
        <li key={claim.claim}>
          <p><PersonLink person={claim.person} /></p>
          <button type="button" class={`claim${claim.claim === current ? " here" : ""}`} aria-pressed={claim.claim === current} onClick={() => setQuery({ claim: String(claim.claim) })}>
            <strong><bdi>{moveWords(claim)}</bdi></strong> <Sureness certainty={claim.certainty} />
            {claim.source && claim.source.kind !== "self" && <span class="quiet">← <bdi>{sourceWords(claim.source)}</bdi></span>}
          </button>
          {claim.rules && <p class="quiet">{t("evidence.rule")} {[...new Set(claim.rules)].map((rule) => <code key={rule}>{rule} </code>)}</p>}
        </li>
      ))}
    </ul>
  );
}

// Claims by their number, contradicted facts below zero: those are what the reader has to see first.
function marksOf(of: StoredDocument): Mark[] {
  const facts = of.facts.flatMap((fact, i) => (fact.verdict === "contradicted" ? fact.evidence.map(({ start, end }) => ({ start, end, group: -1 - i, look: "contradicted" })) : []));
  return [...facts, ...of.claims.flatMap((claim) => (claim.evidence ?? []).map(({ start, end }) => ({ start, end, group: claim.claim })))];
}

export function DocumentView({ id }: { id: string }) {
  const answer = useAnswer<StoredDocument>(`/api/v1/documents/${encodeURIComponent(id)}`);
  const row = place.value.query.get("claim");
  const current = row ? Number(row) : undefined;
  const found = answer.data;
  const title = found?.title || found?.outlet || t("document");
  useTitle(title);
  useEffect(() => {
    if (found && current !== undefined) document.getElementById(`mark-${current}`)?.scrollIntoView({ block: "center" });
  }, [found, current]);
  return (
    <>
      <header class="view-head"><h1 dir="auto" lang={found?.lang}>{found ? title : answer.failure ? t("document") : "…"}</h1></header>
      <Answered answer={answer}>
        {(one) => (
          <>
            <p class="summary quiet">
              {one.outlet && <><bdi>{one.outlet}</bdi> · </>}
              {one.author && <><bdi>{one.author}</bdi> · </>}
              {one.published && <><time dateTime={one.published}>{date(one.published)}</time> · </>}
              {one.lang && <>{languageName(one.lang)} · </>}
              {one.known_at && <>{t("document.known")} {time(one.known_at)}</>}
              {(one.version ?? 1) > 1 && <> · {t("report.version", { n: one.version ?? 1 })}</>}
              {one.edit_of !== undefined && <> · <a href={href(["document", String(one.edit_of)])}>{t("document.before")}</a></>}
              {one.next_version !== undefined && <> · <a href={href(["document", String(one.next_version)])}>{t("document.after")}</a></>}
              {" "}<Outside url={one.url}>{t("evidence.address")}</Outside>
            </p>
            <div class="columns reading">
              <Section id="text" title={t("document.text")}>
                <DocumentText
                  text={one.text} lang={one.lang} current={current} onPick={(group) => group >= 0 && setQuery({ claim: String(group) })}
                  marks={marksOf(one)}
                />
                {one.cut && <p class="quiet">{t("document.cut")}</p>}
              </Section>
              <div>
                <Section id="claims" title={t("claims")}><Claims of={one} current={current} /></Section>
                {one.drift.length > 0 && (
                  <Section id="drift" title={t("desk.drift")}>
                    <ul>{one.drift.map((drift, i) => <li key={i}><span class="tag drift">≠ {word("drift", drift.kind)}</span> {word("drift.what", drift.kind)}</li>)}</ul>
                  </Section>
                )}
                {one.facts.length > 0 && (
                  <Section id="facts" title={t("facts")}>
                    <ul class="facts">{one.facts.map((fact, i) => <li key={i}><Verdict verdict={fact.verdict} /> <strong><bdi>{factWords(fact)}</bdi></strong><Rows rows={fact.rows} />{fact.evidence.map((span, k) => <q key={k} dir="auto" lang={span.lang}>{span.text}</q>)}</li>)}</ul>
                  </Section>
                )}
              </div>
            </div>
          </>
        )}
      </Answered>
    </>
  );
}
