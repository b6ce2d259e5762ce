// Owns `stocktake appraise`: files and a framework in, each item met, partly met or not found out. Needs no database.
import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import type { Command } from "commander";
import { DOCUMENT_KINDS, type DocumentKind } from "../../extractors/contracts.js";
import type { AppraisalView, AppraisedPlanView } from "../../reports/appraisal.js";
import { diskWords } from "../disk-fault.js";
import { WriteError, writeFilesWhole } from "../write-file.js";
import { CommandError, EXIT_CODES, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { selectFormat, selectFramework, selectValues } from "./selection.js";

const FORMATS = ["table", "md", "csv", "json", "docx", "html"] as const;
type Format = (typeof FORMATS)[number];

interface AppraiseOptions {
  framework: string;
  format?: string;
  out?: string;
  kind?: string;
}

export function registerAppraise(program: Command, io: Io, done: (code: number) => void): void {
  program
    .command("appraise")
    .description(descriptionOf("appraise"))
    .argument("<file...>", "plans to read: PDF, DOCX, HTML, text; several stand side by side")
    .requiredOption("--framework <name>", "what to appraise against: unodc-tool-2.7, un-handbook, comprehensive-programme, stability-pact-2001, a-65-209-part-iv, eight-categories")
    .option("--format <format>", "table, md, csv, json, docx or html; by the ending of --out where not given")
    .option("--out <file>", "write to a file (docx is always a file)")
    .option("--kind <kind>", `read the files as: ${DOCUMENT_KINDS.join(", ")}. Use action_plan for a plan whose title does not say so`)
    .addHelpText(
      "after",
      `
"Not found" says that no wording was found, never that the plan lacks it. A file that cannot be read is named with its reason and is
no plan without goals. A document that only recommends a plan holds none. A guide that describes several plans gives one column each.

Example:
  stocktake appraise plan-2019.pdf plan-2024.docx --framework un-handbook --format docx --out plans.docx
${EXIT_CODES}
  3  done, and some files could not be read`,
    )
    .action(async (files: string[], options: AppraiseOptions) => done(await appraise(files, options, io)));
}

async function appraise(files: string[], options: AppraiseOptions, io: Io): Promise<number> {
  const ending = options.out === undefined ? "" : extname(options.out).slice(1).toLowerCase();
  const asked = options.format ?? ((FORMATS as readonly string[]).includes(ending) ? ending : ending === "htm" ? "html" : ending === "txt" ? "table" : "table");
  const format = await selectFormat(asked, FORMATS);
  if (format === "docx" && options.out === undefined) throw new CommandError("A Word document is a file: name it with --out FILE.docx.", 2);
  const kind = options.kind === undefined ? undefined : (((await selectValues("kind", options.kind, DOCUMENT_KINDS)) as DocumentKind[])[0] as DocumentKind);
  const framework = await selectFramework(options.framework);
  const [{ readDocument, UnreadableDocumentError }, { stateResolver }, { buildContext }, { appraisePlan, summaryLine }, { planTexts }, { loadNonStates, loadStates }] = await Promise.all([
    import("../parse/read-document.js"), import("../ingest/state-resolver.js"), import("../../extractors/extract.js"), import("../../extractors/plans/appraise.js"), import("../../extractors/plans/plan-text.js"), import("../../datasets/states.js"),
  ]);
  const names = new Map([...loadStates().map((state): [string, string] => [state.iso3, state.shortName]), ...loadNonStates().map((area): [string, string] => [area.code, `${area.name}, not a Member State`])]);
  const view: AppraisalView = {
    framework: { id: framework.id, name: framework.name, source: `${framework.source.title} (${framework.source.publisher}, ${framework.source.year})`, note: framework.note, items: framework.items.map(({ id, group, text, where, note }) => ({ id, group, text, where, note })) },
    plans: [], unreadable: [],
  };
  for (const file of files) {
    try {
      const bytes = await readFile(file);
      const document = await readDocument(new Uint8Array(bytes), { fileName: basename(file), resolveState: stateResolver(), ...(kind === undefined ? {} : { kind }) });
      if (document.meta.language !== null && document.meta.language !== "en") throw new UnreadableDocumentError("not_a_document", `The text is in another language (${document.meta.language}); only English is read.`, "Appraise an English version.");
      for (const plan of planTexts(document, buildContext().states)) {
        const appraisal = appraisePlan(plan, framework);
        view.plans.push({
          key: `P${view.plans.length + 1}`, file: basename(file), title: plan.title ?? document.meta.title ?? basename(file), stateName: plan.state === null ? null : (names.get(plan.state) ?? plan.state), kind: plan.kind, basis: plan.basis,
          summary: plan.kind === "none" ? "no plan in this document, so nothing was appraised" : summaryLine(appraisal),
          // Nothing was appraised where there is no plan; "not found" would say that something was.
          items: plan.kind === "none" ? [] : appraisal.items.map((item): AppraisedPlanView["items"][number] => ({ id: item.item.id, verdict: item.verdict, parts: item.parts.map(({ text, verdict, evidence, denied, would }) => ({ text, verdict, would, evidence: evidence.map(quoteOf), denied: denied === null ? null : quoteOf(denied) })) })),
        });
      }
    } catch (error) {
      const failed = failureOf(error, UnreadableDocumentError);
      view.unreadable.push({ file: basename(file), ...failed });
      io.err(`${file}: ${failed.reason} ${failed.next}\n`);
    }
  }
  if (view.plans.length === 0) {
    io.err("None of the files could be read, so there is no appraisal. That says nothing of the plans.\n");
    return 1;
  }
  await write(view, format, options.out, io);
  return view.unreadable.length > 0 ? 3 : 0;
}

function quoteOf({ quote, paragraph, page, isHeading, manner }: AppraisedPlanView["items"][number]["parts"][number]["evidence"][number]): { quote: string; paragraph: string; page: number | null; isHeading: boolean; manner: typeof manner } {
  return { quote, paragraph, page, isHeading, manner };
}

function failureOf(error: unknown, Unreadable: typeof import("../parse/read-document.js").UnreadableDocumentError): { reason: string; next: string } {
  if (error instanceof Unreadable) return { reason: error.message, next: error.next };
  if (error instanceof Error && error.name === "DataFileError") throw error;
  const code = error instanceof Error && "code" in error ? String(error.code) : null;
  if (code === "ENOENT") return { reason: "There is no such file.", next: "Check the path." };
  if (code === "EISDIR") return { reason: "This is a folder.", next: "Name the plans in it, for example with FOLDER/*.pdf." };
  if (code === "EACCES" || code === "EPERM") return { reason: "There is no permission to read it.", next: "Ask for permission, or copy it to a place of yours." };
  return { reason: `It could not be read (${error instanceof Error ? `${error.name}: ${error.message.slice(0, 200)}` : String(error)}).`, next: "The file may be damaged: open it in a viewer. If it opens, this is a fault of Stocktake: report it with the file." };
}

async function write(view: AppraisalView, format: Format, out: string | undefined, io: Io): Promise<void> {
  let content: string | Uint8Array;
  if (format === "docx") content = await (await import("../../reports/appraisal-docx.js")).appraisalDocx(view);
  else if (format === "html") content = (await import("../../reports/appraisal-html.js")).appraisalHtml(view);
  else content = (await import("../../reports/appraisal.js")).formatAppraisal(view, format, out === undefined ? io.columns : 100);
  if (out === undefined) {
    io.out(content as string);
    return;
  }
  await writeFilesWhole(new Map([[out, () => Promise.resolve(content)]]), false).catch((error: unknown) => {
    if (error instanceof WriteError) throw new CommandError(`${out}: cannot be written: ${diskWords(error.cause)}, or name another file with --out.`);
    throw error;
  });
  io.err(`Written: ${out}\n`);
}
