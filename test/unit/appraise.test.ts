// Owns the proof that plans are appraised as what they are: all, half, nothing, no plan, unreadable; and that no format lets a text do harm.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { findFramework } from "../../datasets/frameworks.js";
import { packageRoot } from "../../datasets/paths.js";
import { buildContext } from "../../extractors/extract.js";
import { appraisePlan, type PlanAppraisal } from "../../extractors/plans/appraise.js";
import { planTexts } from "../../extractors/plans/plan-text.js";
import { main } from "../../pipeline/cli.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";
import { readDocument } from "../../pipeline/parse/read-document.js";
import { temporaryFolder } from "../fixtures/databases.js";

const samples = path.join(packageRoot(), "datasets/samples/plans");
const folder = temporaryFolder();
const sample = (name: string): string => path.join(samples, name);

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const result = { code: 0, out: "", err: "" };
  result.code = await main(["appraise", ...argv], { out: (text) => void (result.out += text), err: (text) => void (result.err += text), columns: 100, errIsTerminal: false, now: () => new Date(0) });
  return result;
}

async function appraise(text: string | Uint8Array, framework: string): Promise<PlanAppraisal[]> {
  const document = await readDocument(typeof text === "string" ? new TextEncoder().encode(text) : text, { fileName: "x.txt", resolveState: stateResolver() });
  return planTexts(document, buildContext().states).map((plan) => appraisePlan(plan, findFramework(framework)));
}
const verdicts = ([appraisal]: PlanAppraisal[]): Record<string, string> => Object.fromEntries(appraisal!.items.map((item) => [item.item.id, item.verdict]));

describe("the made-up plans", () => {
  it("has all that Tool 2.7 asks", async () => {
    const [appraisal] = await appraise(readFileSync(sample("full-plan.txt")), "tool-2.7");
    expect(appraisal!.counts).toEqual({ met: 14, partly_met: 0, not_found: 0, not_asked: 0 });
    for (const item of appraisal!.items) for (const part of item.parts) expect(part.evidence.length, item.item.id).toBeGreaterThan(0);
  });

  it("has half of it, part by part", async () => {
    expect(verdicts(await appraise(readFileSync(sample("half-plan.txt")), "tool-2.7"))).toEqual({
      "strategy.preamble": "met", "strategy.background": "not_found", "strategy.goals": "met", "strategy.indicators": "not_found",
      "operational.activities": "met", "operational.responsibilities": "partly_met", "operational.resources": "partly_met", "operational.indicators": "not_found",
      "feature.objectives": "met", "feature.actions": "met", "feature.priorities": "not_found", "feature.responsibility_resources": "partly_met", "feature.monitoring_evaluation": "not_found", "feature.international_cooperation": "met",
    });
  });

  it("has nothing of it", async () => {
    const [appraisal] = await appraise(readFileSync(sample("empty-plan.txt")), "tool-2.7");
    expect(appraisal!.plan.kind).toBe("plan");
    expect(appraisal!.counts).toEqual({ met: 0, partly_met: 0, not_found: 14, not_asked: 0 });
  });

  it("is no plan where one is only recommended", async () => {
    for (const framework of ["tool-2.7", "un-handbook", "part-iv", "stability-pact"]) {
      const [appraisal] = await appraise(readFileSync(sample("report-that-recommends.txt")), framework);
      expect(appraisal!.plan.kind).toBe("none");
      expect(appraisal!.counts.met + appraisal!.counts.partly_met).toBe(0);
    }
  });

  it("is no plan where it is wished, denied, planned or about something else", async () => {
    for (const text of [
      "Report on trafficking\n\nThe State intends to adopt a national action plan against trafficking with a budget and a deadline.",
      "Report on trafficking\n\nThere is still no national action plan against trafficking. A budget and deadlines are missing.",
      "Report on human rights\n\nThe Government adopted a national action plan on housing with a budget and deadlines. Trafficking occurs.",
      "Report on trafficking\n\nIt is recommended that the action plan against trafficking be adopted, with a budget by June 2030.",
      "Report on trafficking\n\nOther States encouraged the Government to adopt a national action plan against trafficking that has indicators.",
    ]) {
      const [appraisal] = await appraise(text, "tool-2.7");
      expect([appraisal!.plan.kind, appraisal!.counts.met, appraisal!.counts.partly_met], text).toEqual(["none", 0, 0]);
    }
  });

  it("is judged by what a report tells of it, and by that only", async () => {
    const found = verdicts(await appraise("Report on trafficking in persons\n\nThe police have a budget and monitor progress by June 2020.\n\nThe Government adopted a national action plan against trafficking in 2019. The plan has a budget of two million and sets five priorities.\n\nThe Government should add indicators for each goal.", "tool-2.7"));
    expect(found).toMatchObject({ "operational.resources": "met", "feature.priorities": "met", "strategy.indicators": "not_found", "feature.monitoring_evaluation": "not_found" });
  });

  it("takes a plan's own 'should' as weaker, and things left for later too", async () => {
    const [appraisal] = await appraise("National Action Plan against Trafficking 2030\n\nEach ministry should report on the implementation of the plan to Parliament every year.\n\nThe budget will be announced in due course.", "un-handbook");
    const item = (id: string) => appraisal!.items.find((one) => one.item.id === id)!;
    expect(item("followup.reporting").verdict).toBe("partly_met");
    expect(item("followup.reporting").parts[0]!.evidence[0]!.manner).toBe("recommended");
    expect(item("implementation.funding").verdict).toBe("partly_met");
  });

  it("says when the text itself denies", async () => {
    const [appraisal] = await appraise(readFileSync(sample("half-plan.txt")), "tool-2.7");
    const item = appraisal!.items.find((one) => one.item.id === "strategy.indicators")!;
    expect(item.verdict).toBe("not_found");
    expect(item.parts[0]!.denied?.quote).toBe("It names no indicators.");
  });

  it("quotes what stands in the paragraph at the offsets", async () => {
    for (const name of ["full-plan.txt", "half-plan.txt"]) {
      const document = await readDocument(readFileSync(sample(name)), { fileName: name, resolveState: stateResolver() });
      for (const framework of ["tool-2.7", "un-handbook", "stability-pact", "part-iv"]) {
        for (const plan of planTexts(document, buildContext().states)) {
          for (const quote of appraisePlan(plan, findFramework(framework)).items.flatMap((item) => item.parts.flatMap((part) => part.evidence))) {
            const paragraph = document.paragraphs.find((one) => one.ordinal === quote.paragraphOrdinal)!;
            if (quote.isHeading) expect(document.sections.map((section) => section.heading)).toContain(quote.quote);
            else expect(paragraph.text.slice(quote.start!, quote.end!)).toBe(quote.quote);
          }
        }
      }
    }
  });

  it("is asked with the rules of measures where a framework names measures", async () => {
    const found = verdicts(await appraise("National Action Plan against Trafficking in Persons 2030-2034\n\nA shelter for victims of trafficking opens in each province. Victims receive psychological and legal assistance.\n\nThere is no hotline for victims of trafficking.", "stability-pact"));
    expect(found["objective.07"]).toBe("partly_met");
    expect(found["objective.13"]).toBe("not_found");
  });
});

