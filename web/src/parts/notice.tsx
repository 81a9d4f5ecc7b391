// There is something new. It is told quietly, and shown when the reader wants it: nothing jumps.
import { t } from "../lib/words";

export function Notice({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <div role="status" class="live">
      {count > 0 && <button type="button" class="news" onClick={onShow}>{t("live.new", { n: count })}</button>}
    </div>
  );
}
