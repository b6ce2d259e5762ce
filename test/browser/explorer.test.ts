// Owns what a person does in the explorer, in a real browser: look, filter, open an address again, see the printed page marked, judge by keyboard, add, undo, export.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageRoot } from "../../datasets/paths.js";
import { Database } from "../../pipeline/store/database.js";
import { BUILT, NOT_BUILT, startedExplorer, type Explorer } from "../fixtures/explorer.js";
import { CHROMIUM, NO_BROWSER, startChromium, type Started } from "./chromium.js";

const AXE = readFileSync(join(packageRoot(), "node_modules", "axe-core", "axe.min.js"), "utf8");
const READY = CHROMIUM !== undefined && BUILT;

let explorer: Explorer;
let browser: Started;
let page: Page;
/** Errors of the console, faults of scripts, requests that leave this machine. */
let trouble: string[] = [];

/** Waits for an expression to hold on the page. Asked anew each time: the page's policy lets no text become a script. */
const until = (expression: string): Promise<void> => expect.poll(() => page.evaluate(expression).catch(() => false), { timeout: 40_000, message: expression }).toBe(true);

async function open(path: string, wait = "main h1"): Promise<void> {
  await page.goto(explorer.base + path);
  await page.waitForSelector(wait);
  await until("document.querySelector('.waiting') === null && document.querySelector('.asked.busy') === null");
}

const decisions = (): Record<string, string>[] => (existsSync(`${explorer.db}.decisions.csv`) ? Papa.parse<Record<string, string>>(readFileSync(`${explorer.db}.decisions.csv`, "utf8"), { header: true, skipEmptyLines: true }).data : []);

async function ask<T>(sql: string): Promise<T[]> {
  const database = await Database.open(explorer.db, "read");
  try {
    return await database.all<T>(sql);
  } finally {
    database.close();
  }
}

/** As following a link: the page goes there without loading anew. */
async function visit(path: string, wait: string): Promise<void> {
  await page.evaluate(`history.pushState(null, "", ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent("popstate"))`);
  await page.waitForSelector(wait);
  await until("document.querySelector('.waiting') === null && document.querySelector('.asked.busy') === null");
}

