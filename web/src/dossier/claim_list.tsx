// The claims in words, report by report: what the timeline draws, for reading and for the keyboard.
import { useMemo } from "preact/hooks";
import { Outside, Sureness } from "../parts/basics";
import { Paged } from "../parts/more";
import { date, languageName, t, word } from "../lib/words";
import { foreignOrigin, moveWords, publisher } from "./claim_words";
import { saidOn, type Model } from "./model";

interface Props {
  model: Model;
  picked?: number;
  onPick: (claim: number) => void;
}

function Line({ model, claim, picked, onPick }: Props & { claim: number }) {
  const one = model.told[claim];
  if (!one) return null;
  const said = foreignOrigin(model, claim);
  return (
    <li class={one.claim.first_of_origin ? "first" : undefined}>
      <button type="button" class={`claim${claim === picked ? " here" : ""}`} data-row={one.row} onClick={() => onPick(claim)}>
        <strong><bdi>{moveWords(one.claim)}</bdi></strong>
        <Sureness certainty={one.claim.certainty} />
        {one.claim.first_of_origin && <span class="tag">{t("timeline.first")}</span>}
        {one.claim.when === "past" && <span class="tag">{t("evidence.past")}</span>}
        {one.drifts.map((drift, i) => <span key={i} class="tag drift">≠ {word("drift", drift.kind)}</span>)}
        {one.retracted && <span class="tag warn">{word("retraction", one.retracted)}</span>}
        {said && <span class="quiet">← <bdi>{said}</bdi></span>}
      </button>
      {one.claim.evidence?.slice(0, 1).map((span) => <q key={span.start} dir="auto" lang={span.lang}>{span.text}</q>)}
    </li>
  );
}

export function ClaimList({ model, picked, onPick }: Props) {
  // The newest word first: an older article that was edited meanwhile stands where it was published.
  const reports = useMemo(() => {
    const told = model.dossier.reports.map((report, i) => ({ report, i })).filter(({ i }) => model.byReport[i]?.length);
    return told.sort((a, b) => (saidOn(a.report) < saidOn(b.report) ? 1 : saidOn(a.report) > saidOn(b.report) ? -1 : b.i - a.i));
  }, [model]);
  return (
    <Paged rows={reports} page={30}>
      {(rows) => (
        <ol class="claim-list">
          {rows.map(({ report, i }) => {
            const parent = report.derived_from === undefined ? undefined : model.dossier.reports[report.derived_from];
            return (
              <li key={i}>
                <h3>
                  <Outside url={report.url}><bdi>{publisher(report)}</bdi></Outside>{" "}
                  <span class="quiet">
                    <time dateTime={saidOn(report)}>{date(saidOn(report))}</time>
                    {report.lang && <> · {languageName(report.lang)}</>}
                    {report.kind !== "original" && <> · {word("report", report.kind)}{parent && <> ({t("provenance.from")} <bdi>{publisher(parent)}</bdi>)</>}</>}
                    {report.version > 1 && <> · {t("report.edited", { n: report.version, day: date(report.known_at, true) })}</>}
                  </span>
                </h3>
                <ul>
                  {model.byReport[i]?.map((claim) => <Line key={claim} model={model} claim={claim} picked={picked} onPick={onPick} />)}
                </ul>
              </li>
            );
          })}
        </ol>
      )}
    </Paged>
  );
}
