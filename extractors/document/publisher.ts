// Owns whose site an address belongs to: whether a government's, and of which State.
// Must not know single sites of a corpus; a host's form and its country code decide.

/** Governments' own top-level domains; the rest write "gov" (or its like) before the country's code. */
const UNITED_STATES = /(?:^|\.)(?:gov|mil)$/;
const GOVERNMENT_LABEL = /^(?:gov|govt|gob|gouv|gov\w{0,3}|go|gv|admin|government|mfa|parliament|gub|guv|govern|bund|overheid|regjeringen)$/;
/** Sites of a government that stand under another's label ("whitehouse.archives.gov" is under gov already). */
const NAMES = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

/** Country codes of the net that are not those of ISO 3166. */
const NET_CODES: Record<string, string> = { uk: "GB", su: "RU" };

/**
 * The State whose government publishes under an address.
 * @param resolve code of a State's name
 * @returns null where the host is no government's
 */
export function governmentOf(address: string | null | undefined, resolve: (name: string) => string | null): string | null {
  const host = hostOf(address);
  if (host === null) return null;
  const labels = host.split(".");
  if (UNITED_STATES.test(host)) return resolve("United States of America");
  const code = labels[labels.length - 1]!;
  if (!/^[a-z]{2}$/.test(code) || !labels.slice(0, -1).some((label) => GOVERNMENT_LABEL.test(label))) return null;
  const name = NAMES.of(NET_CODES[code] ?? code.toUpperCase());
  return name === undefined ? null : resolve(name.replace("&", "and"));
}

function hostOf(address: string | null | undefined): string | null {
  if (address === null || address === undefined) return null;
  try {
    return new URL(address).hostname.toLowerCase();
  } catch {
    return null;
  }
}
