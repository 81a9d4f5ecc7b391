// What is to be said to a draft? Drift and contradicted facts first, then each claim, then facts that
// nobody could check, then facts that hold.
import type { DraftReading, Evidence } from "../lib/shapes";
import { t, word } from "../lib/words";
import { moveWords } from "../dossier/claim_words";
import { factWords } from "../dossier/facts";
import { sourceWords } from "../parts/basics";

export interface Problem {
  severity: "error" | "claim" | "open" | "fine";
  look: string; // of its marks
  title: string;
  about: string;
  rows: string[]; // of the reference, or rules
  evidence: Evidence[];
}
const rank = { error: 0, claim: 1, open: 2, fine: 3 };

export function problemsOf(reading: DraftReading, dated: boolean): Problem[] {
  const out: Problem[] = [];
  for (const drift of reading.drift) {
    const [claim, against] = [reading.claims[drift.claim], reading.claims[drift.against]];
    if (!claim || !against) continue;
    out.push({
      severity: "error", look: "drift", title: word("drift", drift.kind), evidence: claim.evidence ?? [], rows: claim.rules ?? [],
      about: `${word("drift.what", drift.kind)} ${t("desk.says", { says: `${claim.person.name}: ${moveWords(claim)}`, cited: moveWords(against) })}`,
    });
  }
  for (const fact of reading.facts) {
    const severity = fact.verdict === "contradicted" ? "error" : fact.verdict === "supported" ? "fine" : "open";
    const unchecked = dated ? t("desk.unchecked") : t("desk.undated");
    out.push({
      severity, look: fact.verdict, evidence: fact.evidence, rows: fact.rows ?? [],
      title: { error: t("desk.wrong"), fine: t("desk.right"), open: unchecked }[severity], about: `${fact.subject ? `${fact.subject.name}: ` : ""}${factWords(fact)}`,
    });
  }
  for (const claim of reading.claims) {
    const says = claim.source && claim.source.kind !== "self" ? sourceWords(claim.source) : t("desk.own");
    out.push({
      severity: "claim", look: "evidence", title: `${claim.person.name}: ${moveWords(claim)}`, evidence: claim.evidence ?? [], rows: claim.rules ?? [],
      about: `${word("certainty", claim.certainty)}, ${says}`,
    });
  }
  return out.sort((a, b) => rank[a.severity] - rank[b.severity] || (a.evidence[0]?.start ?? 0) - (b.evidence[0]?.start ?? 0));
}
