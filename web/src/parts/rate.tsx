// How often was it right? A share with its interval, drawn and said.
import type { SourceRecord } from "../lib/shapes";
import { percent, t } from "../lib/words";

export function Rate({ verdict, rate, low, high, expected }: Pick<SourceRecord, "verdict" | "rate" | "low" | "high" | "expected">) {
  if (rate === undefined || low === undefined || high === undefined) return <span class="quiet">{t("sources.few")}</span>;
  const x = (share: number) => 2 + Math.max(0, Math.min(1, share)) * 116;
  return (
    <span class={verdict ? "rate few" : "rate"}>
      <svg width="120" height="14" viewBox="0 0 120 14" aria-hidden="true">
        <line x1="2" x2="118" y1="7" y2="7" class="scale" />
        <rect x={x(low)} y="4" width={Math.max(1, x(high) - x(low))} height="6" class="interval" />
        {expected !== undefined && <line x1={x(expected)} x2={x(expected)} y1="1" y2="13" class="expected" />}
        <circle cx={x(rate)} cy="7" r="3.5" class="at" />
      </svg>
      {verdict ? <span class="quiet">{t("sources.few")}</span> : <><strong class="figure">{percent(rate)}</strong> <span class="quiet">{percent(low)}–{percent(high)}</span></>}
    </span>
  );
}
