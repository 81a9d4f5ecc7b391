// Lists that come page by page: the first at once, the next where the reader asks for it.
import { useCallback, useEffect, useState } from "preact/hooks";
import { ask, asked, type Answer } from "./api";

export interface Pages<T, Page> {
  rows: T[];
  first: Page;
  more?: () => void; // there are further pages
}

export function usePages<Page extends object, T>(url: string | null, rowsOf: (page: Page) => T[] | undefined): Answer<Pages<T, Page>> {
  const [state, setState] = useState<{ url: string | null; pages: Page[]; failure?: unknown; loading: boolean }>({ url, pages: [], loading: true });
  const revision = asked.value;
  useEffect(() => {
    if (url === null) return setState({ url, pages: [], loading: false });
    const control = new AbortController();
    setState((last) => ({ url, pages: last.url?.split("?")[0] === url.split("?")[0] ? last.pages : [], loading: true }));
    ask<Page>(url, { signal: control.signal }).then(
      (page) => setState({ url, pages: [page], loading: false }),
      (failure: unknown) => control.signal.aborted || setState({ url, pages: [], failure, loading: false }),
    );
    return () => control.abort();
  }, [url, revision]);
  const next = (state.pages.at(-1) as { next?: string } | undefined)?.next;
  const more = useCallback(() => {
    if (!url || !next) return;
    const further = `${url}${url.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(next)}`;
    ask<Page>(further).then(
      (page) => setState((last) => (last.url === url ? { ...last, pages: [...last.pages, page] } : last)),
      (failure: unknown) => setState((last) => ({ ...last, failure })),
    );
  }, [url, next]);
  const first = state.pages[0];
  return {
    loading: state.loading, failure: state.failure,
    data: first && { first, rows: state.pages.flatMap((page) => rowsOf(page) ?? []), more: next ? more : undefined },
  };
}
