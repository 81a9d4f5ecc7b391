// One source: how often right, about what, and each of its calls.
import { address } from "../lib/api";
import { place, href } from "../lib/route";
import type { Call, SourceRecord, Tally } from "../lib/shapes";
import { useTitle } from "../lib/title";
import { date, languageName, number, t, word } from "../lib/words";
import { usePages } from "../lib/pages";
import { Answered } from "../parts/answered";
import { ClubLink, Empty, idOf, Name, Section } from "../parts/basics";
import { Chooser } from "../parts/chooser";
import { Further } from "../parts/further";
import { Rate } from "../parts/rate";
import { windowName } from "../parts/window_name";
import { recordName } from "./sources";

interface SourcePage {
  record: SourceRecord;
}
const signs: Record<string, string> = { hit: "✓", miss: "✕", open: "○" };

interface Row {
  name: string;
  calls: Tally;
}
const all = ({ calls }: Row) => calls.hits + calls.misses + calls.open;
const most = (a: Row, b: Row) => all(b) - all(a);
// "2024-winter" before "2024-summer"; the newest first.
const season = ({ name }: Row) => name.replace("-winter", "-1").replace("-summer", "-2");
const newest = (a: Row, b: Row) => (season(a) < season(b) ? 1 : -1);

function Tallies({ title, rows, name, link, order = most }: { title: string; rows?: Row[]; name: (value: string) => string; link?: (value: string) => string | undefined; order?: typeof most }) {
  if (!rows?.length) return null;
  const sorted = [...rows].sort(order);
  return (
    <table class="tallies">
      <caption>{title}</caption>
      <thead>
        <tr><th scope="col" /><th scope="col" class="figure">{t("sources.right")}</th><th scope="col" class="figure">{t("sources.wrong")}</th><th scope="col" class="figure">{t("sources.open")}</th></tr>
      </thead>
      <tbody>
        {sorted.slice(0, 12).map((row) => (
          <tr key={row.name}>
            <th scope="row">{link?.(row.name) ? <a href={link(row.name)}><bdi>{name(row.name)}</bdi></a> : <bdi>{name(row.name)}</bdi>}</th>
            <td class="figure">{number(row.calls.hits)}</td><td class="figure">{number(row.calls.misses)}</td><td class="figure">{number(row.calls.open)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Calls({ calls }: { calls: Call[] }) {
  return (
    <div class="scroller" tabIndex={0} role="group" aria-label={t("source.calls")}>
      <table class="calls stack">
        <thead>
          <tr>
            <th scope="col">{t("source.said")}</th><th scope="col">{t("saga.person")}</th><th scope="col">{t("source.call")}</th>
            <th scope="col">{t("window")}</th><th scope="col">{t("source.came")}</th><th scope="col" class="figure">{t("sources.lead")}</th>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={`${call.claim} ${call.window}`}>
              <td data-label={t("source.said")}><time dateTime={call.said}>{date(call.said)}</time></td>
              <td data-label=""><a href={href(["person", idOf(call.person)], { window: call.window, claim: String(call.claim) })}><Name>{call.person.name}</Name></a></td>
              <td data-label=""><span>{call.denial ? t("claim.denied", { what: word("type", call.type) }) : word("type", call.type)} → <ClubLink club={call.club} window={call.window} /></span></td>
              <td data-label=""><a href={href(["window", call.window])}>{windowName(call.window)}</a></td>
              <td data-label=""><span class={`verdict ${call.verdict}`}><span aria-hidden="true">{signs[call.verdict] ?? "○"} </span>{word("call", call.verdict)}</span></td>
              <td class="figure" data-label={t("sources.lead")}>{call.lead_days === undefined ? "–" : t("count.days", { n: call.lead_days })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function SourceView({ id }: { id: string }) {
  const only = place.value.query.get("verdict");
  const answer = usePages<SourcePage, Call>(address(`/sources/${encodeURIComponent(id)}`, { limit: 200 }), (page) => page.record.list);
  const record = answer.data?.first.record;
  const name = record ? recordName(record) : "";
  useTitle(name);
  return (
    <>
      <header class="view-head"><h1><Name>{name || (answer.failure ? id : "…")}</Name></h1></header>
      <Answered answer={answer}>
        {({ rows, more }) => {
          const clubs = new Map(rows.map(({ club }) => [club.name, href(["club", idOf(club)])])); // of which a call has the id
          const shown = only ? rows.filter((call) => call.verdict === only) : rows;
          return record && (
            <>
              <p class="summary">
                <Rate {...record} />{" "}
                <span class="quiet">
                  {t("sources.right")} {number(record.calls.hits)} · {t("sources.wrong")} {number(record.calls.misses)} · {t("sources.open")} {number(record.calls.open)}
                  {record.relays > 0 && <> · {t("sources.relays")} {t("sources.relayed", { n: record.relays, drifted: record.drifted })}</>}
                </span>
              </p>
              <Section id="calls" title={t("source.calls")} aside={<Chooser name="verdict" label={t("source.came")} choices={["hit", "miss", "open"].map((value) => ({ value, label: word("call", value) }))} />}>
                {shown.length ? <Calls calls={shown} /> : <Empty>{t("source.none")}</Empty>}
                <Further more={more} />
              </Section>
              <div class="tally-row">
                <Tallies title={t("filter.stage")} rows={record.by_type} name={(value) => word("type", value)} />
                <Tallies title={t("filter.club")} rows={record.by_club} name={String} link={(value) => clubs.get(value)} />
                <Tallies title={t("filter.language")} rows={record.by_language} name={languageName} />
                <Tallies title={t("window")} rows={record.by_window} name={windowName} link={(value) => href(["window", value])} order={newest} />
                <Tallies title={t("source.journalist")} rows={record.by_journalist} name={String} />
              </div>
            </>
          );
        }}
      </Answered>
    </>
  );
}
