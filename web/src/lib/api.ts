// What does the server answer? Questions to /api/v1 and what may come of them: an answer, a refusal that
// says why (problem+json), or no server at all.
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";

export interface Entity {
  id?: string;
  stable_id?: string;
  name: string;
}
export interface Problem {
  title: string;
  detail?: string;
  hint?: string;
  where?: string; // the argument that it is about
  status: number;
  candidates: (Entity & { kind?: string })[];
}
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}

export type Parameters = Record<string, string | number | null | undefined>;

export function address(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  const text = query.toString();
  return `/api/v1${path}${text ? `?${text}` : ""}`;
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value ? value : undefined);

async function refusal(response: Response): Promise<Refused> {
  let body: Record<string, unknown> = {};
  try {
    body = (await response.json()) as Record<string, unknown>;
  } catch {
    // a proxy's page: the status has to do
  }
  const candidates = Array.isArray(body.candidates) ? (body.candidates as Problem["candidates"]) : [];
  return new Refused({
    title: text(body.title) ?? `${response.status} ${response.statusText}`,
    detail: text(body.detail),
    hint: text(body.hint),
    where: text(body.where),
    status: response.status,
    candidates: candidates.filter((one) => typeof one?.name === "string"),
  });
}

export async function ask<T>(url: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(url, { credentials: "same-origin", ...init });
  if (!response.ok) throw await refusal(response);
  return (await response.json()) as T;
}

// Grows when everything should be asked again: the reader wants it, or the network is back.
export const asked = signal(0);
addEventListener("online", () => asked.value++);

export interface Answer<T> {
  data?: T; // the last one, while the next is on its way
  failure?: unknown;
  loading: boolean;
}

// The answer to `url`, asked again when it changes; null asks nothing.
export function useAnswer<T>(url: string | null): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ loading: url !== null });
  const revision = asked.value;
  const subject = useRef<string | null>(null);
  useEffect(() => {
    if (url === null) {
      setAnswer({ loading: false });
      return;
    }
    const path = url.split("?")[0] ?? url;
    const same = subject.current === path;
    subject.current = path;
    setAnswer((last) => ({ data: same ? last.data : undefined, loading: true }));
    const control = new AbortController();
    ask<T>(url, { signal: control.signal }).then(
      (data) => setAnswer({ data, loading: false }),
      (failure: unknown) => control.signal.aborted || setAnswer({ failure, loading: false }),
    );
    return () => control.abort();
  }, [url, revision]);
  return answer;
}
