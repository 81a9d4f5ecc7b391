// The button for the next page of a list, where there is one.
import { t } from "../lib/words";

export function Further({ more }: { more?: () => void }) {
  if (!more) return null;
  return <p><button type="button" onClick={more}>{t("list.next")}</button></p>;
}
