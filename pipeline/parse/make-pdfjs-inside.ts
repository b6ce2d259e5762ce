// Owns making the copy of pdfjs' worker at the end of a build. Must not be loaded by anything else.
import { makeWorkerWithInside } from "./pdfjs-inside.js";

try {
  makeWorkerWithInside();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
