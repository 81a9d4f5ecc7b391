// What stands around every view: where one can go, what one can look for, how it is shown.
import type { ComponentChildren } from "preact";
import { place } from "../lib/route";
import { theme, type Theme } from "../lib/theme";
import { language, languages, speak, t, type Language } from "../lib/words";
import { SearchBox } from "./search_box";

const own: Record<Language, string> = { en: "English", fr: "Français", it: "Italiano" };

function Links() {
  const here = place.value.path[0] ?? "";
  const links = [["", t("today"), "/"], ["sources", t("sources"), "/sources"], ["desk", t("desk"), "/desk"]] as const;
  return (
    <nav aria-label={t("nav")}>
      <ul>
        {links.map(([name, text, to]) => (
          <li key={name}><a href={to} aria-current={here === name || (name === "" && here === "today") ? "page" : undefined}>{text}</a></li>
        ))}
      </ul>
    </nav>
  );
}

export function Shell({ children }: { children: ComponentChildren }) {
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById("main")?.focus(); }}>{t("skip")}</a>
      <header class="top">
        <a href="/" class="brand">Mercato</a>
        <Links />
        <SearchBox />
      </header>
      <main id="main" tabIndex={-1}>{children}</main>
      <footer class="bottom">
        <label class="chooser">
          <span>{t("language")}</span>
          <select value={language.value} onChange={(event) => speak(event.currentTarget.value as Language)}>
            {languages.map((tag) => <option key={tag} value={tag} lang={tag}>{own[tag]}</option>)}
          </select>
        </label>
        <label class="chooser">
          <span>{t("theme")}</span>
          <select value={theme.value} onChange={(event) => (theme.value = event.currentTarget.value as Theme)}>
            <option value="auto">{t("theme.auto")}</option>
            <option value="light">{t("theme.light")}</option>
            <option value="dark">{t("theme.dark")}</option>
          </select>
        </label>
        <a href="/openapi.json" target="_blank" rel="noopener">API</a>
        <a href="/api/v1/feed.atom" target="_blank" rel="noopener">{t("feed")}</a>
      </footer>
    </>
  );
}
