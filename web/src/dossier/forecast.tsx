// How likely is each move, and what moves the figure?
import { address, useAnswer, type Entity } from "../lib/api";
import { date, percent, points, t, word } from "../lib/words";
import { Answered } from "../parts/answered";
import { ClubLink, Empty } from "../parts/basics";

interface Moved {
  group: string;
  points: number;
  detail?: string;
}
interface ForecastAnswer {
  day?: string;
  stays?: number;
  suitors?: { club: Entity; probability: number; moved_by?: Moved[] }[];
  declined?: string;
}

// Why there is none, as src/8_score says it.
function reason(declined: string): string {
  if (declined.includes("no day")) return t("declined.no_day");
  if (declined.startsWith("no suitor")) return t("declined.no_suitor");
  if (declined.startsWith("no report")) return t("declined.no_report");
  if (declined.startsWith("nothing new")) return t("declined.silent");
  return declined;
}

function Bar({ share }: { share: number }) {
  return (
    <svg class="bar" width="120" height="12" viewBox="0 0 120 12" aria-hidden="true">
      <rect x="0" y="1" width="120" height="10" class="empty" />
      <rect x="0" y="1" width={Math.max(0, Math.min(1, share)) * 120} height="10" class="full" />
    </svg>
  );
}

function MovedBy({ moved }: { moved: Moved[] }) {
  const most = Math.max(0.05, ...moved.map((one) => Math.abs(one.points)));
  return (
    <table class="moved">
      <thead class="visually-hidden">
        <tr><th scope="col">{t("forecast.what")}</th><th scope="col">{t("forecast.points")}</th></tr>
      </thead>
      <tbody>
        {moved.slice(0, 8).map((one) => {
          const size = (Math.abs(one.points) / most) * 58;
          return (
            <tr key={one.group}>
              <th scope="row" title={one.detail}>{word("group", one.group.replaceAll(" ", "_"))}</th>
              <td>
                <svg width="120" height="12" viewBox="0 0 120 12" aria-hidden="true">
                  <line x1="60" x2="60" y1="0" y2="12" class="zero" />
                  <rect x={one.points < 0 ? 60 - size : 60} y="2" width={size} height="8" class={one.points < 0 ? "minus" : "plus"} />
                </svg>
              </td>
              <td class="figure">{points(one.points)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

export function Forecast({ person, as_of, window }: { person: string; as_of: string | null; window?: string }) {
  const answer = useAnswer<ForecastAnswer>(address(`/forecasts/${encodeURIComponent(person)}`, { as_of, window }));
  return (
    <Answered answer={answer}>
      {({ suitors = [], stays, declined, day }) => {
        if (declined) return <Empty>{t("forecast.declined")} {reason(declined)}</Empty>;
        return (
          <>
            <ul class="forecast">
              {suitors.map((suitor) => (
                <li key={suitor.club.stable_id ?? suitor.club.name}>
                  <Bar share={suitor.probability} /> <strong class="figure">{percent(suitor.probability)}</strong> <ClubLink club={suitor.club} />
                  {suitor.moved_by && suitor.moved_by.length > 0 && (
                    <details>
                      <summary>{t("forecast.moved")}</summary>
                      <MovedBy moved={suitor.moved_by} />
                    </details>
                  )}
                </li>
              ))}
              {stays !== undefined && (
                <li><Bar share={stays} /> <strong class="figure">{percent(stays)}</strong> {t("forecast.stays")}</li>
              )}
            </ul>
            {day && <p class="quiet">{t("forecast.day", { day: date(day) })}</p>}
          </>
        );
      }}
    </Answered>
  );
}
