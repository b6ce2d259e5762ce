// Owns what a person sees in the explorer while the database changes under the page, and the rarer work of review: an ingest that replaces the file, applying while it holds the lock,
// a list that is split, a document that was read wrongly, why a cell is silent, pages in print.
import { existsSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Papa from "papaparse";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lockDatabase } from "../../pipeline/store/build.js";
import { Database } from "../../pipeline/store/database.js";
import { makeCandidates } from "../fixtures/candidates.js";
import { BUILT, NOT_BUILT, sampleDatabase, startedExplorer, type Explorer } from "../fixtures/explorer.js";
import { CHROMIUM, NO_BROWSER, startChromium, type Started } from "./chromium.js";

const READY = CHROMIUM !== undefined && BUILT;

let explorer: Explorer;
let browser: Started;
let page: Page;
let trouble: string[] = [];

const until = (expression: string): Promise<void> => expect.poll(() => page.evaluate(expression).catch(() => false), { timeout: 40_000, message: expression }).toBe(true);

async function open(path: string, wait = "main h1"): Promise<void> {
  await page.goto(explorer.base + path);
  await page.waitForSelector(wait);
  await until("document.querySelector('.waiting') === null && document.querySelector('.asked.busy') === null");
}

async function ask<T>(sql: string, db = explorer.db): Promise<T[]> {
  const database = await Database.open(db, "read");
  try {
    return await database.all<T>(sql);
  } finally {
    database.close();
  }
}

const decisions = (): Record<string, string>[] => (existsSync(`${explorer.db}.decisions.csv`) ? Papa.parse<Record<string, string>>(readFileSync(`${explorer.db}.decisions.csv`, "utf8"), { header: true, skipEmptyLines: true }).data : []);

