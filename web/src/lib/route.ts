// Which view is asked for? The address is the whole state of a view, so that it can be sent to a colleague.
import { signal } from "@preact/signals";

export interface Place {
  path: string[]; // decoded, without empty parts
  query: URLSearchParams;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function read(): Place {
  return {
    path: location.pathname.split("/").filter(Boolean).map(decoded),
    query: new URLSearchParams(location.search),
  };
}

export const place = signal<Place>(read());

// Where the reader looks next: the heading of a new view, so that it is read out.
function arrive(): void {
  scrollTo(0, 0);
  document.getElementById("main")?.focus({ preventScroll: true });
}

export function go(href: string): void {
  const before = location.pathname;
  history.pushState(null, "", href);
  place.value = read();
  if (location.pathname !== before) requestAnimationFrame(arrive);
}

// Changes parameters of the present view; null takes one away.
export function setQuery(changes: Record<string, string | null>, push = false): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  const href = location.pathname + (text ? `?${text}` : "");
  if (push) history.pushState(null, "", href);
  else history.replaceState(null, "", href);
  place.value = read();
}

export function href(path: string[], query: Record<string, string | null | undefined> = {}): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const text = new URLSearchParams(given).toString();
  return "/" + path.map(encodeURIComponent).join("/") + (text ? `?${text}` : "");
}

export function watchAddress(): void {
  addEventListener("popstate", () => (place.value = read()));
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest?.("a");
    if (!link || link.target || link.origin !== location.origin || link.hasAttribute("download")) return;
    if (link.pathname.startsWith("/api/") || link.getAttribute("href")?.startsWith("#")) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}
