// The original of a claim. Documents never change, so what was read once is kept for as long as the page is open.
import { useEffect, useState } from "preact/hooks";
import { ask, type Answer, type Entity } from "./api";
import type { ClaimCore, Drift, Fact } from "./shapes";

export interface StoredDocument {
  document: number;
  key?: string;
  version?: number;
  title?: string;
  author?: string;
  outlet?: string;
  url?: string;
  lang?: string;
  edit_of?: number;
  published?: string;
  known_at?: string;
  text: string;
  cut?: boolean; // only its begin is here
  next_version?: number;
  claims: StoredClaim[];
  facts: Fact[];
  drift: Drift[];
}
export interface StoredClaim extends ClaimCore {
  claim: number;
  person: Entity;
  document?: Partial<StoredDocument>;
}

const most = 60;
const kept = new Map<number, Promise<StoredDocument>>();
function read(row: number): Promise<StoredDocument> {
  const known = kept.get(row);
  if (known) return known;
  const answer = ask<StoredDocument>(`/api/v1/documents/${row}`);
  answer.catch(() => kept.delete(row));
  kept.set(row, answer);
  if (kept.size > most) kept.delete(kept.keys().next().value as number);
  return answer;
}

// Several at once; what is not there yet, or cannot be had, is left out.
export function useDocuments(rows: readonly number[]): Map<number, StoredDocument> {
  const [found, setFound] = useState<Map<number, StoredDocument>>(new Map());
  const asked = rows.join(" ");
  useEffect(() => {
    let wanted = true;
    const all = rows.map((row) => read(row).then((data) => [[row, data] as const], () => []));
    Promise.all(all).then((pairs) => wanted && setFound(new Map(pairs.flat())));
    return () => {
      wanted = false;
    };
  }, [asked]);
  return found;
}

export function useDocument(row: number): Answer<StoredDocument> {
  const [answer, setAnswer] = useState<Answer<StoredDocument> & { row?: number }>({ loading: true });
  useEffect(() => {
    let wanted = true;
    read(row).then(
      (data) => wanted && setAnswer({ row, data, loading: false }),
      (failure: unknown) => wanted && setAnswer({ row, failure, loading: false }),
    );
    return () => {
      wanted = false;
    };
  }, [row]);
  // Marks of one document never stand in the text of another, not for one frame.
  return answer.row === row ? answer : { loading: true };
}
