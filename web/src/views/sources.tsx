// Who has been right? The league table of sources.
import { address } from "../lib/api";
import { place } from "../lib/route";
import { href } from "../lib/route";
import { claimTypes, readLanguages } from "../lib/types";
import type { SourceRecord } from "../lib/shapes";
import { useTitle } from "../lib/title";
import { languageName, number, points, t, word } from "../lib/words";
import { usePages } from "../lib/pages";
import { Answered } from "../parts/answered";
import { Empty, Name } from "../parts/basics";
import { Chooser } from "../parts/chooser";
import { NameFilter } from "../parts/name_filter";
import { Further } from "../parts/further";
import { Rate } from "../parts/rate";
import { useWindows, windowChoices } from "../parts/windows";

export const recordName = (record: SourceRecord): string => record.source.name ?? record.source.outlet ?? record.source.handle ?? t("source.unnamed");
export const sourceLink = (record: SourceRecord): string => href(["source", record.key]);

function Table({ records }: { records: SourceRecord[] }) {
  return (
    <div class="scroller" tabIndex={0} role="group" aria-label={t("sources")}>
      <table class="league stack">
        <thead>
          <tr>
            <th scope="col">{t("sources.source")}</th>
            <th scope="col">{t("sources.rate")}</th>
            <th scope="col" class="figure">{t("sources.right")}</th>
            <th scope="col" class="figure">{t("sources.wrong")}</th>
            <th scope="col" class="figure">{t("sources.open")}</th>
            <th scope="col" class="figure">{t("sources.lift")}</th>
            <th scope="col" class="figure">{t("sources.lead")}</th>
            <th scope="col" class="figure">{t("sources.relays")}</th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.key}>
              <th scope="row"><a href={sourceLink(record)}><Name>{recordName(record)}</Name></a></th>
              <td data-label=""><Rate {...record} /></td>
              <td class="figure" data-label={t("sources.right")}>{number(record.calls.hits)}</td>
              <td class="figure" data-label={t("sources.wrong")}>{number(record.calls.misses)}</td>
              <td class="figure" data-label={t("sources.open")}>{number(record.calls.open)}</td>
              <td class="figure" data-label={t("sources.lift")}>{record.lift === undefined ? "–" : points(record.lift)}</td>
              <td class="figure" data-label={t("sources.lead")}>{record.median_lead_days === undefined ? "–" : t("count.days", { n: record.median_lead_days })}</td>
              <td class="figure" data-label={t("sources.relays")}>{record.relays ? t("sources.relayed", { n: record.relays, drifted: record.drifted }) : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function SourcesView() {
  const { query } = place.value;
  const windows = useWindows();
  useTitle(t("sources"));
  const asked = { club: query.get("club"), type: query.get("type"), language: query.get("language"), window: query.get("window"), name: query.get("name"), limit: 100 };
  const answer = usePages<{ sources: SourceRecord[] }, SourceRecord>(address("/sources", asked), (page) => page.sources);
  const types = [...claimTypes.value.filter((row) => row.stage > 0).map((row) => row.type), "denial"];
  return (
    <>
      <header class="view-head"><h1>{t("sources")}</h1></header>
      <p class="lead">{t("sources.what")}</p>
      <div class="filters">
        <NameFilter name="name" label={t("sources.name")} />
        <NameFilter name="club" label={t("filter.club")} of="clubs" />
        <Chooser name="type" label={t("filter.stage")} choices={types.map((value) => ({ value, label: word("type", value) }))} />
        <Chooser name="language" label={t("filter.language")} choices={readLanguages.map((value) => ({ value, label: languageName(value) }))} />
        <Chooser name="window" label={t("window")} choices={windowChoices(windows)} />
      </div>
      <Answered answer={answer}>
        {({ rows, more }) => (
          <>
            {rows.length ? <Table records={rows} /> : <Empty>{t("sources.none")}</Empty>}
            <Further more={more} />
            <p class="quiet note">{t("sources.note")}</p>
          </>
        )}
      </Answered>
    </>
  );
}
