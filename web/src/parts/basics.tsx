// The small parts that all views are made of.
import type { ComponentChildren } from "preact";
import type { Entity } from "../lib/api";
import { href } from "../lib/route";
import { safeUrl } from "../lib/text";
import { money, t, word } from "../lib/words";
import type { Money, SagaRow, Source } from "../lib/shapes";

// A name of any script, isolated from the text around it.
export function Name({ children }: { children: string }) {
  return <bdi class="name">{children}</bdi>;
}

export const idOf = (one: Entity): string => one.stable_id ?? one.id ?? one.name;

export function PersonLink({ person, window, as_of }: { person: Entity; window?: string; as_of?: string | null }) {
  return (
    <a href={href(["person", idOf(person)], { window, as_of })}>
      <Name>{person.name}</Name>
    </a>
  );
}
export function ClubLink({ club, window }: { club: Entity; window?: string }) {
  return (
    <a href={href(["club", idOf(club)], { window })}>
      <Name>{club.name}</Name>
    </a>
  );
}

// A link to where something was published, where its address is one that a browser may open.
export function Outside({ url, children }: { url?: string; children: ComponentChildren }) {
  const safe = safeUrl(url);
  if (!safe) return <>{children}</>;
  return (
    <a href={safe} target="_blank" rel="noopener noreferrer nofollow" class="outside">
      {children}
    </a>
  );
}

// How sure: a form for each step, so that colour is never the only sign.
const sureness: Record<string, number> = { question: 1, conditional: 2, hedged: 3, asserted: 4 };
export function Sureness({ certainty }: { certainty: string }) {
  const steps = sureness[certainty] ?? 0;
  return (
    <span class="sureness">
      <svg width="22" height="10" viewBox="0 0 22 10" aria-hidden="true">
        {[0, 1, 2, 3].map((i) => (
          <rect key={i} x={i * 5.5 + 0.5} y="0.5" width="4" height="9" class={i < steps ? "full" : "empty"} />
        ))}
      </svg>
      {word("certainty", certainty)}
    </span>
  );
}

const signs: Record<string, string> = {
  open: "○", advanced: "◐", agreed: "◕", done: "●", collapsed: "✕", stayed: "■", dormant: "◌",
  live: "○", silent: "◌", denied: "✕", withdrawn: "↩", refused: "✕",
};
export function State({ state, group = "state" }: { state: string; group?: "state" | "status" }) {
  return (
    <span class={`state state-${state.replace(/[^a-z]/g, "")}`}>
      <span aria-hidden="true">{signs[state] ?? "·"} </span>
      {word(group, state)}
    </span>
  );
}

// Does nobody pursue the suitor's move any more, though the saga still names it?
export function isOver(row: SagaRow): boolean {
  return row.suitor !== undefined && !["live", "done"].includes(row.suitor.status);
}

// Approach … official, as far as a suitor has come. `last` is the stage of "official".
export function Ladder({ stage, label, last = 12 }: { stage: number; label: string; last?: number }) {
  const width = 96;
  const step = width / last;
  const reached = Math.min(stage, last);
  return (
    <span class="ladder">
      <svg width={width} height="10" viewBox={`0 0 ${width} 10`} aria-hidden="true">
        {Array.from({ length: last }, (_, i) => (
          <rect key={i} x={i * step} y={i < reached ? 1 : 4} width={step - 1.5} height={i < reached ? 8 : 2} class={i < reached ? "full" : "empty"} />
        ))}
      </svg>
      {label}
    </span>
  );
}

export function Amount({ of }: { of: Money }) {
  return (
    <span class="amount">
      {money(of.amount, of.currency)} <span class="quiet">{word("money", of.kind)}</span>
    </span>
  );
}

export function sourceWords(source: Partial<Source> & { kind?: string } | undefined, otherwise = ""): string {
  if (!source) return otherwise;
  const name = source.name ?? source.outlet ?? (source.handle ? `@${source.handle}` : "");
  if (name && source.outlet && source.outlet !== name) return `${name} (${source.outlet})`;
  return name || otherwise || t("source.unnamed");
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}

export function Section({ id, title, aside, children }: { id: string; title: string; aside?: ComponentChildren; children: ComponentChildren }) {
  return (
    <section aria-labelledby={id} class="block">
      <header class="block-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
