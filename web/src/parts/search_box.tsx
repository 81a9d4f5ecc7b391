// Whom or what does the reader look for? A combobox (ARIA 1.2): persons and clubs by name, and words of the evidence.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { address, ask, type Entity } from "../lib/api";
import { go, href } from "../lib/route";
import { t } from "../lib/words";
import { idOf, Name } from "./basics";

interface Choice {
  kind: "person" | "club" | "words";
  name: string;
  to: string;
}

async function named(kind: "person" | "club", name: string, signal: AbortSignal): Promise<Choice[]> {
  const url = address(kind === "person" ? "/persons" : "/clubs", { name, limit: 6 });
  try {
    const found = await ask<{ persons?: Entity[]; clubs?: Entity[] }>(url, { signal });
    return (found.persons ?? found.clubs ?? []).map((one) => ({ kind, name: one.name, to: href([kind, idOf(one)]) }));
  } catch {
    return []; // nobody is so called
  }
}

export function SearchBox() {
  const [text, setText] = useState("");
  const [choices, setChoices] = useState<Choice[]>([]);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const words = text.trim();
  const all: Choice[] = words ? [...choices, { kind: "words", name: words, to: href(["search"], { words }) }] : [];

  useEffect(() => {
    setAt(-1);
    if (words.length < 2) {
      setChoices([]);
      return;
    }
    const control = new AbortController();
    const wait = setTimeout(async () => {
      const found = await Promise.all([named("person", words, control.signal), named("club", words, control.signal)]);
      if (!control.signal.aborted) setChoices(found.flat());
    }, 120);
    return () => {
      clearTimeout(wait);
      control.abort();
    };
  }, [words]);

  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const typing = (event.target as Element | null)?.closest?.("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, []);

  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    setOpen(false);
    if (choice.kind !== "words") setText("");
    field.current?.blur();
    go(choice.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      if (all.length) setAt((at + (event.key === "ArrowDown" ? 1 : -1) + all.length + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) % all.length);
    } else if (event.key === "Escape") {
      if (open) setOpen(false);
      else setText("");
    }
  };
  const shown = open && all.length > 0;
  return (
    <form
      role="search"
      class="search"
      onSubmit={(event) => {
        event.preventDefault();
        choose(all[at] ?? all[all.length - 1]);
      }}
    >
      <input
        ref={field}
        type="search"
        list={undefined}
        role="combobox"
        aria-label={t("search.label")}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && at >= 0 ? `${id}-${at}` : undefined}
        aria-keyshortcuts="/"
        placeholder={t("search.placeholder")}
        autocomplete="off"
        spellcheck={false}
        maxLength={200}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={t("search.label")} class="suggestions" hidden={!shown}>
        {all.map((choice, i) => (
          <li
            key={choice.to}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === at}
            onMouseDown={(event) => {
              event.preventDefault();
              choose(choice);
            }}
          >
            <Name>{choice.name}</Name>
            <span class="quiet">{t(`search.kind.${choice.kind}`)}</span>
          </li>
        ))}
      </ul>
    </form>
  );
}
