// Owns addresses: every view has one, which can be sent and opened again. Must not know what a page shows.
import { useEffect, useState } from "preact/hooks";

export interface Route {
  path: string[];
  search: Record<string, string>;
}

/** A part of an address that is no text in UTF-8 stays as it is written: no page has it. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const read = (): Route => ({ path: window.location.pathname.split("/").filter((part) => part !== "").map(decoded), search: Object.fromEntries(new URLSearchParams(window.location.search)) });

const changed = new EventTarget();

export function useRoute(): Route {
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const renew = (): void => setRoute(read());
    window.addEventListener("popstate", renew);
    changed.addEventListener("change", renew);
    return () => {
      window.removeEventListener("popstate", renew);
      changed.removeEventListener("change", renew);
    };
  }, []);
  return route;
}

export function go(to: string, replace = false): void {
  if (to === window.location.pathname + window.location.search) return;
  window.history[replace ? "replaceState" : "pushState"](null, "", to);
  changed.dispatchEvent(new Event("change"));
  if (!replace) window.scrollTo(0, 0);
}

/** The same page with other parameters; null takes one away. */
export function withSearch(changes: Record<string, string | null>): string {
  const search = new URLSearchParams(window.location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") search.delete(name);
    else search.set(name, value);
  }
  const text = search.toString();
  return window.location.pathname + (text === "" ? "" : `?${text}`);
}

/** Links of the page itself change the view without loading it anew. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link === null || link.origin !== window.location.origin || link.target !== "" || link.hasAttribute("download") || link.pathname.startsWith("/api/") || link.getAttribute("href")?.startsWith("#") === true) return;
  event.preventDefault();
  go(link.pathname + link.search);
}

export const to = {
  state: (code: string) => `/state/${code}`,
  measure: (code: string) => `/measure/${code}`,
  document: (id: string) => `/document/${id}`,
  paragraph: (id: string, ordinal: number, claim?: string) => `/paragraph/${id}/${ordinal}${claim === undefined ? "" : `?claim=${claim}`}`,
};
