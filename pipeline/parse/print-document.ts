// Owns a small command for looking at how one file is read: prints the ReadDocument as JSON.
// Must not extract claims or write files.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { stateResolver } from "../ingest/state-resolver.js";
import { readDocument, UnreadableDocumentError } from "./read-document.js";

const file = process.argv[2];
if (file === undefined) {
  process.stderr.write("print-document: no file given. Next: node dist/pipeline/parse/print-document.js FILE\n");
  process.exitCode = 2;
} else {
  try {
    const document = await readDocument(readFileSync(file), { fileName: basename(file), resolveState: stateResolver() });
    process.stdout.write(`${JSON.stringify(document, null, 1)}\n`);
  } catch (error) {
    if (error instanceof UnreadableDocumentError) process.stderr.write(`${file}: ${error.message} (${error.reason}). Next: ${error.next}\n`);
    else process.stderr.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
