// Owns how the rewordings are printed. Must not name a row of held.csv: it is scored, and not read while working.
import { formatRows } from "../../reports/format.js";
import { GENRES } from "./built-document.js";
import { rewordingFigures, type RewordingFile, type RewordingOutcome } from "./rewordings.js";

const share = (part: number, of: number): string => (of === 0 ? "–" : `${((100 * part) / of).toFixed(1)} %`);

/** Figures of every file, by genre; rows of those that may be listed where `listed` asks for them. */
export function rewordingsReport(files: Map<RewordingFile, RewordingOutcome[] | null>, listed: boolean): string {
  const lines: string[] = [];
  for (const [name, outcomes] of files) {
    if (outcomes === null) {
      lines.push(`SKIPPED ${name}: no ${name}.csv in the folder of rewordings.`);
      continue;
    }
    const groups: [string, RewordingOutcome[]][] = [[`${name}, all`, outcomes], ...GENRES.map((genre): [string, RewordingOutcome[]] => [genre, outcomes.filter((one) => one.row.genre === genre)])];
    lines.push(formatRows(groups.map(([group, rows]) => told(group, name, rows)), "table", { width: 120 }));
    if (listed && name !== "held") lines.push(...failures(outcomes));
    else if (listed) lines.push("held: figures only.");
    if (name === "none") lines.push(formatRows([...kindsOfTrap(outcomes)].map(([kind, rows]) => told(kind, name, rows)), "table", { width: 120 }));
  }
  return `${lines.join("\n")}\n`;
}

function told(group: string, name: RewordingFile, outcomes: RewordingOutcome[]): Record<string, string | number> {
  const { rows, found, right, wrong } = rewordingFigures(outcomes);
  if (name === "none") return { group, rows, "not claimed": found, share: share(found, rows), "false claims": rows - found, "other wrong claims": wrong };
  return { group, rows, found, "found %": share(found, rows), "with status": right, "right %": share(right, rows), "wrong claims": wrong };
}

/** By the kind of trap that an id names: "n-homograph-03". */
function kindsOfTrap(outcomes: RewordingOutcome[]): Map<string, RewordingOutcome[]> {
  const kinds = new Map<string, RewordingOutcome[]>();
  for (const one of outcomes) {
    const kind = one.row.id.replace(/^n-/, "").replace(/-\d+$/, "");
    kinds.set(kind, [...(kinds.get(kind) ?? []), one]);
  }
  return kinds;
}

function failures(outcomes: RewordingOutcome[]): string[] {
  return outcomes.filter((one) => !one.right || one.wrong.length > 0).map(({ row, found, right, given, wrong }) => {
    const how = right ? "wrong beside it" : row.status === null ? "claimed" : found ? "status" : "missed";
    return `  ${how.padEnd(15)} ${row.id} ${row.states.join(";")} ${row.measure} ${row.status ?? ""} "${[row.heading === "" ? "" : `[${row.heading}]`, row.before, row.sentence].filter((part) => part !== "").join(" ")}" gave ${given.join(", ") || "nothing"}${wrong.length > 0 ? `; wrong: ${wrong.join(", ")}` : ""}`;
  });
}
