// Sagas, a line each (on a phone a card): who, whose, who wants him, how far, how sure, how many sources, until when.
import type { SagaRow } from "../lib/shapes";
import { date, number, t, word } from "../lib/words";
import { ClubLink, isOver, Ladder, PersonLink, State, Sureness } from "./basics";
import { Paged } from "./more";
import { stageOf } from "../lib/types";

export function SagaTable({ rows, label, about = "suitor" }: { rows: readonly SagaRow[]; label: string; about?: "suitor" | "holder" }) {
  const stages = stageOf();
  return (
    <Paged rows={rows} page={100}>
      {(some) => (
        <div class="scroller" tabIndex={0} role="group" aria-label={label}>
          <table class="sagas stack">
            <thead>
              <tr>
                <th scope="col">{t("saga.person")}</th>
                <th scope="col">{t("saga.state")}</th>
                <th scope="col">{about === "suitor" ? t("saga.suitor") : t("saga.holder")}</th>
                <th scope="col">{t("saga.stage")}</th>
                <th scope="col">{t("saga.sure")}</th>
                <th scope="col" class="figure">{t("saga.sources")}</th>
                <th scope="col" class="figure">{t("saga.claims")}</th>
                <th scope="col">{t("saga.last")}</th>
              </tr>
            </thead>
            <tbody>
              {some.map((row) => {
                const club = about === "suitor" ? row.suitor?.club : row.holder;
                const over = isOver(row);
                return (
                  <tr key={`${row.person.stable_id ?? row.person.name} ${row.window}`}>
                    <th scope="row">
                      <PersonLink person={row.person} window={row.window} />
                      {about === "suitor" && row.holder && <span class="quiet of"><bdi>{row.holder.name}</bdi></span>}
                    </th>
                    <td data-label={t("saga.state")}><State state={row.state} /></td>
                    <td data-label={about === "suitor" ? t("saga.suitor") : t("saga.holder")} class={over && about === "suitor" ? "over" : undefined}>
                      {club ? <ClubLink club={club} window={row.window} /> : "–"}{over && row.suitor && row.suitor.status !== row.state && <span class="of"><State state={row.suitor.status} group="status" /></span>}
                    </td>
                    <td data-label={t("saga.stage")}>{row.suitor?.furthest ? <Ladder stage={stages(row.suitor.furthest)} label={word("type", row.suitor.furthest)} /> : "–"}</td>
                    <td data-label={t("saga.sure")}>{row.suitor?.certainty ? <Sureness certainty={row.suitor.certainty} /> : "–"}</td>
                    <td class="figure" data-label={t("saga.sources")}>{number(row.sources)}</td>
                    <td class="figure" data-label={t("saga.claims")}>{number(row.claims)}</td>
                    <td data-label={t("saga.last")}><time dateTime={row.last}>{date(row.last, true)}</time></td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Paged>
  );
}
