// Light or dark? What the system says, unless the reader says otherwise.
import { signal } from "@preact/signals";

export type Theme = "auto" | "light" | "dark";
const themes: readonly string[] = ["auto", "light", "dark"];

function stored(): Theme {
  try {
    const kept = localStorage.getItem("theme");
    return kept && themes.includes(kept) ? (kept as Theme) : "auto";
  } catch {
    return "auto";
  }
}

export const theme = signal<Theme>(stored());
theme.subscribe((value) => {
  if (value === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = value;
  try {
    localStorage.setItem("theme", value);
  } catch {
    // private windows: until it is closed
  }
});
