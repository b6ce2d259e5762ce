// Owns the entry of a worker thread. Must hold nothing but the hand-over to process-file.ts.
import type { FileResult, FileTask } from "./file-task.js";
import { processFile } from "./process-file.js";

export default function work(task: FileTask): Promise<FileResult> {
  return processFile(task);
}
