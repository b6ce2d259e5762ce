// Owns making the copy of pdfjs' worker at the end of a build. Must not be loaded by anything else.
import { makeWorkerWithInside, OtherPdfjs } from "./pdfjs-inside.js";

try {
  makeWorkerWithInside();
} catch (error) {
  if (!(error instanceof OtherPdfjs)) throw error;
  // Only who asks for the quick reading misses it: an install goes on.
  const wanted = process.env["STOCKTAKE_TEXT_PASS"] === "1";
  process.stderr.write(`${wanted ? "" : "Warning: "}${error.message}${wanted ? "" : "\nPages are read from the drawing list, as they are by default; STOCKTAKE_TEXT_PASS=1 does nothing with this pdfjs."}\n`);
  if (wanted) process.exitCode = 1;
}
