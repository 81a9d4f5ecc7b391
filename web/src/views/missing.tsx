// There is no such view.
import { useTitle } from "../lib/title";
import { t } from "../lib/words";

export function MissingView() {
  useTitle(t("missing"));
  return (
    <>
      <header class="view-head"><h1>{t("missing")}</h1></header>
      <p>{t("missing.what")}</p>
      <p><a href="/">{t("today")}</a></p>
    </>
  );
}
