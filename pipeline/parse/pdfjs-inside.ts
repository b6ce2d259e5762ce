// Owns what is taken from pdfjs' inside: a copy of its worker, made when Stocktake is built, that lets a few of its classes out and writes no fonts.
// Must not change what pdfjs reads. Where a pdfjs differs from the one that our reading was checked against, no copy is made and the build says in what.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The pdfjs that is installed is not the one that the quick reading follows. */
export class OtherPdfjs extends Error {
  override name = "OtherPdfjs";
}

/** Pages are read by the pass over the operators of text unless `STOCKTAKE_TEXT_PASS=0` asks for pdfjs' drawing list. */
export const wantsTextPass = (): boolean => process.env["STOCKTAKE_TEXT_PASS"] !== "0";

/** Classes that the copy lets out. */
const LET_OUT = ["PartialEvaluator", "Dict", "Name", "BaseStream"];
const EXPORT = "export { WorkerMessageHandler };";

/**
 * What the copy leaves out: fonts written anew for a browser, which nobody here draws with. They are read as before, because what a
 * font holds tells letters and widths; the bytes that would be made of it then go nowhere. Each stands in pdfjs once.
 */
const LEFT_OUT: readonly (readonly [there: string, here: string])[] = [
  ["      this.data = compiler.compile();\n", "      this.data = [];\n"],
  ["  toArray() {\n    let sfnt = this.sfnt;\n", "  toArray() {\n    return new Uint8Array(0);\n    let sfnt = this.sfnt;\n"],
];

/**
 * Parts of pdfjs that our reading of operators follows, and a hash of their source. A part is a class, or "Class.method".
 * When one differs: see what changed in it, bring pdf-operators.ts and pdf-text-pass.ts after it, compare both ways on all documents
 * (`npm run pdf-ways`), and write down what the build prints.
 */
const FOLLOWED: Record<string, string> = {
  EvaluatorPreprocessor: "917598d14ff3",
  Lexer: "a44a76e87bf4",
  Parser: "4e8a1ad1de76",
  StateManager: "69b9a9a64a52",
  EvalState: "3f56703532dd",
  Dict: "38c0314930db",
  BaseStream: "fe99a1a2b349",
  StreamsSequenceStream: "a13188fe0335",
  TranslatedFont: "183d2e1b53ef",
  ErrorFont: "10b41b08e565",
  "PartialEvaluator.getOperatorList": "60adcdd471bd",
  "PartialEvaluator.getTextContent": "632627f51f6f",
  "PartialEvaluator.buildPath": "a16c0228683a",
  "PartialEvaluator.buildFormXObject": "3f4308b69655",
  "PartialEvaluator.handleSetFont": "cf6f931cf09b",
  "PartialEvaluator.handleText": "ddf6a7cf8a92",
  "PartialEvaluator.setGState": "630b48ec26f8",
  "PartialEvaluator.loadFont": "a2f9998763f2",
  "PartialEvaluator.parseMarkedContentProps": "e39979ddd547",
  "Font.exportData": "1e430e73742a",
  "Font._charToGlyph": "b1c17a26f13f",
  "Font.charsToGlyphs": "117fc135e43d",
  CFFFont: "693f911e19e4",
  OpenTypeFileBuilder: "64ebc8e0f90c",
  "CFFCompiler.compile": "3bf848440426",
  "Font.checkAndRepair": "2b6373b2d9c5",
  "Font.convert": "ea927e8efba0",
  "Page.getContentStream": "34b89f9fd797",
  "Page.extractTextContent": "fe02a002d16b",
  "Page.getOperatorList": "3534c4dc6087",
};

/** What differs, in words; empty where nothing does. */
export function differencesOf(source: string, followed: Readonly<Record<string, string>> = FOLLOWED): string[] {
  const found: string[] = [];
  if (source.split(EXPORT).length !== 2) found.push(`its exports are not '${EXPORT}'`);
  for (const [there] of LEFT_OUT) if (source.split(there).length !== 2) found.push(`'${there.trim().split("\n")[0] ?? ""}', which is left out, does not stand there once`);
  for (const name of LET_OUT) if (!new RegExp(`^class ${name}\\b`, "m").test(source)) found.push(`class ${name} is not there`);
  for (const [part, hash] of Object.entries(followed)) {
    const text = partOf(source, part);
    if (text === null) found.push(`${part} is not there`);
    else if (hashOf(text) !== hash) found.push(`${part} is another (${hashOf(text)}, was ${hash})`);
  }
  return found;
}

/** The source of a class or of one of its methods, from its first line to its closing brace. */
function partOf(source: string, part: string): string | null {
  const [name = "", method] = part.split(".");
  const whole = new RegExp(`^class ${name}\\b[^]*?^\\}$`, "m").exec(source)?.[0] ?? null;
  if (whole === null || method === undefined) return whole;
  return new RegExp(`^  (?:static )?(?:async )?(?:get )?${method}\\([^]*?^  \\}$`, "m").exec(whole)?.[0] ?? null;
}

const hashOf = (text: string): string => createHash("sha256").update(text.replace(/\s+/g, " ")).digest("hex").slice(0, 12);

/**
 * The worker with its inside let out.
 * @throws OtherPdfjs that names what differs
 */
export function withInside(source: string, version: string): string {
  const differences = differencesOf(source);
  if (differences.length > 0) {
    throw new OtherPdfjs(`pdfjs-dist ${version} differs from the one that the quick reading of pages follows:\n${differences.map((one) => `  - ${one}`).join("\n")}\nWhat to do is said at FOLLOWED in pipeline/parse/pdfjs-inside.ts.`);
  }
  const names = ["WorkerMessageHandler", ...LET_OUT].join(", ");
  // Its map is of the original, and lies elsewhere.
  const spared = LEFT_OUT.reduce((text, [there, here]) => text.replace(there, here), source);
  return `${spared.replace(EXPORT, `export { ${names} };`).replace(/\n\/\/# sourceMappingURL=.*\s*$/, "")}\n`;
}

const packagePath = (): string => createRequire(import.meta.url).resolve("pdfjs-dist/package.json");
const versionOf = (): string => (JSON.parse(readFileSync(packagePath(), "utf8")) as { version: string }).version;

/** Where the copy lies: beside the built code, under the version that it was made of. */
function copyPath(): string {
  const built = new URL(import.meta.url.endsWith(".js") ? "." : "../../dist/pipeline/parse/", import.meta.url);
  return path.join(fileURLToPath(built), `pdfjs-${versionOf()}-worker.mjs`);
}

/** Address of the copy; null where it was not made of the pdfjs that is installed. Pages are then read without it, more slowly. */
export function workerWithInside(): string | null {
  const copy = copyPath();
  return existsSync(copy) ? pathToFileURL(copy).href : null;
}

/** Makes the copy. @throws OtherPdfjs where pdfjs differs; the copy of before is gone then */
export function makeWorkerWithInside(): void {
  const source = readFileSync(path.join(path.dirname(packagePath()), "build", "pdf.worker.mjs"), "utf8");
  const copy = copyPath();
  let inside: string;
  try {
    inside = withInside(source, versionOf());
  } catch (error) {
    rmSync(copy, { force: true });
    throw error;
  }
  // A program that runs meanwhile meets the copy whole, or the one of before.
  if (existsSync(copy) && readFileSync(copy, "utf8") === inside) return;
  mkdirSync(path.dirname(copy), { recursive: true });
  const unfinished = `${copy}.${process.pid}`;
  writeFileSync(unfinished, inside);
  renameSync(unfinished, copy);
}
