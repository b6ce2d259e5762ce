// Owns the entry of a worker process. Must hold nothing but the hand-over to process-file.ts.
import { processWork } from "./process-file.js";
import { installQuickInflate } from "./quick-inflate.js";
import { serveWork } from "./serve-work.js";

installQuickInflate();
serveWork(Number(process.argv[2]), processWork);
