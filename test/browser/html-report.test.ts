// Owns the tests of the HTML report in a real browser, opened from disk as its readers do.
// Must not reach a network; a request to anywhere fails the test.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { lookLabel, LOOKS } from "../../reports/html/statuses.js";
import { renderHtml } from "../../reports/html/render.js";
import { madeReport } from "../fixtures/html-models.js";
import { CHROMIUM, NO_BROWSER, startChromium, type Started } from "./chromium.js";

const HOSTILE = `</script><script>window.hostile=1</script><img src=x onerror="window.hostile=2"><!-- ]]> &lt;b&gt; "' {{x}}`;

describe.skipIf(CHROMIUM === undefined)(`the HTML report in Chromium${CHROMIUM === undefined ? ` (${NO_BROWSER})` : ""}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "stocktake-html-"));
  const model = madeReport({ states: 60, measures: 24, respondents: 0.6, named: 0.5, quote: 160, hostile: HOSTILE });
  const file = join(folder, "report.html");
  const everything = madeReport({ states: 195, measures: 70, respondents: 0.9, named: 0.6, quote: 240 });
  let started: Started;
  let page: Page;
  let trouble: string[] = [];

  async function open(path: string, width = 1280): Promise<void> {
    page = await started.context.newPage();
    trouble = [];
    page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") trouble.push(`console ${message.type()}: ${message.text()}`); });
    page.on("pageerror", (error) => trouble.push(`error: ${error.message}`));
    page.on("request", (request) => { if (request.url() !== pathToFileURL(path).href) trouble.push(`request: ${request.url()}`); });
    page.on("dialog", (dialog) => trouble.push(`dialog: ${dialog.message()}`));
    await page.setViewportSize({ width, height: 900 });
    await page.goto(pathToFileURL(path).href);
    await page.waitForSelector("html[data-ready=yes]", { state: "attached" });
  }

  beforeAll(async () => {
    writeFileSync(file, renderHtml(model, new Map([[(model.evidence[0] as (typeof model.evidence)[number]).documentId, "../files/report%201.pdf"]])));
    writeFileSync(join(folder, "all.html"), renderHtml(everything));
    started = await startChromium();
  });
  afterAll(async () => {
    await started.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    expect(trouble).toEqual([]);
    await page.close();
  });

  const heatButton = (measure: number, group: number) => page.locator(`#heat button[data-h="${measure}|${group}"]`);
  /** A measure and a group with a State reported in place. */
  const cell = model.counts.find((row) => row.status === "in_place" && row.count > 1 && row.group !== "All States") as (typeof model.counts)[number];
  const at = { measure: model.measures.findIndex((item) => item.code === cell.measure), group: model.groups.findIndex((item) => item.name === cell.group) };

  test("opens from disk, whole, with nothing asked of a network", async () => {
    await open(file);
    expect(await page.locator("#heat tbody tr:not(.category)").count()).toBe(model.measures.length);
    expect(await heatButton(at.measure, at.group).innerText()).toContain(`${cell.count} of ${cell.respondents}`);
    expect(await page.locator("#map [data-i]").count()).toBeGreaterThanOrEqual(model.states.length);
  });

  test("shows hostile text as text", async () => {
    await open(file);
    expect(await page.evaluate("window.hostile")).toBeUndefined();
    expect(await page.locator("h1").textContent()).toBe(model.title);
    expect(model.title).toContain("<script>");
    await heatButton(at.measure, at.group).click();
    expect(await page.locator("dialog blockquote").first().textContent()).toContain(HOSTILE);
    expect(await page.locator("dialog img, dialog script, main script, main img").count()).toBe(0);
    expect(await page.evaluate("window.hostile")).toBeUndefined();
  });

  test("a cell opens its evidence by mouse: source, page, quote and exactly the States counted", async () => {
    await open(file);
    await heatButton(at.measure, at.group).click();
    expect(await page.locator("dialog").isVisible()).toBe(true);
    expect(await page.locator("#evidence-title").innerText()).toContain((model.measures[at.measure] as { label: string }).label);
    const expected = model.grid.filter((item) => item.measure === cell.measure && item.cell === "in_place" && model.states.find((state) => state.code === item.state)?.group === cell.group);
    const part = page.locator("dialog section").filter({ has: page.locator("h3 .badge.s-in_place") });
    expect(await part.locator("h3").innerText()).toContain(`${expected.length} State`);
    expect(await part.locator("blockquote").count()).toBe(expected.length);
    for (const item of expected) {
      const entry = model.evidence.find((one) => one.id === item.evidence[0]) as (typeof model.evidence)[number];
      const article = part.locator("article").filter({ hasText: `· ${entry.id}` }).filter({ hasText: entry.document }).first();
      expect(await article.locator("blockquote").textContent()).toBe(entry.quote);
      expect(await article.innerText()).toContain(`para. ${entry.paragraph}, p. ${entry.page}`);
      expect(await article.innerText()).toContain((model.states.find((state) => state.code === item.state) as { name: string }).name);
    }
    await page.locator("#evidence-close").click();
    expect(await page.locator("dialog").isVisible()).toBe(false);
  });

  test("a cell has an address that opens it, and loses it when it is closed", async () => {
    await open(file);
    await heatButton(at.measure, at.group).click();
    const address = await page.evaluate<string>("location.hash");
    expect(address).toBe(`#at=${[cell.measure, cell.group].map(encodeURIComponent).join("/")}`);
    expect(await page.locator("#evidence-link").getAttribute("href")).toBe(address);
    const said = await page.locator("#evidence-body").innerText();
    await page.locator("#evidence-close").click();
    // A browser tells that a dialog was closed a moment after.
    const hash = (): Promise<string> => page.evaluate<string>("location.hash");
    await expect.poll(hash).toBe("");
    await page.evaluate(`location.hash = ${JSON.stringify(address)}`);
    await expect.poll(() => page.locator("dialog").isVisible()).toBe(true);
    expect(await page.locator("#evidence-body").innerText()).toBe(said);
    await page.keyboard.press("Escape");
    await expect.poll(hash).toBe("");
    await page.evaluate("location.hash = '#at=no.such_measure/Nowhere'");
    await expect.poll(() => page.locator("#status").textContent()).toContain("names nothing that is in this report");
    expect(await page.locator("dialog").isVisible()).toBe(false);
  });

  test("search finds States without accents, measures and quotes, and opens them", async () => {
    await open(file);
    const entry = model.evidence[0] as (typeof model.evidence)[number];
    await page.fill("#search-box", entry.quote.slice(0, 40));
    await expect.poll(() => page.locator("#found blockquote").count()).toBeGreaterThan(0);
    expect(await page.locator("#found blockquote").first().textContent()).toBe(entry.quote);
    const link = page.locator("#found a.to-page").first();
    expect(await link.getAttribute("href")).toBe(`../files/report%201.pdf#page=${entry.page}`);
    const state = model.states.find((one) => /[^\x20-\x7e]/.test(one.name)) ?? model.states[0];
    if (state === undefined) throw new Error("The report has no State.");
    await page.fill("#search-box", state.name.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase());
    await page.locator(".hits button", { hasText: state.name }).first().click();
    expect(await page.locator("#evidence-title").innerText()).toContain(state.name);
    await page.keyboard.press("Escape");
    await page.fill("#search-box", "no such words anywhere");
    await expect.poll(() => page.locator("#found").innerText()).toContain("Nothing in this report");
    await page.locator("#search button").click();
    await expect.poll(() => page.locator("#found").isVisible()).toBe(false);
  });

  test("works from the keyboard: arrows in the heat map, Enter opens, Escape closes and goes back to the cell", async () => {
    await open(file);
    const stops = await page.locator("#heat button[data-h][tabindex='0']").count();
    expect(stops).toBe(1);
    await page.locator("#heat button[data-h][tabindex='0']").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    const inside = () => page.evaluate<string>("document.activeElement.dataset.h ?? document.activeElement.id");
    expect(await inside()).toBe("1|1");
    const outline = await page.evaluate<string>("getComputedStyle(document.activeElement).outlineStyle + ' ' + getComputedStyle(document.activeElement).outlineWidth");
    expect(outline).toBe("solid 3px");
    await page.keyboard.press("End");
    expect(await inside()).toBe(`1|${model.groups.length - 1}`);
    await page.keyboard.press("Enter");
    expect(await page.locator("dialog").isVisible()).toBe(true);
    expect(await inside()).toBe("evidence-title");
    await page.keyboard.press("Escape");
    expect(await page.locator("dialog").isVisible()).toBe(false);
    expect(await inside()).toBe(`1|${model.groups.length - 1}`);
  });

  test("filters by region, category and status, and says so", async () => {
    await open(file);
    const rows = page.locator("#heat tbody:not([hidden]) tr:not(.category)");
    const region = model.groups.findIndex((group) => group.name === "Europe");
    await page.selectOption("#f-region", String(region));
    expect(await page.locator("#heat thead th:visible").allInnerTexts()).toHaveLength(3);
    const category = [...new Set(model.measures.map((measure) => measure.categoryCode))][1] as string;
    await page.selectOption("#f-category", "1");
    const wanted = model.measures.filter((measure) => measure.categoryCode === category);
    expect(await rows.count()).toBe(wanted.length);
    expect(await page.locator("#status").textContent()).toBe(`${wanted.length} measures; Europe; all statuses.`);
    expect(await page.locator("section[data-c='0']:visible").count()).toBe(0);
    await page.selectOption("#f-status", "absent");
    expect(await page.locator("#heat-status").textContent()).toBe(lookLabel("absent"));
    for (const measure of wanted) {
      const row = model.counts.find((item) => item.measure === measure.code && item.group === "Europe" && item.status === "absent") as (typeof model.counts)[number];
      expect(await heatButton(model.measures.indexOf(measure), region).innerText()).toMatch(new RegExp(`^${String(row.percentage).replace(".", "\\.")} %\\s+${row.count} of ${row.respondents}$`));
    }
    expect(await page.locator(".role-states_by_status tr[data-t='in_place']:visible").count()).toBe(0);
    // The tables of States have the region's States and figures, and get all back.
    const measure = wanted.find((item) => model.counts.some((row) => row.measure === item.code && row.group === "Europe" && row.status === "absent" && row.count > 0)) as (typeof wanted)[number];
    const line = page.locator(`.role-states_by_status tr[data-m='${model.measures.indexOf(measure)}'][data-t='absent']`);
    const names = (group: string | null) => model.grid.filter((item) => item.measure === measure.code && item.cell === "absent").map((item) => model.states.find((state) => state.code === item.state) as (typeof model.states)[number]).filter((state) => group === null || state.group === group).map((state) => state.name).sort();
    // Tables far down are not laid out until they are seen.
    expect(((await line.locator("td").nth(2).textContent()) ?? "").split("; ").sort()).toEqual(names("Europe"));
    expect(await line.locator("td").nth(1).textContent()).toMatch(new RegExp(`^${names("Europe").length} \\(`));
    await page.locator("#filters button").click();
    await expect.poll(() => page.locator("#status").textContent()).toContain("all groups");
    expect(await rows.count()).toBe(model.measures.length);
    expect(await page.locator("#heat-status").textContent()).toBe(lookLabel("in_place"));
    expect(((await line.locator("td").nth(2).textContent()) ?? "").split("; ").sort()).toEqual(names(null));
    expect(await page.locator("main table tr[hidden]").count()).toBe(0);
  });

  test("the map shows the chosen measure as the grid has it, and opens a State's evidence", async () => {
    await open(file);
    const measure = model.measures[5] as (typeof model.measures)[number];
    await page.selectOption("#map-measure", "5");
    const shown = await page.evaluate<[number, string][]>("[...document.querySelectorAll('#map [data-i]')].map((shape) => [Number(shape.dataset.i), shape.getAttribute('class')])");
    for (const [index, look] of shown) {
      const found = model.grid.find((item) => item.measure === measure.code && item.state === model.states[index]?.code);
      expect(look).toBe(`s-${found?.marks.includes("named_only") ? "named_only" : found?.cell}`);
    }
    const counts = await page.evaluate<Record<string, string>>("Object.fromEntries([...document.querySelectorAll('#map-rows tr')].map((row) => [row.dataset.t, row.children[1].textContent]))");
    for (const look of LOOKS) expect(Number(counts[look] ?? 0)).toBe(model.counts.find((row) => row.measure === measure.code && row.group === "All States" && row.status === look)?.count);
    const button = page.locator("#map-rows tr[data-t='in_place'] button").first();
    const name = await button.innerText();
    await button.click();
    expect(await page.locator("#evidence-title").innerText()).toContain(name);
    expect(await page.locator("dialog blockquote").count()).toBe(1);
  });

  test("no report, not read, absent and silent differ in colour, pattern, sign and word", async () => {
    await open(file);
    const looks = await page.evaluate<string[][]>("['absent', 'silent', 'not_read', 'no_report'].map((look) => { const row = [...document.querySelectorAll('.legend div')].find((item) => item.querySelector('rect.s-' + look)); return [getComputedStyle(row.querySelector('rect')).fill, row.querySelector('.sign').textContent, row.querySelector('dt').textContent]; })");
    for (const part of [0, 1, 2]) expect(new Set(looks.map((look) => look[part])).size).toBe(4);
  });

  test("prints: a PDF with the tables, filters and windows left out", async () => {
    await open(file);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.length).toBeGreaterThan(50_000);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("#filters").isVisible()).toBe(false);
    expect(await page.locator("#heat").isVisible()).toBe(true);
  });

  test("fits a narrow screen: nothing wider than the window", async () => {
    await open(file, 400);
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(400);
    expect(await page.locator("#f-region").isVisible()).toBe(true);
  });

  test("readable by a screen reader: tables have captions and scopes, pictures have names, controls have labels", async () => {
    await open(file);
    expect(await page.evaluate("[...document.querySelectorAll('table')].filter((table) => !table.caption || table.caption.textContent.trim() === '').length")).toBe(0);
    expect(await page.evaluate("[...document.querySelectorAll('th')].filter((head) => !['col', 'row', 'rowgroup'].includes(head.scope)).length")).toBe(0);
    expect(await page.evaluate("[...document.querySelectorAll('svg')].filter((svg) => svg.getAttribute('aria-hidden') !== 'true' && !(svg.getAttribute('role') === 'img' && svg.getAttribute('aria-label'))).length")).toBe(0);
    expect(await page.evaluate("[...document.querySelectorAll('select')].filter((select) => select.labels.length === 0).length")).toBe(0);
    expect(await page.evaluate("document.querySelectorAll('[id]').length - new Set([...document.querySelectorAll('[id]')].map((item) => item.id)).size")).toBe(0);
    expect(await page.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].filter((link) => !document.getElementById(link.getAttribute('href').slice(1))).map((link) => link.getAttribute('href'))")).toEqual([]);
  });

  test("the policy stops what the page should never try", async () => {
    await open(file);
    const stopped = await page.evaluate<string>("fetch('https://example.org/').then(() => 'reached', () => 'stopped')");
    expect(stopped).toBe("stopped");
    expect(trouble.some((line) => line.includes("Content Security Policy"))).toBe(true);
    trouble = trouble.filter((line) => !line.includes("Content Security Policy") && !line.startsWith("console error: Fetch API cannot load") && !line.includes("example.org"));
  });

  test("all States and all measures: the annex is unpacked and built when it is opened", async () => {
    await open(join(folder, "all.html"));
    const details = page.locator("details[data-annex]").first();
    await details.scrollIntoViewIfNeeded();
    await details.locator("summary").click();
    const code = everything.measures[Number(await details.getAttribute("data-annex"))]?.code;
    await expect.poll(() => details.locator("blockquote").count()).toBeGreaterThan(0);
    expect(await details.locator("blockquote").count()).toBe(everything.claims.filter((claim) => claim.measure === code).length);
    expect(await details.locator("blockquote").allTextContents()).toContain(everything.evidence.find((entry) => entry.id === everything.claims.find((claim) => claim.measure === code)?.evidence)?.quote);
  });
});

test("the file holds what the test in the browser opens", () => {
  // Runs without a browser too: the page's own files exist and end no element early.
  for (const name of ["page.js", "looks.css", "report.css"]) {
    const path = join(import.meta.dirname, "..", "..", "reports", "html", name);
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, "utf8")).not.toMatch(/<\/(script|style)/i);
  }
});