describe("stocktake appraise", () => {
  it("puts several plans side by side, and gives a document without a plan no column", async () => {
    const { code, out } = await run(sample("full-plan.txt"), sample("half-plan.txt"), sample("empty-plan.txt"), sample("report-that-recommends.txt"), "--framework", "tool-2.7");
    expect(code).toBe(0);
    expect(out).toMatch(/14 met, 0 partly\s+met, 0 not found of 14 items/);
    expect(out).toMatch(/no plan in\s+this document, so nothing was appraised/);
    expect(out).toMatch(/^Preamble +● +● +–$/m);
    expect(out.split("\n").filter((line) => line.length > 100)).toEqual([]);
  });

  it("tells a file that cannot be read from a plan without goals", async () => {
    mkdirSync(path.join(folder, "in"), { recursive: true });
    const damaged = path.join(folder, "in", "damaged.pdf");
    writeFileSync(damaged, "%PDF-1.7\nnothing more");
    const spanish = path.join(folder, "in", "plan-es.txt");
    writeFileSync(spanish, "Plan nacional contra la trata de personas\n\nEl Gobierno aprueba este plan nacional contra la trata de personas, con objetivos, indicadores y un presupuesto para cada una de las actividades que se describen a continuación en el presente documento.");
    const mixed = await run(sample("half-plan.txt"), damaged, path.join(folder, "none.pdf"), folder, spanish, "--framework", "tool-2.7", "--format", "json");
    expect(mixed.code).toBe(3);
    const view = JSON.parse(mixed.out) as { plans: unknown[]; unreadable: { file: string; reason: string; next: string }[] };
    expect(view.plans).toHaveLength(1);
    expect(view.unreadable.map((failed) => failed.file)).toEqual(["damaged.pdf", "none.pdf", path.basename(folder), "plan-es.txt"]);
    for (const failed of view.unreadable) expect(failed.reason.length * failed.next.length).toBeGreaterThan(0);
    expect(mixed.err).toMatch(/damaged\.pdf: .*cannot be opened/);
    expect(mixed.err).toMatch(/another language \(es\)/);
    const none = await run(damaged, "--framework", "tool-2.7");
    expect([none.code, none.out]).toEqual([1, ""]);
    expect(none.err).toMatch(/says nothing of the plans/);
  });

  it("writes every format, by --format or by the ending of --out", async () => {
    const args = [sample("full-plan.txt"), sample("half-plan.txt"), "--framework", "un-handbook"];
    const csv = Papa.parse<Record<string, string>>((await run(...args, "--format", "csv")).out, { header: true, skipEmptyLines: true });
    expect(csv.errors).toEqual([]);
    expect(csv.data.length).toBeGreaterThanOrEqual(36);
    expect((await run(...args, "--format", "md")).out).toMatch(/^# Appraisal against: UN Handbook/);
    const html = path.join(folder, "a.html");
    expect((await run(...args, "--out", html)).code).toBe(0);
    expect(readFileSync(html, "utf8")).toMatch(/^<!doctype html>.*<\/html>\n$/s);
    const docx = path.join(folder, "a.docx");
    expect((await run(...args, "--out", docx)).err).toContain("Written: ");
    const parts = unzipSync(readFileSync(docx));
    const text = strFromU8(parts["word/document.xml"]!);
    expect(text).toContain("w:tblHeader");
    expect(text).toContain('w:val="Heading1"');
    const read = await readDocument(readFileSync(docx), { fileName: "a.docx", resolveState: stateResolver() });
    expect(read.paragraphs.some((paragraph) => paragraph.text.includes("National Action Plan against Trafficking in Persons"))).toBe(true);
  });

  it("lets no text do harm", async () => {
    const bad = path.join(folder, "bad.txt");
    writeFileSync(bad, "National Action Plan against Trafficking <script>alert(1)</script> \u001b[31m\n\n=HYPERLINK(\"http://x\") The strategic goals of the plan are <img src=x onerror=alert(1)> | and \u202egnirts.\n\nThe budget is 5 \uD800 million; a budget is attached to it & more.");
    const formats = Object.fromEntries(await Promise.all((["html", "md", "csv", "json", "table"] as const).map(async (format) => [format, (await run(bad, "--framework", "tool-2.7", "--format", format)).out] as const)));
    expect(formats["html"]).not.toMatch(/<script|<img/);
    expect(formats["md"]).not.toMatch(/<script|<img/);
    // eslint-disable-next-line no-control-regex
    for (const text of Object.values(formats)) expect(text).not.toMatch(/\u001b|\u202e/);
    for (const row of Papa.parse<string[]>(formats["csv"]!, { header: false }).data) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@]/);
    const docx = path.join(folder, "bad.docx");
    expect((await run(bad, "--framework", "tool-2.7", "--out", docx)).code).toBe(0);
    const xml = strFromU8(unzipSync(readFileSync(docx))["word/document.xml"]!);
    // eslint-disable-next-line no-control-regex
    expect(xml).not.toMatch(/<script|[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
    expect(xml).toContain("&lt;script&gt;");
  });

  it("tells what is wrong with what was asked", async () => {
    const file = sample("full-plan.txt");
    expect((await run(file, "--framework", "tool-2.8")).err).toMatch(/Unknown framework 'tool-2\.8'\. Did you mean 'tool-2\.7'\?/);
    expect((await run(file, "--framework", "tool-2.7", "--format", "docx")).err).toMatch(/name it with --out FILE\.docx/);
    expect((await run(file, "--framework", "tool-2.7", "--format", "pdf")).err).toMatch(/Unknown format 'pdf'/);
    expect((await run(file, "--framework", "tool-2.7", "--out", folder)).err).toMatch(/it is a folder\. Name a file in it/);
    expect((await run(file, "--framework", "tool-2.7", "--out", path.join(folder, "no", "a.md"))).err).toMatch(/cannot be written: the folder is not there/);
    expect((await run(file)).code).toBe(2);
    expect(existsSync(path.join(folder, "no"))).toBe(false);
  });

  it("reads a file as a plan where the user says so", async () => {
    const file = path.join(folder, "untitled.txt");
    writeFileSync(file, "Working together\n\nThe main objectives are safety and justice for victims of trafficking.\n\nThe budget is two million.");
    expect((await run(file, "--framework", "tool-2.7", "--kind", "action_plan", "--format", "json")).out).toContain('"kind": "plan"');
  });
});
