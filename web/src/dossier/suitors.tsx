// Who wants the person, how far has it come, who says so? Suitors side by side.
import { saidOn, type Model } from "./model";
import { Amount, ClubLink, Empty, Ladder, Sureness, State } from "../parts/basics";
import { date, number, t, word } from "../lib/words";
import type { Suitor } from "../lib/shapes";

function Card({ suitor, model, onPick }: { suitor: Suitor; model: Model; onPick: (claim: number) => void }) {
  const days = suitor.claims.flatMap((claim) => (model.told[claim] ? [saidOn(model.told[claim].report)] : [])).sort();
  const [first, last] = [date(days[0], true), date(days.at(-1), true)];
  const price = suitor.prices.at(-1);
  return (
    <li class={`suitor ${suitor.status}`}>
      <h3>
        <ClubLink club={suitor.club} window={model.dossier.window.id} />
      </h3>
      <p>
        <State state={suitor.status} group="status" />
      </p>
      <dl>
        <dt>{t("suitor.furthest")}</dt>
        <dd>
          {suitor.furthest ? (
            <button type="button" class="plain" onClick={() => onPick(suitor.furthest_claim ?? suitor.first_claim)}>
              <Ladder stage={suitor.stage ?? 0} label={word("type", suitor.furthest)} />
            </button>
          ) : "–"}
        </dd>
        {suitor.certainty && <><dt>{t("suitor.sure")}</dt><dd><Sureness certainty={suitor.certainty} /></dd></>}
        <dt>{t("suitor.sources")}</dt>
        <dd>{number(suitor.origins.length)} <span class="quiet">{t("count.claims", { n: suitor.claims.length })}</span></dd>
        <dt>{t("suitor.when")}</dt>
        <dd>{first === last ? first : `${first} – ${last}`}</dd>
        {price && (
          <>
            <dt>{t("suitor.price")}</dt>
            <dd>
              <button type="button" class="plain" onClick={() => onPick(price.claim)}><Amount of={price} /></button>
            </dd>
          </>
        )}
      </dl>
    </li>
  );
}

export function Suitors({ model, onPick }: { model: Model; onPick: (claim: number) => void }) {
  const { suitors } = model.dossier;
  if (!suitors.length) return <Empty>{t("suitors.none")}</Empty>;
  return (
    <ul class="suitors">
      {suitors.map((suitor) => (
        <Card key={suitor.club.stable_id ?? suitor.club.name} suitor={suitor} model={model} onPick={onPick} />
      ))}
    </ul>
  );
}
