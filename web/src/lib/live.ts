// What came in since the view was read? New claims as the server tells them; the view decides when to show them.
import { useEffect, useState } from "preact/hooks";
import { address, type Parameters } from "./api";

export interface Live {
  rows: unknown[]; // news since the last `clear`, oldest first, at most `kept`
  count: number;
  clear(): void;
}
const kept = 200;
// News are told once a second at most: a flood does not flicker, and what is asked then is as new as they are.
const pause = 1000;

export function useLive(filter: Parameters, on = true): Live {
  const [news, setNews] = useState<{ rows: unknown[]; count: number }>({ rows: [], count: 0 });
  const url = address("/events", filter);
  useEffect(() => {
    setNews({ rows: [], count: 0 });
    if (!on) return;
    let waiting: unknown[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      const rows = waiting;
      waiting = [];
      timer = undefined;
      setNews((last) => ({ rows: [...last.rows, ...rows].slice(-kept), count: last.count + rows.length }));
    };
    const stream = new EventSource(url);
    stream.addEventListener("claim", (event) => {
      try {
        waiting.push(JSON.parse(String((event as MessageEvent).data)));
      } catch {
        return;
      }
      timer ??= setTimeout(tell, pause);
    });
    return () => {
      stream.close();
      clearTimeout(timer);
    };
  }, [url, on]);
  return { ...news, clear: () => setNews({ rows: [], count: 0 }) };
}
