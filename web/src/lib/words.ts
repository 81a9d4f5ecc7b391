// In which language does the page speak? Texts of web/locales, numbers, dates and money in the reader's form.
import { signal } from "@preact/signals";
import en from "../../locales/en.json";
import fr from "../../locales/fr.json";
import it from "../../locales/it.json";

type Texts = typeof en;
export type Key = keyof Texts;
type Entry = string | { one: string; other: string };

const tables: Record<string, Record<string, Entry>> = { en, fr, it };
export const languages = ["en", "fr", "it"] as const;
export type Language = (typeof languages)[number];

function stored(): string | null {
  try {
    return localStorage.getItem("language");
  } catch {
    return null;
  }
}
function chosen(): Language {
  const wishes = [stored(), ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())];
  return (wishes.find((wish) => languages.includes(wish as Language)) as Language | undefined) ?? "en";
}

export const language = signal<Language>(chosen());
language.subscribe((tag) => (document.documentElement.lang = tag));
export function speak(tag: Language): void {
  language.value = tag;
  try {
    localStorage.setItem("language", tag);
  } catch {
    // private windows: until it is closed
  }
}

// The reader's own region where it fits: en-GB writes dates unlike en-US.
function tag(): string {
  const own = navigator.languages.find((one) => one.toLowerCase().startsWith(language.value));
  return own ?? (language.value === "en" ? "en-GB" : language.value);
}

export type Values = Record<string, string | number>;
function fill(pattern: string, values: Values): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });
}

// The text of a key; where it counts, `n` chooses the form.
export function t(key: Key, values: Values = {}): string {
  const entry = tables[language.value]?.[key] ?? (en[key] as Entry);
  if (typeof entry === "string") return fill(entry, values);
  const form = new Intl.PluralRules(language.value).select(Number(values.n));
  return fill(form === "one" ? entry.one : entry.other, values);
}

// A word of the ledger ("bid_rejected"): as the language has it, else as it is written, with spaces.
export function word(group: string, value: string): string {
  const key = `${group}.${value}`;
  return Object.hasOwn(en, key) ? t(key as Key) : value.replaceAll("_", " ");
}

const formats = new Map<string, { format(value: never): string }>();
function cached<T extends { format(value: never): string }>(name: string, make: (tag: string) => T): T {
  const key = `${tag()} ${name}`;
  const known = formats.get(key) as T | undefined;
  if (known) return known;
  const made = make(tag());
  formats.set(key, made);
  return made;
}

export function number(value: number): string {
  return cached("n", (one) => new Intl.NumberFormat(one)).format(value);
}
export function percent(share: number): string {
  return cached("%", (one) => new Intl.NumberFormat(one, { style: "percent", maximumFractionDigits: 0 })).format(share);
}
// "+8", "−20"
export function points(share: number): string {
  const signed = (one: string) => new Intl.NumberFormat(one, { signDisplay: "exceptZero", maximumFractionDigits: 0 });
  return cached("+", signed).format(Math.round(share * 100) || 0);
}
export function money(amount: number, currency = ""): string {
  const small: Intl.NumberFormatOptions = { notation: "compact", maximumFractionDigits: 1 };
  try {
    if (/^[A-Z]{3}$/.test(currency))
      return cached(`m${currency}`, (one) => new Intl.NumberFormat(one, { ...small, style: "currency", currency })).format(amount);
  } catch {
    // no currency that Intl knows
  }
  return `${cached("m", (one) => new Intl.NumberFormat(one, small)).format(amount)} ${currency}`.trim();
}

// What a document states: "2024", "2024-06", "2024-06-12" or a time stamp. Time stamps are told in UTC, as the ledger keeps them.
export function date(text: string | undefined, short = false): string {
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(text ?? "");
  if (!found) return text ?? "";
  const [, year, month, day] = found;
  const options: Intl.DateTimeFormatOptions = { timeZone: "UTC", year: "numeric" };
  if (month && month !== "00") options.month = short ? "short" : "long";
  if (day && day !== "00") options.day = "numeric";
  if (short && day) delete options.year;
  const when = new Date(Date.UTC(Number(year), Number(month || 1) - 1 || 0, Number(day || 1) || 1));
  if (Number.isNaN(when.getTime())) return text ?? "";
  const key = `d${options.year ?? ""}${options.month ?? ""}${options.day ?? ""}`;
  return cached(key, (one) => new Intl.DateTimeFormat(one, options)).format(when);
}
export function time(text: string | undefined): string {
  const when = new Date(text ?? "");
  if (Number.isNaN(when.getTime())) return text ?? "";
  const options: Intl.DateTimeFormatOptions = { timeZone: "UTC", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" };
  return `${cached("t", (one) => new Intl.DateTimeFormat(one, options)).format(when)} UTC`;
}
export function languageName(code: string | undefined): string {
  if (!code) return "";
  try {
    return new Intl.DisplayNames([tag()], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}
export function compare(a: string, b: string): number {
  return a.localeCompare(b, language.value);
}
