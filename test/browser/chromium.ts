// Owns finding and starting a browser for the tests: Debian's chromium, or the one that $CHROMIUM names.
// Must not download one.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext } from "playwright-core";

const PLACES = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Path of the browser; undefined where there is none. */
export const CHROMIUM = PLACES.find((place) => place !== undefined && place !== "" && existsSync(place));

/** Said in the name of a skipped group of tests. */
export const NO_BROWSER = "skipped: no Chromium found. Install it (apt-get install -y chromium) or set CHROMIUM to its path";

if (CHROMIUM === undefined) console.warn(`Tests in a browser are ${NO_BROWSER}.`);

export interface Started {
  context: BrowserContext;
  stop: () => Promise<void>;
}

/** A browser with a fresh profile that goes with it. */
export async function startChromium(): Promise<Started> {
  const profile = mkdtempSync(join(tmpdir(), "stocktake-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM as string,
    headless: true,
    viewport: { width: 1280, height: 900 },
    args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  return {
    context,
    stop: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
