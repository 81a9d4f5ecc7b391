// A filter by name: what is typed stands in the address when the reader stops typing; clubs are suggested.
import { useEffect, useId, useState } from "preact/hooks";
import { address, useAnswer, type Entity } from "../lib/api";
import { place, setQuery } from "../lib/route";

export function NameFilter({ name, label, of }: { name: string; label: string; of?: "clubs" }) {
  const given = place.value.query.get(name) ?? "";
  const [text, setText] = useState(given);
  const id = useId();
  useEffect(() => setText(given), [given]);
  const words = text.trim();
  const found = useAnswer<{ clubs: Entity[] }>(of && words.length > 1 && words !== given ? address("/clubs", { name: words, limit: 8 }) : null);
  const names = (found.data?.clubs ?? []).map((row) => row.name);
  const settle = () => words !== given && setQuery({ [name]: words || null }, true);
  return (
    <label class="chooser">
      <span>{label}</span>
      <input
        type="text" value={text} maxLength={200} list={of && `${id}-names`} autocomplete="off" spellcheck={false}
        onInput={(event) => {
          setText(event.currentTarget.value);
          if (names.includes(event.currentTarget.value)) setQuery({ [name]: event.currentTarget.value }, true);
        }}
        onChange={settle} onKeyDown={(event) => event.key === "Enter" && settle()}
      />
      {of && <datalist id={`${id}-names`}>{names.map((one) => <option key={one} value={one} />)}</datalist>}
    </label>
  );
}
