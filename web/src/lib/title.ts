// The name of the view, in the browser's title.
import { useEffect } from "preact/hooks";

export function useTitle(name: string): void {
  useEffect(() => {
    document.title = name ? `${name} – Mercato` : "Mercato";
  }, [name]);
}
