// "2024-summer" as the reader calls it.
import { t } from "../lib/words";

export function windowName(id: string): string {
  const [year = "", season = ""] = id.split("-");
  return season === "summer" || season === "winter" ? t(`season.${season}`, { year }) : id;
}
