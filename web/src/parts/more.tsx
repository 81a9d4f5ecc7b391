// How does a list of thousands stay quick? It shows a page of them, and the next where it is asked for.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { number, t } from "../lib/words";

interface Props<T> {
  rows: readonly T[];
  page?: number;
  children: (rows: readonly T[]) => ComponentChildren;
}

export function Paged<T>({ rows, page = 100, children }: Props<T>) {
  const [shown, setShown] = useState(page);
  const left = rows.length - shown;
  return (
    <>
      {children(left > 0 ? rows.slice(0, shown) : rows)}
      {left > 0 && (
        <p>
          <button type="button" onClick={() => setShown(shown + page)}>
            {t("list.more", { n: Math.min(page, left), left: number(left) })}
          </button>
        </p>
      )}
    </>
  );
}
