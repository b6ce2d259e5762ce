// Owns the entry of a worker process. Must hold nothing but the tuning of V8 and the hand-over to process-file.ts.
import { setFlagsFromString } from "node:v8";
import { workerFlags } from "./worker-flags.js";

// Before anything else is loaded: what is compiled by then stays as it is.
for (const flag of workerFlags(process.versions.v8)) setFlagsFromString(flag);

const [{ processWork }, { installQuickInflate }, { serveWork }] = await Promise.all([import("./process-file.js"), import("./quick-inflate.js"), import("./serve-work.js")]);
installQuickInflate();
serveWork(Number(process.argv[2]), processWork);
