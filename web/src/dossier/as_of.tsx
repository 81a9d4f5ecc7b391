// As of when is the dossier read? A slider over its days; the whole view follows.
import { useEffect, useRef, useState } from "preact/hooks";
import { setQuery } from "../lib/route";
import { date, t } from "../lib/words";
import { day } from "./model";

interface Props {
  begin: number; // of the whole dossier
  end: number;
  as_of: string | null;
}

export function AsOf({ begin, end, as_of }: Props) {
  const first = Math.floor(begin / day);
  const last = Math.max(first, Math.floor(end / day));
  const given = as_of ? Math.floor(Date.parse(as_of.slice(0, 10)) / day) : last + 1;
  const [at, setAt] = useState(given);
  const wait = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => setAt(given), [given]);
  const now = at > last;
  const iso = (value: number) => new Date(value * day).toISOString().slice(0, 10);
  const back = <button type="button" onClick={() => setQuery({ as_of: null, claim: null })}>{t("asof.back")}</button>;
  if (Number.isNaN(given) || Number.isNaN(at)) return <div class="as-of">{back}</div>; // no day: the answer says so
  const said = now ? t("asof.now") : date(iso(at));
  const move = (value: number) => {
    setAt(value);
    clearTimeout(wait.current);
    wait.current = setTimeout(() => setQuery({ as_of: value > last ? null : iso(value), claim: null }), 150);
  };
  return (
    <div class="as-of">
      <label for="as-of">{t("asof.label")}</label>
      <input
        id="as-of" type="range" min={first} max={last + 1} step={1} value={Math.max(first, Math.min(last + 1, at))} aria-valuetext={said}
        onInput={(event) => move(Number(event.currentTarget.value))}
      />
      <output for="as-of">{said}</output>
      {as_of && back}
    </div>
  );
}
