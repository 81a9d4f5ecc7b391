// How did the saga come to its state, and what was taken back? Steps, answers, retractions and silent edits.
import { Amount, Empty, Name, State } from "../parts/basics";
import { Paged } from "../parts/more";
import { date, money, t, word } from "../lib/words";
import { claimLine, moveWords, publisher } from "./claim_words";
import type { Model } from "./model";

interface Props {
  model: Model;
  onPick: (claim: number) => void;
}

function Says({ model, claim, onPick }: Props & { claim: number }) {
  if (!model.told[claim]) return null;
  return (
    <button type="button" class="plain" onClick={() => onPick(claim)}>
      <bdi>{claimLine(model, claim)}</bdi>
    </button>
  );
}

export function History({ model, onPick }: Props) {
  const { history, outcomes } = model.dossier;
  return (
    <ol class="steps">
      {history.map((step, i) => (
        <li key={i}>
          <time dateTime={step.on}>{date(step.on, true)}</time> <State state={step.state} />{" "}
          {step.claim !== undefined && <Says model={model} onPick={onPick} claim={step.claim} />}
          {step.claim === undefined && step.outcome === undefined && <span class="quiet">{t("history.time")}</span>}
        </li>
      ))}
      {outcomes.map((outcome, i) => (
        <li key={`o${i}`}>
          <time>{date(outcome.date ?? outcome.date_max, true)}</time> <strong>{t("history.outcome")}</strong>{" "}
          {outcome.from && <Name>{outcome.from.name}</Name>} → {outcome.to ? <Name>{outcome.to.name}</Name> : t("history.noclub")}
          {outcome.fee_eur !== undefined && <>, {money(outcome.fee_eur, "EUR")}</>}
        </li>
      ))}
    </ol>
  );
}

export function TakenBack({ model, onPick }: Props) {
  const { retractions, dropped, answers, reports } = model.dossier;
  if (!retractions.length && !answers.length) return <Empty>{t("taken.none")}</Empty>;
  return (
    <>
      <ul class="taken">
        {retractions.map((one, i) => {
          const gone = one.dropped === undefined ? undefined : dropped[one.dropped];
          const report = gone && reports[gone.report];
          return (
            <li key={i}>
              <time dateTime={one.on}>{date(one.on, true)}</time> <span class="tag warn">{word("retraction", one.kind)}</span>{" "}
              {one.claim !== undefined && <Says model={model} onPick={onPick} claim={one.claim} />}
              {gone && (
                <>
                  <s><bdi>{moveWords(gone)}</bdi></s> <span class="quiet"><bdi>{report ? publisher(report) : ""}</bdi></span>
                  {gone.evidence?.map((span, k) => <q key={k} dir="auto" lang={span.lang}>{span.text}</q>)}
                </>
              )}
              {one.by !== undefined && <p class="quiet">{t("taken.by")} <Says model={model} onPick={onPick} claim={one.by} /></p>}
            </li>
          );
        })}
      </ul>
      <Paged rows={answers} page={10}>
        {(some) => (
          <ul class="taken">
            {some.map((one, i) => (
              <li key={i}>
                <span class="tag">{word("answer", one.kind)}</span> <Says model={model} onPick={onPick} claim={one.claim} />
                <p class="quiet">{t("taken.to")} <Says model={model} onPick={onPick} claim={one.to} /></p>
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </>
  );
}

export function Positions({ model, onPick }: Props) {
  const current = model.dossier.positions.filter((one) => one.current);
  if (!current.length) return null;
  return (
    <p class="positions">
      {t("positions")}{" "}
      {current.map((one, i) => {
        const claim = model.told[one.claim]?.claim;
        return (
          <button key={i} type="button" class="tag" onClick={() => onPick(one.claim)}>
            {one.polarity === "denied" ? t("claim.denied", { what: word("type", one.type) }) : word("type", one.type)}
            {claim?.to && <> → <Name>{claim.to.name}</Name></>}
            {(claim?.money ?? []).map((of, k) => <span key={k}> <Amount of={of} /></span>)}
          </button>
        );
      })}
    </p>
  );
}
