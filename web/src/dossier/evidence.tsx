// On which words does a claim rest? The sentence in its document, who says it, how surely, by which rule; and beside it the text that it cites.
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useDocument } from "../lib/documents";
import { href } from "../lib/route";
import type { Drift } from "../lib/shapes";
import { date, languageName, t, time, word } from "../lib/words";
import { Answered } from "../parts/answered";
import { Amount, ClubLink, Outside, sourceWords, Sureness } from "../parts/basics";
import { DocumentText } from "../parts/document_text";
import { claimLine, moveWords, originWords, publisher } from "./claim_words";
import type { Model, Told } from "./model";

interface Props {
  model: Model;
  claim: number;
  onPick: (claim: number) => void;
  onClose: () => void;
}

// The document of a claim with the claim's passages marked, and in view.
function Original({ told, name, look }: { told: Told; name: string; look: string }) {
  const answer = useDocument(told.document);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mark = box.current?.querySelector("mark");
    if (mark && box.current) box.current.scrollTop = (mark as HTMLElement).offsetTop - box.current.clientHeight / 3;
  }, [answer.data, told.row]);
  return (
    <article class="original">
      <header>
        <strong><bdi>{publisher(told.report)}</bdi></strong>{" "}
        <span class="quiet">
          {told.report.author && told.report.author !== told.report.outlet && <><bdi>{told.report.author}</bdi> · </>}
          <time dateTime={told.report.known_at}>{told.report.published ? date(told.report.published) : time(told.report.known_at)}</time>
          {told.report.lang && <> · {languageName(told.report.lang)}</>} · {word("report", told.report.kind)}
        </span>
        {told.report.title && <p class="title" dir="auto" lang={told.report.lang}>{told.report.title}</p>}
      </header>
      <Answered answer={answer}>
        {(document) => (
          <>
            <div ref={box} class="original-text" tabIndex={0} role="group" aria-label={t("evidence.text")}>
              <DocumentText
                text={document.text} lang={document.lang ?? told.report.lang} name={name}
                marks={(told.claim.evidence ?? []).map((span) => ({ ...span, group: told.row, look }))} current={told.row}
              />
            </div>
            <p class="quiet links">
              <a href={href(["document", String(document.document)], { claim: String(told.row) })}>{t("evidence.whole")}</a>
              <Outside url={told.report.url}>{t("evidence.address")}</Outside>
            </p>
          </>
        )}
      </Answered>
    </article>
  );
}

function Rules({ told }: { told: Told }) {
  const { data } = useDocument(told.document);
  const rules = [...new Set(data?.claims.find((one) => one.claim === told.row)?.rules ?? [])];
  if (!rules.length) return null;
  return (
    <>
      <dt>{t("evidence.rule")}</dt>
      <dd>{rules.map((rule) => <code key={rule}>{rule} </code>)}</dd>
    </>
  );
}

function Terms({ model, told, claim }: { model: Model; told: Told; claim: number }) {
  const { claim: said } = told;
  return (
    <dl class="terms">
      <dt>{t("evidence.sure")}</dt>
      <dd><Sureness certainty={said.certainty} /></dd>
      {said.to && <><dt>{t("evidence.to")}</dt><dd><ClubLink club={said.to} /></dd></>}
      {said.from && <><dt>{t("evidence.from")}</dt><dd><ClubLink club={said.from} /></dd></>}
      {(said.money ?? []).length > 0 && <><dt>{t("evidence.money")}</dt><dd>{said.money?.map((of, i) => <Amount key={i} of={of} />)}</dd></>}
      {said.deal && said.deal !== "unknown" && <><dt>{t("evidence.deal")}</dt><dd>{word("deal", said.deal)}</dd></>}
      {said.when === "past" && <><dt>{t("evidence.when")}</dt><dd>{t("evidence.past")}</dd></>}
      <dt>{t("evidence.says")}</dt>
      <dd><bdi>{said.source && said.source.kind !== "self" ? sourceWords(said.source) : publisher(told.report)}</bdi></dd>
      <dt>{t("evidence.origin")}</dt>
      <dd><bdi>{originWords(model, claim)}</bdi>{said.first_of_origin && <span class="tag">{t("timeline.first")}</span>}</dd>
      <Rules told={told} />
    </dl>
  );
}

export function Evidence({ model, claim, onPick, onClose }: Props) {
  const told = model.told[claim];
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const box = dialog.current;
    const before = document.activeElement as (Element & { focus?: () => void }) | null;
    if (box && !box.open) box.showModal();
    return () => {
      // Taken out of the page it is closed; close() would tell of it, and end the claim that came instead.
      if (before?.isConnected) before.focus?.();
    };
  }, []);
  if (!told) return null;
  const drift: Drift | undefined = told.drifts[0];
  const cited = drift?.against ?? told.claim.restates;
  const other = cited === undefined ? undefined : model.told[cited];
  const relays = model.told.flatMap((one, i) => (one.claim.restates === claim ? [i] : []));
  return (
    <dialog
      ref={dialog} class={other ? "drawer wide" : "drawer"} aria-labelledby="evidence-title" onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div class="drawer-body">
        <header class="drawer-head">
          <h2 id="evidence-title"><bdi>{moveWords(told.claim)}</bdi></h2>
          <button type="button" class="close" aria-label={t("close")} onClick={onClose}>✕</button>
        </header>
        <Terms model={model} told={told} claim={claim} />
        {drift && (
          <p class="notice drift">
            <strong>≠ {word("drift", drift.kind)}</strong> {word("drift.what", drift.kind)}
          </p>
        )}
        {told.retracted && <p class="notice warn">{word("retraction", told.retracted)}</p>}
        <div class={other ? "sides two" : "sides"}>
          <section aria-label={t("evidence.here")}>
            <h3>{t("evidence.here")}</h3>
            <Original told={told} name="here" look={drift ? "drift" : "evidence"} />
          </section>
          {other && cited !== undefined && (
            <section aria-label={t("evidence.cited")}>
              <h3>
                {drift?.within ? t("evidence.cited.within") : t("evidence.cited")}{" "}
                <button type="button" class="plain" onClick={() => onPick(cited)}>{moveWords(other.claim)}</button>
              </h3>
              <Original told={other} name="cited" look="cited" />
            </section>
          )}
        </div>
        {relays.length > 0 && (
          <details open={relays.length < 5}>
            <summary>{t("evidence.relays", { n: relays.length })}</summary>
            <ul class="relays">
              {relays.slice(0, 50).map((i) => (
                <li key={i}><button type="button" class="plain" onClick={() => onPick(i)}><bdi>{claimLine(model, i)}</bdi></button></li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </dialog>
  );
}
