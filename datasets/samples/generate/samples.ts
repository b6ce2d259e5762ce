// Owns the command `npm run samples`: renders every sample document from its source file.
// Must not be imported by anything that runs in production: pdfkit and docx are installed for development only.
import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { renderDocx } from "./docx.js";
import { renderHtml } from "./html.js";
import { renderPdf } from "./pdf.js";
import { readSources, samplesFolder, type SampleSource } from "./source.js";
import { renderText } from "./text.js";

/** Bytes of one sample document, by the ending of its file name. Two calls give the same bytes. */
export async function renderSample(source: SampleSource): Promise<Uint8Array> {
  if (source.file.endsWith(".pdf")) return renderPdf(source);
  if (source.file.endsWith(".docx")) return renderDocx(source);
  return source.file.endsWith(".html") ? renderHtml(source) : renderText(source);
}

async function main(): Promise<void> {
  const folder = path.join(samplesFolder(), "documents");
  mkdirSync(folder, { recursive: true });
  for (const source of readSources()) {
    const bytes = await renderSample(source);
    writeFileSync(path.join(folder, source.file), bytes);
    process.stdout.write(`${source.file}: ${bytes.length} bytes\n`);
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    process.stderr.write(`samples: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
