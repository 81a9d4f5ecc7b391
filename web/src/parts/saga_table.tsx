// Sagas, a line each: who, whose, who wants him, how far, how sure, how many sources, until when.
import type { SagaRow } from "../lib/shapes";
import { date, number, t, word } from "../lib/words";
import { ClubLink, Ladder, PersonLink, State, Sureness } from "./basics";
import { Paged } from "./more";
import { stageOf } from "../lib/types";

export function SagaTable({ rows, label, about = "suitor" }: { rows: readonly SagaRow[]; label: string; about?: "suitor" | "holder" }) {
  const stages = stageOf();
  return (
    <Paged rows={rows} page={100}>
      {(some) => (
        <div class="scroller" tabIndex={0} role="group" aria-label={label}>
          <table class="sagas">
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
                return (
                  <tr key={`${row.person.stable_id ?? row.person.name} ${row.window}`}>
                    <th scope="row">
                      <PersonLink person={row.person} window={row.window} />
                      {about === "suitor" && row.holder && <span class="quiet of"><bdi>{row.holder.name}</bdi></span>}
                    </th>
                    <td><State state={row.state} /></td>
                    <td>{club ? <ClubLink club={club} window={row.window} /> : "–"}{row.suitor && row.suitor.status !== "live" && row.suitor.status !== row.state && <span class="quiet of">{word("status", row.suitor.status)}</span>}</td>
                    <td>{row.suitor?.furthest ? <Ladder stage={stages(row.suitor.furthest)} label={word("type", row.suitor.furthest)} /> : "–"}</td>
                    <td>{row.suitor?.certainty ? <Sureness certainty={row.suitor.certainty} /> : "–"}</td>
                    <td class="figure">{number(row.sources)}</td>
                    <td class="figure">{number(row.claims)}</td>
                    <td><time dateTime={row.last}>{date(row.last, true)}</time></td>
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
