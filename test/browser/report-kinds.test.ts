// Owns the test that every kind of report, built from the sample documents, opens in a browser without an error and shows its evidence.
// Must not repeat what html-report.test.ts proves of the page's parts.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Database } from "../../pipeline/store/database.js";
import { annualReport } from "../../reports/build/annual.js";
import type { ReportQuestion } from "../../reports/build/base.js";
import { changeReport } from "../../reports/build/change.js";
import { measureReport } from "../../reports/build/measure.js";
import { regionReport } from "../../reports/build/region.js";
import { stateReport } from "../../reports/build/state.js";
import { renderHtml } from "../../reports/html/render.js";
import type { ReportModel } from "../../reports/model.js";
import { sampleDatabase } from "../fixtures/explorer.js";
import { CHROMIUM, NO_BROWSER, startChromium, type Started } from "./chromium.js";

const question: ReportQuestion = { grouping: "region", documents: null, measures: null, bases: ["self_reported"], programVersion: "0", selection: "samples" };
const KINDS = ["annual", "state", "measure", "region", "change"] as const;

describe.skipIf(CHROMIUM === undefined)(`every kind of report in Chromium${CHROMIUM === undefined ? ` (${NO_BROWSER})` : ""}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "stocktake-kinds-"));
  const models = new Map<string, ReportModel>();
  let started: Started;

  beforeAll(async () => {
    const database = await Database.open(await sampleDatabase(), "read");
    try {
      const documents = await database.all<{ document_id: string; file: string }>("SELECT document_id, file FROM documents WHERE status = 'read' ORDER BY file");
      const [most] = await database.all<{ state: string; measure: string }>("SELECT mode(state) AS state, mode(measure) AS measure FROM claims");
      const [region] = await database.all<{ name: string }>("SELECT group_name AS name FROM state_groupings WHERE grouping = 'region' AND state = $1", [(most as { state: string }).state]);
      const side = (name: string) => ({ documents: documents.filter((item) => item.file.includes(name)).map((item) => item.document_id), label: name });
      models.set("annual", await annualReport(database, question));
      models.set("state", await stateReport(database, question, (most as { state: string }).state));
      models.set("measure", await measureReport(database, question, (most as { measure: string }).measure));
      models.set("region", await regionReport(database, question, (region as { name: string }).name));
      models.set("change", await changeReport(database, question, side("digest"), side("plans")));
    } finally {
      database.close();
    }
    for (const [kind, model] of models) writeFileSync(join(folder, `${kind}.html`), renderHtml(model));
    started = await startChromium();
  }, 240_000);
  afterAll(async () => {
    await started.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(kind: string, trouble: string[]): Promise<Page> {
    const page = await started.context.newPage();
    const address = pathToFileURL(join(folder, `${kind}.html`)).href;
    page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") trouble.push(message.text()); });
    page.on("pageerror", (error) => trouble.push(error.message));
    page.on("request", (request) => { if (request.url() !== address) trouble.push(request.url()); });
    await page.goto(address);
    await page.waitForSelector("html[data-ready=yes]", { state: "attached" });
    return page;
  }

  test.each(KINDS)("%s: opens, filters, and each of its buttons opens a window that holds something", async (kind) => {
    const trouble: string[] = [];
    const page = await open(kind, trouble);
    const model = models.get(kind) as ReportModel;
    expect(await page.locator("h1").textContent()).toBe(model.title);
    // All at once: a button of a fixed page is pressed, looked at and closed, a thousand times in a second.
    const empty = await page.evaluate<string[]>(`[...document.querySelectorAll("main button[data-h], main button[data-r], main button[data-e]")].flatMap((button) => {
      button.click();
      const dialog = document.querySelector("dialog");
      const title = document.querySelector("#evidence-title").textContent;
      const held = dialog.open && document.querySelector("#evidence-body").textContent.trim() !== "" && title !== "";
      const quotes = button.dataset.e === undefined || [...dialog.querySelectorAll("blockquote")].every((quote) => quote.textContent.trim() !== "") && dialog.querySelectorAll("blockquote").length > 0;
      dialog.close();
      return held && quotes ? [] : [button.outerHTML];
    })`);
    expect(empty).toEqual([]);
    expect(await page.locator("main button").count()).toBeGreaterThan(3);
    for (const id of ["f-region", "f-category", "f-status"]) {
      const select = page.locator(`#${id}`);
      if ((await select.count()) === 0) continue;
      const values = await select.locator("option").evaluateAll((options: unknown[]) => (options as { value: string }[]).map((option) => option.value));
      for (const value of [...values.slice(1), ""]) await select.selectOption(value);
    }
    expect(await page.locator("main [data-g][hidden], main [data-c][hidden], main tr[hidden]").count()).toBe(0);
    expect(trouble).toEqual([]);
    await page.close();
  });

  test("windows over a cell list as many States as the cell counts", async () => {
    const trouble: string[] = [];
    const page = await open("annual", trouble);
    const { wrong, looked } = await page.evaluate<{ wrong: string[]; looked: number }>(`(() => { let looked = 0; const wrong = [...document.querySelectorAll("#heat button[data-h]")].flatMap((button) => {
      button.click();
      const lines = [...document.querySelectorAll("#evidence-body > section")].flatMap((section) => {
        const head = section.querySelector("h3").textContent;
        const counted = Number(/: (\\d+) State/.exec(head)[1]);
        const names = new Set();
        looked += 1;
        const list = section.querySelector(":scope > details .names");
        if (list) for (const name of list.textContent.split("; ")) names.add(name);
        else for (const line of section.querySelectorAll(":scope > article > p:nth-of-type(2)")) for (const name of line.textContent.replace(/^States?( \\(\\d+\\))?: /, "").split("; ")) names.add(name);
        return names.size === counted ? [] : [head + " lists " + names.size + " in " + button.dataset.h];
      });
      document.querySelector("dialog").close();
      return lines;
    }); return { wrong, looked }; })()`);
    expect(looked).toBeGreaterThan(500);
    expect(wrong).toEqual([]);
    expect(trouble).toEqual([]);
    await page.close();
  });
});
