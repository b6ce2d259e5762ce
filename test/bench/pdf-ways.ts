// Owns the comparison of the ways to read a PDF, page by page: the quick pass over the operators of text against the drawing list of pdfjs as it is.
// Must not hold limits: whoever changes a way or brings a new pdfjs reads what differs. Ends with 1 where anything does, or the quick pass met a fault that it does not know.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { once } from "node:events";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { packageRoot } from "../../datasets/paths.js";
import { installQuickInflate } from "../../pipeline/ingest/quick-inflate.js";
import type { PdfContent } from "../../pipeline/parse/pdf-content.js";
import { passed } from "../../pipeline/parse/pdf-text-pass.js";
import { openPdf, type PdfWay } from "../../pipeline/parse/pdfjs.js";

const HELP = `npm run pdf-ways [-- FILE_OR_FOLDER…]   pages of all PDFs read both ways, and where the runs differ in any digit
                                        (default: ../shared, test/fixtures, datasets)
`;

function pdfsUnder(path: string): string[] {
  if (statSync(path).isFile()) return path.endsWith(".pdf") ? [path] : [];
  return readdirSync(path).sort().flatMap((name) => pdfsUnder(join(path, name)));
}

type Read = Pick<PdfContent, "pages" | "failedPages"> & { refused?: string };

interface Answer {
  read: Read;
  seconds: number;
}

async function read(bytes: Uint8Array, way: PdfWay): Promise<Answer> {
  const before = process.cpuUsage();
  let found: Read;
  try {
    const pdf = await openPdf(bytes, 10_000, way);
    found = await pdf.read(1, pdf.pageCount).finally(() => pdf.close());
  } catch (error) {
    found = { pages: [], failedPages: [], refused: String(error) };
  }
  const { user, system } = process.cpuUsage(before);
  return { read: found, seconds: (user + system) / 1e6 };
}

/** Asks a thread in which pdfjs is as it came: one process would hold one pdfjs for both ways, and show nothing of what our copy of it leaves out. */
class AsItIs {
  private readonly thread = new Worker(fileURLToPath(import.meta.url), { env: { ...process.env, STOCKTAKE_TEXT_PASS: "0" } });

  async read(bytes: Uint8Array): Promise<Answer> {
    this.thread.postMessage(bytes);
    return ((await once(this.thread, "message")) as [Answer])[0];
  }

  end(): Promise<number> {
    return this.thread.terminate();
  }
}

/** Where the pages first differ, in words; null where they are the same to the last digit. */
function difference(quick: Read, slow: Read): string | null {
  if (JSON.stringify(quick) === JSON.stringify(slow)) return null;
  const at = slow.pages.findIndex((page, i) => JSON.stringify(page) !== JSON.stringify(quick.pages[i]));
  if (at < 0) return "in what could not be read";
  const [theirs, ours] = [slow.pages[at]?.runs ?? [], quick.pages[at]?.runs ?? []];
  const run = theirs.findIndex((one, i) => JSON.stringify(one) !== JSON.stringify(ours[i]));
  return `page ${at + 1}, ${ours.length} and ${theirs.length} runs, run ${run + 1}`;
}

async function main(argv: string[]): Promise<number> {
  if (argv.includes("--help")) {
    process.stdout.write(HELP);
    return 0;
  }
  const root = packageRoot();
  const asked = argv.length > 0 ? argv.map((name) => resolve(name)) : [join(root, "..", "shared"), join(root, "test", "fixtures"), join(root, "datasets")];
  const files = asked.flatMap((path) => (existsSync(path) ? pdfsUnder(path) : []));
  const asItIs = new AsItIs();
  const sum = { pages: 0, differ: 0, quick: 0, slow: 0 };
  for (const file of files) {
    const bytes = new Uint8Array(readFileSync(file));
    const [quick, slow] = [await read(bytes, "text_pass"), await asItIs.read(bytes)];
    sum.pages += slow.read.pages.length;
    sum.quick += quick.seconds;
    sum.slow += slow.seconds;
    const found = difference(quick.read, slow.read);
    if (found === null) continue;
    sum.differ += 1;
    process.stdout.write(`${relative(root, file)}: ${found}\n`);
  }
  await asItIs.end();
  const pages = passed.answered + passed.givenBack;
  process.stdout.write(`${files.length} files, ${sum.pages} pages: ${sum.differ} files differ. ${passed.givenBack} of ${pages} pages were given back by the quick pass.\n`);
  process.stdout.write(`Processor seconds: ${sum.quick.toFixed(1)} by the quick pass, ${sum.slow.toFixed(1)} by the drawing list.\n`);
  for (const [fault, times] of passed.faults) process.stdout.write(`A fault, ${times} ${times === 1 ? "time" : "times"}: ${fault}\n`);
  return sum.differ + passed.faults.size > 0 ? 1 : 0;
}

// As in a worker.
installQuickInflate();
if (isMainThread) process.exitCode = await main(process.argv.slice(2));
else parentPort?.on("message", (bytes: Uint8Array) => void read(bytes, "drawing").then((answer) => parentPort?.postMessage(answer)));
