// Owns making the copy of pdfjs' worker at the end of a build. Must not be loaded by anything else.
import { makeWorkerWithInside, OtherPdfjs, wantsTextPass } from "./pdfjs-inside.js";

try {
  makeWorkerWithInside();
} catch (error) {
  if (!(error instanceof OtherPdfjs)) throw error;
  // Who asks for the drawing list does not miss it: the build goes on.
  process.stderr.write(`${wantsTextPass() ? "" : "Warning: "}${error.message}\n${wantsTextPass() ? "With STOCKTAKE_TEXT_PASS=0 the build goes on, and pages are read from pdfjs' drawing list: the same text, in about a quarter more processor time." : "Pages are read from the drawing list."}\n`);
  if (wantsTextPass()) process.exitCode = 1;
}
