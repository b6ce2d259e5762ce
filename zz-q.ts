import { openDatabase } from "./pipeline/commands/open.js";
import { QUESTIONS } from "./reports/explorer/questions.js";
const db = await openDatabase("/tmp/ex/million.duckdb").catch(async (e) => { console.log(String(e)); return (await import("./pipeline/store/database.js")).Database.open("/tmp/ex/million.duckdb", "read"); });
const run = async (name: string, p: Record<string, string> = {}) => {
  const t = performance.now(); const c = process.cpuUsage();
  const answer = await QUESTIONS[name]!(db, p);
  const u = process.cpuUsage(c);
  console.log(name, JSON.stringify(p), `${(performance.now() - t).toFixed(0)} ms, cpu ${((u.user + u.system) / 1000).toFixed(0)} ms, ${(JSON.stringify(answer) ?? "").length} B`);
};
const list: [string, Record<string, string>?][] = [["codebook"], ["reading"], ["heat", { by: "region" }], ["map"], ["shapes"], ["heat", { by: "un_group" }], ["heat", { by: "region", kind: "sg_report" }], ["heat", { by: "region", year: "2010" }], ["heat", { by: "region", basis: "all" }], ["heat", { by: "year", kind: "sg_report" }], ["heat", { by: "year", kind: "sg_report" }], ["heat", { by: "year", kind: "national_report" }], ["prepare"], ["claims"], ["claims", { states: "AUT" }], ["claims", { measures: "victims.shelter", statuses: "in_place" }], ["claims", { q: "hotline" }], ["paragraphs", { q: "victims trafficking" }], ["paragraphs", { q: "hotline", regions: "Europe" }], ["state", { id: "AUT" }], ["measure", { id: "victims.shelter" }], ["documents"], ["state-counts"], ["silence", { state: "AUT", measure: "victims.shelter" }], ["cell", { state: "AUT", measure: "victims.shelter" }]];
for (const [n, p] of list) if (process.argv[2] === undefined || process.argv[2] === n) await run(n, p);
process.exit(0);