/** Violations of the rules of axe, as rule and element; of some rules alone where they are named. Run outside the page's own world, so that its policy stays as it is. */
async function violations(rules?: string[]): Promise<string[]> {
  await page.evaluate(`(() => { if (window.axe === undefined) { ${AXE} } })()`);
  const found = await page.evaluate<{ id: string; nodes: { target: string[] }[] }[]>(`axe.run(document, { resultTypes: ["violations"]${rules === undefined ? "" : `, runOnly: ${JSON.stringify(rules)}`} }).then((result) => result.violations)`);
  return found.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}`));
}

describe.skipIf(!READY)(`the explorer in a browser${CHROMIUM === undefined ? ` (${NO_BROWSER})` : BUILT ? "" : ` (${NOT_BUILT})`}`, () => {
  beforeAll(async () => {
    [explorer, browser] = await Promise.all([startedExplorer(), startChromium()]);
    page = await browser.context.newPage();
    page.on("console", (message) => void (message.type() === "error" && trouble.push(`console: ${message.text()}`)));
    page.on("pageerror", (error) => void trouble.push(`script: ${error.message}`));
    page.on("request", (request) => void (!request.url().startsWith(explorer.base) && !/^(blob|data):/.test(request.url()) && trouble.push(`outside: ${request.url()}`)));
    await page.goto(`${explorer.base}/?token=${explorer.token}`);
    await page.waitForSelector("main h1");
  });
  afterAll(async () => {
    await browser.stop();
    await explorer.stop();
  });

  const calm = (): void => {
    expect(trouble).toEqual([]);
    trouble = [];
  };

  test("the first page: what was read, the heat map with the figures of the gap table, the map; the token leaves the address", async () => {
    await open("/", ".heat td button");
    expect(new URL(page.url()).search).toBe("");
    const [figure] = await ask<{ in_place: number; respondents: number }>("SELECT in_place, respondents FROM gap_table('region', NULL, ['self_reported']) WHERE measure = 'victims.shelter' AND group_name = 'All States'");
    const row = page.locator(".heat tbody tr", { has: page.locator("a[href='/measure/victims.shelter']") });
    expect(await row.locator("td").last().innerText()).toContain(`${figure?.in_place} of ${figure?.respondents}`);
    expect(await page.locator(".world .land").count()).toBeGreaterThan(190);
    calm();
  });

  test("a filter stands in the address, and the address gives the same view", async () => {
    await open("/", ".heat td button");
    await page.selectOption("#choose-status", "silent");
    await page.waitForSelector(".heat[data-status=silent]");
    const address = page.url();
    await open("/states");
    await page.goto(address);
    await page.waitForSelector(".heat[data-status=silent]");
    expect(await page.locator("#choose-status").inputValue()).toBe("silent");
    await open("/search?states=AUT&statuses=in_place", ".claims");
    const [count] = await ask<{ n: number }>("SELECT count(*)::INTEGER AS n FROM claims WHERE state = 'AUT' AND status = 'in_place'");
    expect(await page.locator(".count").innerText()).toBe(`${count?.n} claims`);
    await page.locator("fieldset", { hasText: "Certainty" }).locator("input").first().click();
    await until("location.search.includes('certainties=')");
    calm();
  });

  test("keys move in the heat map, and a cell opens its States", async () => {
    await open("/", ".heat td button");
    await page.locator(".heat td button[tabindex='0']").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".cell-states table");
    expect(await page.evaluate("document.activeElement.id")).toBe("cell-title");
    calm();
  });

  test("evidence: quote, State and measure marked in the paragraph and on the printed page", async () => {
    const [claim] = await ask<{ claim_id: string; document_id: string; ordinal: number; quote: string; state: string }>("SELECT c.claim_id, c.document_id, p.ordinal, c.quote, substr(p.text, c.state_start + 1, c.state_end - c.state_start) AS state FROM claims c JOIN paragraphs p USING (paragraph_id) JOIN documents d ON d.document_id = c.document_id WHERE d.format = 'pdf' AND c.state_start BETWEEN c.quote_start AND c.quote_end AND length(c.quote) > 60 ORDER BY c.claim_id LIMIT 1");
    await open(`/paragraph/${claim?.document_id}/${claim?.ordinal}?claim=${claim?.claim_id}`, ".pdf[data-ready=yes]");
    expect((await page.locator("#paragraph mark.m-quote").allTextContents()).join("")).toBe(claim?.quote);
    expect(await page.locator("#paragraph mark.m-state").first().textContent()).toBe(claim?.state);
    const letters = (text: string): string => text.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]/g, "");
    expect(letters((await page.locator(".textLayer mark.m-quote").allTextContents()).join(""))).toBe(letters(claim?.quote ?? ""));
    expect(letters((await page.locator(".textLayer mark.m-state").allTextContents()).join(""))).toBe(letters(claim?.state ?? ""));
    expect(await page.evaluate("(() => { const c = document.querySelector('.sheet canvas'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let dark = 0; for (let i = 0; i < d.length; i += 4) if (d[i] < 90) dark += 1; return dark > 500; })()")).toBe(true);
    calm();
  });

  test("twenty claims by keyboard alone; undo takes the last one back; the file holds each at once", async () => {
    await open("/review", "#reviewer");
    await page.fill("#reviewer", "A. Person");
    const [paragraph] = await ask<{ document_id: string; ordinal: number; n: number }>("SELECT c.document_id, p.ordinal, count(*)::INTEGER AS n FROM claims c JOIN paragraphs p USING (paragraph_id) GROUP BY ALL HAVING count(*) BETWEEN 3 AND 12 ORDER BY c.document_id, p.ordinal LIMIT 1");
    const items = await page.evaluate<{ items: { claims: string[] }[] }>("fetch('/api/queue').then((answer) => answer.json())");
    expect(items.items.length).toBeGreaterThan(4);
    let made = decisions().length;
    await open("/review?why=inferred,hedged,conflict,explicit", ".judge");
    for (let index = 0; index < 20; index += 1) {
      await page.waitForSelector(".judge .row.chosen");
      const place = await page.locator(".desk-bar .position").innerText();
      await page.locator("h1").click();
      if (index % 3 === 0) {
        await page.keyboard.press("r");
        await page.waitForSelector("form.decide");
        await until("document.activeElement !== null && document.activeElement.closest('form.decide') !== null");
        await page.keyboard.type("Not what the text says");
        await page.keyboard.press("Control+Enter");
      } else await page.keyboard.press("a");
      made += 1;
      await expect.poll(() => decisions().length, { timeout: 10_000 }).toBe(made);
      // The page goes on when the server has answered: the file is a moment earlier.
      await until(`document.querySelector('.desk-bar .position')?.textContent !== ${JSON.stringify(place)} && document.querySelector('.waiting') === null && document.querySelector('.asked.busy') === null`);
    }
    expect(made).toBeGreaterThanOrEqual(20);
    await page.keyboard.press("u");
    await expect.poll(() => decisions().length, { timeout: 15_000 }).toBe(made - 1);
    expect(new Set(decisions().map((row) => row["decision"]))).toEqual(new Set(["accept", "reject"]));
    expect(decisions().every((row) => row["reviewer"] === "A. Person" && row["decided"] !== "")).toBe(true);
    // Several at once.
    await open(`/review?documents=${paragraph?.document_id}&at=${paragraph?.ordinal}`, ".judge");
    await page.getByText("Choose all on this page").click();
    await page.locator("h1").click();
    const before = decisions();
    await page.keyboard.press("a");
    const ids = await ask<{ claim_id: string }>(`SELECT claim_id FROM claims c JOIN paragraphs p USING (paragraph_id) WHERE c.document_id = '${paragraph?.document_id}' AND p.ordinal = ${paragraph?.ordinal}`);
    await expect.poll(() => ids.filter(({ claim_id }) => decisions().some((row) => row["claim_id"] === claim_id)).length, { timeout: 15_000 }).toBe(ids.length);
    expect(decisions().length).toBeGreaterThanOrEqual(before.length);
    calm();
  });

  test("words are marked by keys alone, Esc closes the form, and several claims change at once", async () => {
    const [place] = await ask<{ document_id: string; ordinal: number; text: string }>("SELECT p.document_id, p.ordinal, p.text FROM paragraphs p JOIN claims c USING (paragraph_id) WHERE length(p.text) > 200 GROUP BY ALL HAVING count(*) = 3 ORDER BY p.document_id, p.ordinal LIMIT 1");
    await open(`/review?documents=${place?.document_id}&at=${place?.ordinal}`, ".judge");
    await page.fill("#reviewer", "A. Person");
    await page.locator("h1").click();
    await page.keyboard.press("n");
    await until("document.activeElement?.closest('.marking') !== null");
    await page.keyboard.press("q");
    const sentence = await page.locator(".marked-words q").innerText();
    await page.getByRole("button", { name: "End a word earlier" }).focus();
    await page.keyboard.press("Enter");
    const marked = await page.locator(".marked-words q").innerText();
    expect(marked.length).toBeLessThan(sentence.length);
    expect(place?.text.startsWith(marked)).toBe(true);
    await page.keyboard.press("Escape");
    await page.waitForSelector("form.decide", { state: "detached" });
    // Without a chosen claim as well.
    for (const box of await page.locator(".judge input:checked").all()) await box.uncheck();
    await page.keyboard.press("n");
    await page.waitForSelector("form.decide");
    await page.keyboard.press("Escape");
    await page.waitForSelector("form.decide", { state: "detached" });
    await page.getByText("Choose all on this page").click();
    await page.locator("h1").click();
    await page.keyboard.press("c");
    await page.selectOption("#new-status", "ended");
    await page.fill("#reason", "It ended");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => decisions().filter((row) => row["new_status"] === "ended").length, { timeout: 15_000 }).toBe(3);
    await until("document.querySelectorAll('.judge .tag.word').length === 3");
    await page.locator("h1").click();
    await page.keyboard.press("u");
    await expect.poll(() => decisions().filter((row) => row["new_status"] === "ended").length, { timeout: 15_000 }).toBe(0);
    calm();
  }, 120_000);

  test("the queue goes on past its first fifty and back", async () => {
    await open("/review", ".desk");
    const total = await page.evaluate<number>("fetch('/api/queue').then((answer) => answer.json()).then(({ total }) => total)");
    expect(total).toBeGreaterThan(55);
    const at = (number: number): Promise<void> => until(`document.querySelector('.desk-bar .position')?.textContent.startsWith('${number} of') === true && document.querySelector('.waiting') === null && document.querySelector('.asked.busy') === null`);
    await page.locator("h1").click();
    for (let number = 2; number <= 52; number += 1) {
      await page.keyboard.press("j");
      await at(number);
    }
    for (let number = 51; number >= 49; number -= 1) {
      await page.keyboard.press("k");
      await at(number);
    }
    calm();
  }, 120_000);

  test("a missed claim is added on marked words, byte for byte, and counts when it is applied", async () => {
    const [place] = await ask<{ document_id: string; ordinal: number; text: string }>("SELECT p.document_id, p.ordinal, p.text FROM paragraphs p JOIN documents d USING (document_id) WHERE length(p.text) > 120 AND p.role = 'member_states' AND d.format = 'pdf' AND EXISTS (SELECT 1 FROM claims c WHERE c.paragraph_id = p.paragraph_id) ORDER BY p.ordinal LIMIT 1");
    await open(`/review?documents=${place?.document_id}&at=${place?.ordinal}`, "blockquote.paragraph");
    await page.fill("#reviewer", "A. Person");
    await page.locator("h1").click();
    await page.keyboard.press("n");
    await page.waitForSelector("form.decide");
    // As a person marks words with the mouse: across the borders of what is marked already.
    const wanted = place?.text.slice(11, 74) ?? "";
    await page.evaluate(`(() => { const walk = document.createTreeWalker(document.querySelector('blockquote.paragraph'), NodeFilter.SHOW_TEXT); let at = 0; const range = document.createRange(); for (let node = walk.nextNode(); node; node = walk.nextNode()) { const end = at + node.data.length; if (11 >= at && 11 < end) range.setStart(node, 11 - at); if (74 > at && 74 <= end) range.setEnd(node, 74 - at); at = end; } getSelection().removeAllRanges(); getSelection().addRange(range); })()`);
    await page.waitForSelector(".marked-words q");
    await page.selectOption("#add-measure", "data.database");
    await page.selectOption("#add-status", "planned");
    await page.fill("#add-state", "Austria");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => decisions().filter((row) => row["decision"] === "add").length, { timeout: 15_000 }).toBe(1);
    const added = decisions().find((row) => row["decision"] === "add");
    expect(added).toMatchObject({ measure: "data.database", state: "AUT", status: "planned" });
    expect(added?.["quote"]).toBe(wanted.trim());
    expect(place?.text).toContain(added?.["quote"]);
    await open("/decisions", "table.decisions");
    await page.getByRole("button", { name: "Apply to the database" }).click();
    await until("/^\\d+ decisions? applied/.test(document.querySelector('.apply [role=status]').textContent)");
    // The page hears by itself that the database is another one.
    await page.waitForSelector(".notice:not(.empty)", { timeout: 40_000 });
    await until("document.querySelectorAll('.decisions tbody tr').length > 0 && ![...document.querySelectorAll('.decisions tbody tr')].some((row) => row.textContent.includes('waits'))");
    const found = await ask<{ quote: string; rule: string }>("SELECT quote, rule FROM claims_decided WHERE rule = 'added/by a person'");
    expect(found).toEqual([{ quote: added?.["quote"], rule: "added/by a person" }]);
    calm();
  }, 180_000);

  test("what is on the page is downloaded as it is filtered", async () => {
    await open("/search?states=AUT", ".claims");
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".take a", { hasText: "CSV" }).click()]);
    const rows = Papa.parse<Record<string, string>>(readFileSync((await download.path()) ?? "", "utf8").replace(/^\uFEFF/, ""), { header: true, skipEmptyLines: true }).data;
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map((row) => row["state"]))).toEqual(new Set(["AUT"]));
    calm();
  });

  test("no rule of axe is broken, nothing runs over at 390 pixels, in light and dark", async () => {
    const [place] = await ask<{ document_id: string; ordinal: number; claim_id: string }>("SELECT c.document_id, p.ordinal, c.claim_id FROM claims c JOIN paragraphs p USING (paragraph_id) JOIN documents d ON d.document_id = c.document_id WHERE d.format = 'docx' ORDER BY c.claim_id LIMIT 1");
    const pages: [path: string, wait: string][] = [["/", ".heat"], ["/?by=year&status=silent", "main h2"], ["/states", "main h2"], ["/state/AUT", "table"], ["/measures", "dl"], ["/measure/victims.shelter", "table"], ["/documents", "table"], [`/document/${place?.document_id}`, ".paragraphs"], ["/search?q=hotline", ".claims"], ["/search?in=paragraphs&q=victims", ".claims"], [`/paragraph/${place?.document_id}/${place?.ordinal}?claim=${place?.claim_id}`, ".around"], ["/review", ".desk blockquote"], ["/decisions", "main h1"]];
    for (const [path, wait] of pages) {
      await visit(path, wait);
      expect(await violations(), `${path} 1280 light`).toEqual([]);
      // The same elements in other colours: what can differ is the contrast.
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await violations(["color-contrast"]), `${path} 1280 dark`).toEqual([]);
      await page.emulateMedia({ colorScheme: "light" });
      await page.setViewportSize({ width: 390, height: 900 });
      expect(await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth"), `${path} 390`).toBeLessThanOrEqual(0);
      if (["/", "/review"].includes(path)) expect(await violations(), `${path} 390`).toEqual([]);
      await page.setViewportSize({ width: 1280, height: 900 });
      expect(await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth"), `${path} 1280`).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
    calm();
  }, 300_000);

  test("hostile text stays text", async () => {
    const evil = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>';
    await open(`/search?q=${encodeURIComponent(evil)}`, ".count");
    expect(await page.locator("#q").inputValue()).toBe(evil);
    await open(`/state/${encodeURIComponent(evil)}`, "main .warning");
    expect(await page.locator("main .warning").innerText()).toContain("no such thing");
    await open(`/?cell=${encodeURIComponent(`${evil}|${evil}`)}`, "#cell-title");
    expect(await page.locator("#cell-title").innerText()).toContain("<img src=x");
    await open("/state/%E0%A4%A", "main .warning");
    expect(await page.locator("main .warning").innerText()).toContain("no such thing");
    expect(await page.evaluate("window.hurt")).toBeUndefined();
    expect(await page.evaluate("(() => { try { document.body.innerHTML = '<p>'; return 'set'; } catch { return 'refused'; } })()")).toBe("refused");
    trouble = trouble.filter((line) => !line.includes("404") && !line.includes("TrustedHTML") && !line.includes("Trusted Type"));
    calm();
  });
});
