// A claim in one line of plain words: for labels, titles and lists.
import { sourceWords } from "../parts/basics";
import type { ClaimCore } from "../lib/shapes";
import { date, money, t, word } from "../lib/words";
import { saidOn, type Model } from "./model";

export function moveWords(claim: ClaimCore): string {
  const what = claim.polarity === "denied" ? t("claim.denied", { what: word("type", claim.type) }) : word("type", claim.type);
  const prices = (claim.money ?? []).map((one) => `, ${money(one.amount, one.currency)} ${word("money", one.kind)}`).join("");
  const to = claim.to ? ` → ${claim.to.name}` : "";
  return `${what}${to}${prices}`;
}
export function publisher(report: { outlet?: string; author?: string; key: string }): string {
  return report.outlet || report.author || t("source.unnamed");
}
export function originWords(model: Model, index: number): string {
  const origin = model.dossier.origins[model.told[index]?.claim.origin ?? -1];
  return origin ? sourceWords(origin) : "";
}
// Whose word a claim is, where it is not its publisher's own: "" else.
export function foreignOrigin(model: Model, index: number): string {
  const one = model.told[index];
  const origin = model.dossier.origins[one?.claim.origin ?? -1];
  if (!one || !origin) return "";
  const name = origin.name ?? origin.outlet ?? origin.handle;
  if (!name) return one.claim.source && one.claim.source.kind !== "self" ? sourceWords(origin) : "";
  return [one.report.outlet, one.report.author].includes(name) ? "" : sourceWords(origin);
}
export function claimLine(model: Model, index: number): string {
  const one = model.told[index];
  if (!one) return "";
  const marks = [
    one.claim.first_of_origin ? t("timeline.first") : one.claim.restates === undefined ? "" : t("timeline.relay"),
    word("certainty", one.claim.certainty),
    ...one.drifts.map((drift) => word("drift", drift.kind)),
  ].filter(Boolean);
  return `${moveWords(one.claim)}, ${publisher(one.report)}, ${date(saidOn(one.report))} (${marks.join(", ")})`;
}
