// All sagas of a transfer window, by state.
import { address } from "../lib/api";
import { place } from "../lib/route";
import type { SagaRow } from "../lib/shapes";
import { useTitle } from "../lib/title";
import { t, word } from "../lib/words";
import { usePages } from "../lib/pages";
import { Answered } from "../parts/answered";
import { Empty, Section } from "../parts/basics";
import { Chooser } from "../parts/chooser";
import { Further } from "../parts/further";
import { SagaTable } from "../parts/saga_table";
import { windowName } from "../parts/window_name";

export const states = ["done", "agreed", "advanced", "open", "stayed", "collapsed", "dormant"];

export function WindowView({ id }: { id: string }) {
  const state = place.value.query.get("state");
  const answer = usePages<{ sagas: SagaRow[] }, SagaRow>(address(`/windows/${encodeURIComponent(id)}`, { state, limit: 200 }), (page) => page.sagas);
  useTitle(windowName(id));
  return (
    <>
      <header class="view-head">
        <h1>{windowName(id)}</h1>
        <div class="tools"><Chooser name="state" label={t("saga.state")} choices={states.map((one) => ({ value: one, label: word("state", one) }))} /></div>
      </header>
      <Answered answer={answer}>
        {({ rows, more }) => (
          <>
            {rows.length === 0 && <Empty>{t("window.none")}</Empty>}
            {states.map((one) => {
              const some = rows.filter((row) => row.state === one);
              return some.length > 0 && (
                <Section key={one} id={`state-${one}`} title={`${word("state", one)} (${some.length})`}>
                  <SagaTable rows={some} label={word("state", one)} />
                </Section>
              );
            })}
            <Further more={more} />
          </>
        )}
      </Answered>
    </>
  );
}
