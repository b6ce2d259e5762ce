// Owns who may talk to the explorer's server: this machine's own pages only, writes only with the token of the address, and what a page may load.
// Must not know what the pages show.
import { timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";

/** The header in which a page sends the token that it got in its address. */
export const TOKEN_HEADER = "x-stocktake-token";

/** Scripts, styles, pictures and data from this server alone; nothing inline, no frame around it, no form that leaves. */
const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob: data:", "font-src 'self' data:", "connect-src 'self'", "worker-src 'self'",
  "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types stocktake-worker",
].join("; ");

const HEADERS: Record<string, string> = {
  "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-store",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
};

/** Names under which a browser on this machine reaches the server. Any other in Host is another site's name that was pointed here (DNS rebinding). */
const hostsOf = (port: number): ReadonlySet<string> => new Set([`127.0.0.1:${port}`, `localhost:${port}`]);

/**
 * Refuses requests of other sites, and writes without the token.
 * @param port asked when a request comes, because the system may choose it
 */
export function guard(port: () => number, token: string): MiddlewareHandler {
  return async (context, next) => {
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
    const hosts = hostsOf(port());
    const refuse = (status: 403 | 405, reason: string): Response => context.json({ error: reason }, status);
    if (!hosts.has((context.req.header("host") ?? "").toLowerCase())) return refuse(403, "This server answers to 127.0.0.1 and localhost only.");
    const origin = context.req.header("origin");
    if (origin !== undefined && !hosts.has(origin.toLowerCase().replace(/^http:\/\//, ""))) return refuse(403, "A page of another site asked; it gets no answer.");
    const site = context.req.header("sec-fetch-site");
    const navigates = context.req.header("sec-fetch-mode") === "navigate";
    if (site !== undefined && site !== "same-origin" && site !== "none" && !navigates) return refuse(403, "A page of another site asked; it gets no answer.");
    if (!["GET", "HEAD"].includes(context.req.method)) {
      if (!["POST", "DELETE"].includes(context.req.method)) return refuse(405, "Only GET, HEAD, POST and DELETE are known here.");
      if (!same(context.req.header(TOKEN_HEADER) ?? "", token)) return refuse(403, "No right to write: open the address with the token that `stocktake explore` printed.");
      if (context.req.method === "POST" && !(context.req.header("content-type") ?? "").startsWith("application/json")) return refuse(403, "Writes have to be JSON.");
    }
    await next();
    return undefined;
  };
}

/** Compares without telling by its time how much was right. */
export function same(given: string, token: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(token);
  return a.length === b.length && timingSafeEqual(a, b);
}
