// What is new? One line a saga, however many feeds carry it; what comes in meanwhile is told quietly.
import { address, asked } from "../lib/api";
import type { StoredClaim } from "../lib/documents";
import { useLive } from "../lib/live";
import { place, href } from "../lib/route";
import type { SagaRow } from "../lib/shapes";
import { useTitle } from "../lib/title";
import { claimTypes, readLanguages, stageOf } from "../lib/types";
import { date, languageName, t, time, word } from "../lib/words";
import { usePages } from "../lib/pages";
import { Answered } from "../parts/answered";
import { ClubLink, Empty, isOver, Ladder, PersonLink, sourceWords, State, Sureness } from "../parts/basics";
import { Chooser } from "../parts/chooser";
import { Further } from "../parts/further";
import { NameFilter } from "../parts/name_filter";
import { Notice } from "../parts/notice";
import { useWindows, windowChoices } from "../parts/windows";
import { windowName } from "../parts/window_name";

interface TodayRow extends SagaRow {
  new: { claims: number; documents: number; sources: number; latest?: Partial<StoredClaim> };
}

function Newest({ of }: { of: StoredClaim }) {
  const what = of.polarity === "denied" ? t("claim.denied", { what: word("type", of.type) }) : word("type", of.type);
  const who = of.document?.outlet ?? of.document?.author ?? sourceWords(of.source);
  const words = of.evidence?.[0];
  return (
    <>
      <span class="newest">{what}{of.to && <> → <bdi>{of.to.name}</bdi></>} <span class="quiet"><bdi>{who}</bdi></span></span>
      {words && <q dir="auto" lang={words.lang}>{words.text}</q>}
    </>
  );
}

function Row({ row }: { row: TodayRow }) {
  const stages = stageOf();
  const newest = row.new.latest?.type ? (row.new.latest as StoredClaim) : undefined;
  const { known_at: when, published, version = 1 } = newest?.document ?? {};
  const older = published && when && published.slice(0, 10) < when.slice(0, 10); // than the day on which it became known
  return (
    <li class="saga">
      <div class="who">
        <h2><PersonLink person={row.person} window={row.window} /></h2>
        <span class="quiet">{row.holder && <bdi>{row.holder.name}</bdi>}</span>
      </div>
      <div class="what">
        <State state={row.state} />
        {row.suitor && (
          <>
            <span class={isOver(row) ? "suitor-name over" : "suitor-name"}>→ <ClubLink club={row.suitor.club} window={row.window} /></span>
            {isOver(row) && row.suitor.status !== row.state && <State state={row.suitor.status} group="status" />}
            {row.suitor.furthest && <Ladder stage={stages(row.suitor.furthest)} label={word("type", row.suitor.furthest)} />}
            {row.suitor.certainty && <Sureness certainty={row.suitor.certainty} />}
          </>
        )}
      </div>
      <div class="word">{newest && <Newest of={newest} />}</div>
      <div class="when">
        {when && !older ? <time dateTime={when}>{time(when)}</time> : <time dateTime={published ?? row.last}>{date(published ?? row.last)}</time>}
        {older && <span class="quiet">{version > 1 ? t("report.edited", { n: version, day: date(when, true) }) : t("report.seen", { day: date(when, true) })}</span>}
        <span class="quiet">
          <span class="tag">{t("today.fresh", { n: row.new.claims })}</span> {t("count.few", { n: row.sources })} · {t("count.claims", { n: row.claims })}
        </span>
      </div>
    </li>
  );
}

export function TodayView() {
  const { query } = place.value;
  const filter = { club: query.get("club"), stage: query.get("stage"), language: query.get("language") };
  const days = query.get("days") ?? "7";
  const answer = usePages<{ sagas: TodayRow[] }, TodayRow>(address("/today", { ...filter, days, limit: 100 }), (page) => page.sagas);
  const live = useLive(filter);
  const windows = useWindows();
  useTitle(t("today"));
  const types = claimTypes.value.filter((row) => row.stage > 0);
  return (
    <>
      <header class="view-head">
        <h1>{t("today")}</h1>
        <nav aria-label={t("windows")} class="tools">
          {windowChoices(windows).slice(0, 4).map((one) => <a key={one.value} href={href(["window", one.value])}>{windowName(one.value)}</a>)}
        </nav>
      </header>
      <div class="filters">
        <NameFilter name="club" label={t("filter.club")} of="clubs" />
        <Chooser name="stage" label={t("filter.stage.least")} choices={types.map((row) => ({ value: row.type, label: word("type", row.type) }))} />
        <Chooser name="language" label={t("filter.language")} choices={readLanguages.map((value) => ({ value, label: languageName(value) }))} />
        <Chooser name="days" label={t("filter.days")} value={days} all={false} choices={["1", "2", "7", "14", "31"].map((value) => ({ value, label: t("count.days", { n: Number(value) }) }))} />
      </div>
      <Notice count={live.count} onShow={() => { live.clear(); asked.value++; }} />
      <Answered answer={answer}>
        {({ rows, more }) => (
          <>
            <p class="quiet summary">{t("today.count", { n: rows.length })}{more ? "…" : ""}</p>
            {rows.length ? <ul class="today">{rows.map((row) => <Row key={`${row.person.stable_id ?? row.person.name} ${row.window}`} row={row} />)}</ul> : <Empty>{t("today.none")}</Empty>}
            <Further more={more} />
          </>
        )}
      </Answered>
    </>
  );
}