describe.skipIf(!READY)(`the explorer while the database changes${CHROMIUM === undefined ? ` (${NO_BROWSER})` : BUILT ? "" : ` (${NOT_BUILT})`}`, { timeout: 240_000 }, () => {
  beforeAll(async () => {
    [explorer, browser] = await Promise.all([startedExplorer(), startChromium()]);
    page = await browser.context.newPage();
    page.on("console", (message) => void (message.type() === "error" && !message.text().startsWith("Failed to load resource") && trouble.push(`console: ${message.text()}`)));
    page.on("response", (answer) => void (answer.status() >= 400 && answer.text().catch(() => "").then((text) => trouble.push(`${answer.status()} ${new URL(answer.url()).pathname}: ${text}`))));
    page.on("pageerror", (error) => void trouble.push(`script: ${error.message}`));
    await page.goto(`${explorer.base}/?token=${explorer.token}`);
    await page.waitForSelector("main h1");
  });
  afterAll(async () => {
    await browser.stop();
    await explorer.stop();
  });

  const calm = (): void => {
    const found = trouble;
    trouble = [];
    expect(found).toEqual([]);
  };

  test("a State's page: its measures, treaties by the depositary beside what it reports, years of the texts, and one word for what is not there", async () => {
    const [told] = await ask<{ state: string; n: number }>("SELECT state, count(*)::INTEGER AS n FROM claims WHERE state IN (SELECT state FROM respondents) GROUP BY state ORDER BY n DESC, state LIMIT 1");
    await open(`/state/${told?.state}`, ".state-measures");
    expect(await page.locator("main").innerText()).toContain(`${told?.n} claims`);
    const treaties = await ask<{ label: string; adhered: string | null }>(`SELECT m.label, t.adhered FROM treaty_positions(NULL, NULL) t JOIN measures m USING (measure) WHERE t.state = '${told?.state}' ORDER BY m.position`);
    expect(treaties.length).toBeGreaterThan(0);
    const rows = page.locator("table.treaties tbody tr");
    expect(await rows.count()).toBe(treaties.length);
    for (const [index, { label, adhered }] of treaties.entries()) {
      const text = await rows.nth(index).innerText();
      expect(text).toContain(label);
      if (adhered !== null) expect(text).toContain(adhered);
    }
    const since = await ask<{ n: number }>(`SELECT count(*)::INTEGER AS n FROM measure_timeline WHERE state = '${told?.state}' AND event <> 'reported' AND basis = 'self_reported'`);
    expect(await page.locator("table.timeline tbody tr").count()).toBe(since[0]?.n);
    calm();
  });

  test("a list is split: several States in one decision make a claim each", async () => {
    const [place] = await ask<{ document_id: string; ordinal: number; text: string }>("SELECT p.document_id, p.ordinal, p.text FROM paragraphs p JOIN claims c USING (paragraph_id) WHERE length(p.text) > 100 ORDER BY c.claim_id LIMIT 1");
    await open(`/review?documents=${place?.document_id}&at=${place?.ordinal}`, "blockquote.paragraph");
    await page.fill("#reviewer", "A. Person");
    await page.locator("h1").click();
    await page.keyboard.press("n");
    await page.waitForSelector("form.decide");
    await page.getByText("Take the whole paragraph").click();
    await page.selectOption("#add-measure", { index: 3 });
    await page.selectOption("#add-status", "planned");
    await page.fill("#add-state", "Austria, Norway; Chile");
    await page.locator("#add-status").press("Control+Enter");
    await expect.poll(() => decisions().length, { timeout: 40_000 }).toBe(3);
    expect(decisions().map((row) => row["state"]).sort()).toEqual(["AUT", "CHL", "NOR"]);
    expect(new Set(decisions().map((row) => row["quote"]))).toEqual(new Set([place?.text]));
    // One undo takes back what one decision made.
    await page.locator("h1").click();
    await page.keyboard.press("u");
    await expect.poll(() => decisions().length, { timeout: 40_000 }).toBe(0);
    calm();
  });

  test("applying waits while an ingest holds the lock, says so, and goes on by itself", async () => {
    const [claim] = await ask<{ document_id: string; ordinal: number }>("SELECT c.document_id, p.ordinal FROM claims c JOIN paragraphs p USING (paragraph_id) ORDER BY c.claim_id LIMIT 1");
    await open(`/review?documents=${claim?.document_id}&at=${claim?.ordinal}`, ".judge");
    await page.locator(".judge input").first().check();
    await page.locator("h1").click();
    await page.keyboard.press("a");
    await expect.poll(() => decisions().length, { timeout: 40_000 }).toBeGreaterThan(0);
    await open("/decisions", "table.decisions");
    const lock = await lockDatabase(explorer.db, () => undefined);
    await page.getByRole("button", { name: "Apply to the database" }).click();
    await until("document.querySelector('.apply [role=status]').textContent.startsWith('Not yet:')");
    expect(await ask("SELECT 1 FROM duckdb_tables() WHERE table_name = 'decisions' AND estimated_size > 0")).toEqual([]);
    await lock.release();
    await until("/^\\d+ decisions? applied/.test(document.querySelector('.apply [role=status]').textContent)");
    expect((await ask<{ n: number }>("SELECT count(*)::INTEGER AS n FROM decisions"))[0]?.n).toBe(decisions().length);
    // The answer 409 is what was asked for.
    trouble = trouble.filter((line) => !line.startsWith("409 /api/apply"));
    calm();
  });

  test("an ingest replaces the database under an open page: it says so and shows the new one; candidates that came with it say why a cell is silent", async () => {
    await open("/", ".heat td button");
    const other = await sampleDatabase();
    const made = await makeCandidates(other);
    const writing = await Database.open(other, "write");
    await writing.run(`DELETE FROM claims WHERE measure = (SELECT mode(measure) FROM claims WHERE measure <> '${made.claimed.measure}')`);
    const [left] = await writing.all<{ n: number }>("SELECT count(*)::INTEGER AS n FROM claims");
    await writing.run("CHECKPOINT");
    writing.close();
    const before = await page.locator(".figures").innerText();
    renameSync(other, explorer.db);
    await page.waitForSelector(".notice:not(.empty)", { timeout: 30_000 });
    await until(`document.querySelector('.figures').textContent.includes('${left?.n}')`);
    expect(await page.locator(".figures").innerText()).not.toBe(before);
    await open(`/state/${made.state}?why=${made.measure}`, "#why-title");
    await page.waitForSelector("table.candidates");
    const text = await page.locator("table.candidates").innerText();
    expect(text).toContain("a claim needs 0.98");
    expect(text).toContain("No State acts");
    expect(await page.evaluate("document.activeElement.id")).toBe("why-title");
    // From there to the paragraph, where a candidate's words can be marked.
    await page.locator("table.candidates a.source").first().click();
    await page.waitForSelector("#paragraph");
    await page.locator("table.candidates th a").first().click();
    await until("new URLSearchParams(location.search).get('candidate') === '0'");
    await page.waitForSelector("#paragraph mark.m-quote");
    const [paragraph] = await ask<{ text: string }>(`SELECT text FROM paragraphs WHERE document_id = '${made.document}' AND ordinal = ${made.ordinal}`);
    expect((await page.locator("#paragraph mark.m-quote").allTextContents()).join("")).toBe(paragraph?.text.slice(made.start, made.start + 35));
    calm();
  });

  test("the queue begins with what the reader nearly took, and a key takes it into the form with its words", async () => {
    await open("/review?why=missed", ".suggestions");
    expect(await page.locator(".suggestions li").first().innerText()).toContain("Too little speaks for it");
    await page.fill("#reviewer", "A. Person");
    await page.locator("h1").click();
    await page.keyboard.press("1");
    await page.waitForSelector("form.decide");
    expect((await page.locator(".marked-words q").innerText()).length).toBeGreaterThan(20);
    calm();
  });

  test("what a document is can be corrected on its page; it is read anew with that", async () => {
    const [document] = await ask<{ document_id: string }>("SELECT document_id FROM documents WHERE format = 'html' OR format = 'docx' ORDER BY file LIMIT 1");
    await open(`/document/${document?.document_id}`, ".paragraphs");
    await page.getByText("Correct what was read wrongly").click();
    await page.selectOption("#d-state", "NOR");
    await page.fill("#d-year", "2011");
    await page.fill("#d-reason", "The masthead says so");
    await page.fill("#d-who", "A. Person");
    await page.locator("#d-who").press("Enter");
    // The page may be drawn anew meanwhile, because the database is another one: what counts is what the database says then.
    const said = (): Promise<string> => page.evaluate<string>("document.querySelector('form.decide [role=status]')?.textContent ?? ''");
    await expect.poll(async () => `${(await ask<{ found: string }>(`SELECT state || ' ' || coalesce(year, 0) AS found FROM documents WHERE document_id = '${document?.document_id}'`))[0]?.found ?? ""} (${await said()})`, { timeout: 150_000 }).toMatch(/^NOR 2011/);
    calm();
  });

  test("in print nothing is cut off: no scrolling frames, no controls, all rows of a table", async () => {
    await open("/", ".heat td button");
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate("[...document.querySelectorAll('.scroll')].every((frame) => getComputedStyle(frame).overflowY === 'visible' && frame.scrollHeight <= frame.clientHeight + 1)")).toBe(true);
    expect(await page.evaluate("['.bar', '.choices', '.take'].every((name) => [...document.querySelectorAll(name)].every((part) => getComputedStyle(part).display === 'none'))")).toBe(true);
    const pdf = join(mkdtempSync(join(tmpdir(), "stocktake-print-")), "overview.pdf");
    writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    expect(readFileSync(pdf).length).toBeGreaterThan(20_000);
    await page.emulateMedia({ media: "screen" });
    calm();
  });
});
