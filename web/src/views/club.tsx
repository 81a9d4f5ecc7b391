// Who may come to a club, and who may leave?
import { address } from "../lib/api";
import type { Entity } from "../lib/api";
import { place } from "../lib/route";
import type { SagaRow } from "../lib/shapes";
import { useTitle } from "../lib/title";
import { t } from "../lib/words";
import { usePages } from "../lib/pages";
import { Answered } from "../parts/answered";
import { Empty, Name, Section } from "../parts/basics";
import { Chooser } from "../parts/chooser";
import { Further } from "../parts/further";
import { SagaTable } from "../parts/saga_table";
import { useWindows, windowChoices } from "../parts/windows";
import { windowName } from "../parts/window_name";

interface ClubPage {
  club: Entity;
  window: string;
  in: SagaRow[];
  out: SagaRow[];
}

export function ClubView({ id }: { id: string }) {
  const window = place.value.query.get("window");
  const windows = useWindows();
  const answer = usePages<ClubPage, ClubPage>(address(`/clubs/${encodeURIComponent(id)}`, { window, limit: 200 }), (page) => [page]);
  const first = answer.data?.first;
  useTitle(first?.club.name ?? "");
  return (
    <>
      <header class="view-head">
        <h1><Name>{first?.club.name ?? (answer.failure ? id : "…")}</Name></h1>
        <div class="tools">
          <Chooser name="window" label={t("window")} value={window ?? first?.window ?? ""} all={false} choices={windowChoices(windows)} />
          <a href={address("/feed.atom", { club: id })}>{t("feed")}</a>
        </div>
      </header>
      <Answered answer={answer}>
        {({ rows, more }) => {
          const [coming, leaving] = [rows.flatMap((page) => page.in ?? []), rows.flatMap((page) => page.out ?? [])];
          return (
            <>
              {first?.window && <p class="summary quiet">{windowName(first.window)}</p>}
              <Section id="in" title={t("club.in")}>
                {coming.length ? <SagaTable rows={coming} label={t("club.in")} about="holder" /> : <Empty>{t("club.none")}</Empty>}
              </Section>
              <Section id="out" title={t("club.out")}>
                {leaving.length ? <SagaTable rows={leaving} label={t("club.out")} /> : <Empty>{t("club.none")}</Empty>}
              </Section>
              <Further more={more} />
            </>
          );
        }}
      </Answered>
    </>
  );
}
