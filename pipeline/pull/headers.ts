// Owns reading the headers of an answer. Must not decide what follows from them.
import type { Dispatcher } from "undici";

/** Seconds or a date (RFC 9110, 10.2.3), as milliseconds from now; null where there is none. */
export function retryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  if (/^\d{1,9}$/u.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** Where the part that was sent begins, and how long the whole is. */
export function contentRange(value: string | null): { start: number; total: number | null } | null {
  const parts = /^bytes (\d+)-\d+\/(\d+|\*)$/u.exec(value ?? "");
  return parts ? { start: Number(parts[1]), total: parts[2] === "*" ? null : Number(parts[2]) } : null;
}

export function wholeNumber(value: string | null): number | null {
  return value !== null && /^\d{1,15}$/u.test(value) ? Number(value) : null;
}

/** The first value of a header, shortened; null where it is missing. */
export function header(answer: Dispatcher.ResponseData, name: string): string | null {
  const value = answer.headers[name];
  const text = Array.isArray(value) ? value[0] : value;
  return text === undefined ? null : text.slice(0, 2000);
}
