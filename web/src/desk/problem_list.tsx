// The remarks to a draft as a list: arrow keys go from one to the next, Enter leads into the text.
import { useRef } from "preact/hooks";
import { t } from "../lib/words";
import type { Problem } from "./problems";

interface Props {
  problems: Problem[];
  current?: number;
  onFocus: (at: number) => void;
  onSelect: (problem: Problem, at: number) => void;
}
const signs = { error: "✕", open: "?", claim: "“", fine: "✓" };

export function ProblemList({ problems, current, onFocus, onSelect }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!step) return;
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>("button.problem") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    event.preventDefault();
    buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
  };
  return (
    <ul class="problems" ref={list} onKeyDown={onKeyDown}>
      {problems.map((problem, i) => (
        <li key={i} class={problem.severity}>
          <button type="button" class={`problem${i === current ? " here" : ""}`} onFocus={() => onFocus(i)} onClick={() => onSelect(problem, i)}>
            <span class="sign" aria-hidden="true">{signs[problem.severity]}</span>
            <span class="severity">{t(`desk.severity.${problem.severity}`)}</span>
            <strong><bdi>{problem.title}</bdi></strong>
            <span class="about"><bdi>{problem.about}</bdi></span>
            {problem.evidence.slice(0, 2).map((span, k) => <q key={k} dir="auto" lang={span.lang}>{span.text}</q>)}
            {problem.rows.length > 0 && <code><bdi>{[...new Set(problem.rows)].join("; ")}</bdi></code>}
          </button>
        </li>
      ))}
    </ul>
  );
}
