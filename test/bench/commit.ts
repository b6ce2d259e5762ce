// Owns the commit that figures of a bench belong to.
import { execFileSync } from "node:child_process";
import { packageRoot } from "../../datasets/paths.js";

/** Short commit, with "+" where files differ from it (the benches' own histories aside). Null where git does not answer. */
export function commit(): string | null {
  try {
    const git = (...args: string[]): string => execFileSync("git", args, { cwd: packageRoot(), encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    return `${git("rev-parse", "--short", "HEAD")}${git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!test/bench/*history.jsonl") === "" ? "" : "+"}`;
  } catch {
    return null;
  }
}
