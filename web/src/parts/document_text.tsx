// How is a document shown with passages marked? Its own text, byte for byte, in its own language.
import { useMemo } from "preact/hooks";
import { pieces, type Span } from "../lib/text";

export interface Mark extends Span {
  group: number; // what the mark belongs to: passages of one group are marked and reached together
  look?: string; // "evidence", "cited", "drift", "contradicted", "supported"
}

interface Props {
  text: string;
  lang?: string;
  marks: Mark[];
  current?: number; // the group that is looked at
  onPick?: (group: number) => void;
  name?: string; // prefix of the marks' ids
}

export function DocumentText({ text, lang, marks, current, onPick, name = "mark" }: Props) {
  const cut = useMemo(() => pieces(text, marks), [text, marks]);
  const first = new Set<number>();
  return (
    <div class="document-text" lang={lang} dir="auto">
      {cut.map((piece, i) => {
        if (!piece.marks.length) return <span key={i}>{piece.text}</span>;
        const groups = [...new Set(piece.marks.map((mark) => marks[mark]?.group ?? 0))];
        const here = current !== undefined && groups.includes(current);
        const group = here ? current : Math.min(...groups); // the desk counts its worst remarks first
        const own = piece.marks.map((mark) => marks[mark]).find((mark) => mark?.group === group);
        const id = first.has(group) ? undefined : `${name}-${group}`;
        first.add(group);
        return (
          <mark
            key={i}
            id={id}
            class={`${own?.look ?? "evidence"}${here ? " current" : ""}`}
            data-groups={groups.join(" ")}
            onClick={onPick && (() => onPick(group))}
          >
            {piece.text}
          </mark>
        );
      })}
    </div>
  );
}
