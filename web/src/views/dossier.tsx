// A person in a transfer window: who wants him, who said so in which words, what became of it.
import { useMemo, useRef } from "preact/hooks";
import { address, asked, useAnswer, type Entity } from "../lib/api";
import { useLive } from "../lib/live";
import { place, setQuery } from "../lib/route";
import type { Dossier } from "../lib/shapes";
import { useTitle } from "../lib/title";
import { date, number, t } from "../lib/words";
import { AsOf } from "../dossier/as_of";
import { ClaimList } from "../dossier/claim_list";
import { Evidence } from "../dossier/evidence";
import { Facts } from "../dossier/facts";
import { Forecast } from "../dossier/forecast";
import { History, Positions, TakenBack } from "../dossier/history";
import { makeModel, type Model, type Rows } from "../dossier/model";
import { Person, type Profile } from "../dossier/person";
import { Prices } from "../dossier/prices";
import { Provenance } from "../dossier/provenance";
import { Suitors } from "../dossier/suitors";
import { Timeline } from "../dossier/timeline";
import { Answered, Guard } from "../parts/answered";
import { Chooser } from "../parts/chooser";
import { windowChoices } from "../parts/windows";
import { Empty, Name, Section, State } from "../parts/basics";
import { Notice } from "../parts/notice";

export interface DossierAnswer {
  person: Entity;
  as_of?: string;
  profile?: Profile;
  windows: { id: string }[];
  rows?: Rows;
  dossier?: Dossier; // none: nothing was said in that window by then
}

function Saga({ model, id, as_of }: { model: Model; id: string; as_of: string | null }) {
  const row = place.value.query.get("claim");
  const picked = row ? model.byRow.get(Number(row)) : undefined;
  const pick = (claim: number) => setQuery({ claim: String(model.told[claim]?.row ?? "") });
  const { dossier } = model;
  const few = dossier.suitors.length < 3; // leave room beside them
  const suitors = <Section id="suitors" title={t("suitors")}><Guard><Suitors model={model} onPick={pick} /></Guard></Section>;
  const prices = <Section id="prices" title={t("prices")}><Guard><Prices model={model} onPick={pick} /></Guard></Section>;
  const forecast = <Section id="forecast" title={t("forecast")}><Guard><Forecast person={id} as_of={as_of} window={dossier.window.id} /></Guard></Section>;
  return (
    <>
      <p class="summary">
        <State state={dossier.state} />{" "}
        <span class="quiet">
          {t("count.claims", { n: dossier.claims.length })} · {t("count.reports", { n: dossier.reports.length })} · {t("count.sources", { n: dossier.origins.length })}
          {dossier.window.opens && <> · {date(dossier.window.opens)} – {date(dossier.window.closes)}</>}
        </span>
      </p>
      {row && picked === undefined && <p class="notice warn" role="status">{t("claim.missing", { claim: row.slice(0, 20) })}</p>}
      <Positions model={model} onPick={pick} />
      {few ? <div class="columns">{suitors}{forecast}</div> : suitors}
      <Section id="timeline" title={t("timeline")}>
        <Guard><Timeline model={model} picked={picked} onPick={pick} /></Guard>
      </Section>
      {few ? prices : <div class="columns">{prices}{forecast}</div>}
      <Section id="provenance" title={t("provenance")}><Guard><Provenance model={model} picked={picked} onPick={pick} /></Guard></Section>
      <div class="columns">
        <Section id="history" title={t("history")}><History model={model} onPick={pick} /></Section>
        <Section id="taken" title={t("taken")}><TakenBack model={model} onPick={pick} /></Section>
      </div>
      <div class="columns">
        <Section id="claims" title={t("claims")}><ClaimList model={model} picked={picked} onPick={pick} /></Section>
        <Section id="facts" title={t("facts")}><Facts model={model} /></Section>
      </div>
      {picked !== undefined && <Evidence model={model} claim={picked} onPick={pick} onClose={() => setQuery({ claim: null })} />}
    </>
  );
}

function useModel(answer: DossierAnswer | undefined): Model | undefined {
  return useMemo(() => {
    return answer?.dossier && answer.rows ? makeModel(answer.dossier, answer.rows) : undefined;
  }, [answer]);
}

export function DossierView({ id }: { id: string }) {
  const { query } = place.value;
  const [window, as_of] = [query.get("window"), query.get("as_of")];
  const path = `/dossiers/${encodeURIComponent(id)}`;
  const answer = useAnswer<DossierAnswer>(address(path, { window, as_of }));
  const whole = useAnswer<DossierAnswer>(as_of ? address(path, { window }) : null);
  const live = useLive({ person: id }, !as_of);
  const model = useModel(answer.data);
  const all = useModel(as_of ? whole.data : undefined);
  // The slider keeps its days while a day of them is read.
  const span = useRef<{ of: string; begin: number; end: number } | undefined>(undefined);
  const days = as_of ? all : model;
  const of = `${id} ${window}`;
  if (days && !answer.loading) span.current = { of, begin: days.known.begin, end: days.known.end };
  const name = answer.data?.person.name ?? "";
  useTitle(name);
  return (
    <>
      <header class="view-head">
        <h1><Name>{name || (answer.failure ? id : "…")}</Name></h1>
        <div class="tools">
          <WindowChooser windows={answer.data?.windows} chosen={window ?? model?.dossier.window.id ?? ""} />
          <a href={address("/feed.atom", { person: id })}>{t("feed")}</a>
        </div>
      </header>
      <Person profile={answer.data?.profile} holder={model?.dossier.holder} />
      {span.current?.of === of && <AsOf begin={span.current.begin} end={span.current.end} as_of={as_of} />}
      <Notice count={live.count} onShow={() => { live.clear(); asked.value++; }} />
      <Answered answer={answer}>
        {() => (model ? <Saga model={model} id={id} as_of={as_of} /> : <Empty>{as_of ? t("dossier.nothing.then", { day: date(as_of) }) : t("dossier.nothing")}</Empty>)}
      </Answered>
      <p class="visually-hidden" role="status">{as_of && model && !answer.loading ? t("asof.said", { day: date(as_of), claims: number(model.told.length) }) : ""}</p>
    </>
  );
}

function WindowChooser({ windows = [], chosen }: { windows?: DossierAnswer["windows"]; chosen: string }) {
  if (windows.length < 2) return null;
  return <Chooser name="window" label={t("window")} value={chosen} all={false} choices={windowChoices(windows.map((one) => one.id))} />;
}
