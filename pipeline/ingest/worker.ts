// Owns the entry of a worker process. Must hold nothing but the tuning of V8 and the hand-over to process-file.ts.
import { setFlagsFromString } from "node:v8";

// V8 turns functions into optimised code after so much work done in them (bytes of bytecode run), and by default so early that in an
// ingest of a few minutes the compiling, once in each worker, takes a fifth of all processor time. Only for versions where it was measured or known to exist:
// an unknown flag would be complained of on stderr.
const major = Number.parseInt(process.versions.v8, 10);
if (major >= 11 && major <= 13) setFlagsFromString("--interrupt-budget=1200000");

const [{ processWork }, { installQuickInflate }, { serveWork }] = await Promise.all([import("./process-file.js"), import("./quick-inflate.js"), import("./serve-work.js")]);
installQuickInflate();
serveWork(Number(process.argv[2]), processWork);
