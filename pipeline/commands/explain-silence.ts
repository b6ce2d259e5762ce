// Owns the answer to "why silent?": what was considered for a State and a measure, and the step that rejected it.
// Must not explain claims; explain.ts does.
import { CommandError, type Io } from "./io.js";
import { withDatabase } from "./open.js";
import { selectDocuments, selectMeasures, selectStates } from "./selection.js";

/** Most sentences shown in text; JSON has all. */
const SHOWN = 10;

interface Candidate {
  [column: string]: string | number | null;
  document: string;
  paragraph: string | null;
  page: number | null;
  status: string | null;
  score: number;
  step: string;
  reason: string;
  quote: string;
}

const STEPS: Record<string, string> = {
  role: "it stands in a part of the document that tells of no acts", topic: "it is not said of trafficking", concept: "words of the measure are missing", predicate: "no verb says it",
  actor: "somebody else acts", status: "it is not said to be there", outscored: "too little speaks for it",
};

/** What the database holds on a State: documents of it, and those that were not read. */
interface Standing {
  documents: number;
  unread: number;
  claims: number;
}

/**
 * Prints why a State is silent on a measure, or that it is not.
 * @param asked State and measure as typed
 * @throws CommandError where a name is not known, or there is no document of the State
 */
export async function explainSilence(asked: readonly string[], options: { db: string; format: string; document?: string[] }, io: Io): Promise<void> {
  if (asked.length !== 2) throw new CommandError("--silence takes a State and a measure: stocktake explain --silence Norway victims.shelter", 2);
  const state = (await selectStates(asked.slice(0, 1)))?.[0] ?? "";
  const { clean, toJson, wrap } = await import("../../reports/format.js");
  await withDatabase(options.db, async (database) => {
    const measures = (await selectMeasures(database, asked.slice(1))) ?? [];
    if (measures.length !== 1 || measures[0] === undefined) throw new CommandError(`'${asked[1] ?? ""}' is a category of ${measures.length} measures: name one of ${measures.join(", ")}.`, 2);
    const [measure] = measures;
    const documents = await selectDocuments(database, options.document);
    const of = "($3 IS NULL OR list_contains($3, document_id))";
    const [standing] = await database.all<Standing & Record<string, number>>(
      `SELECT (SELECT count(*)::INTEGER FROM documents WHERE ${of} AND (state = $1 OR document_id IN (SELECT document_id FROM respondents WHERE state = $1))) AS documents,
        (SELECT count(*)::INTEGER FROM documents WHERE ${of} AND state = $1 AND NOT readable) AS unread,
        (SELECT count(*)::INTEGER FROM claims WHERE ${of} AND state = $1 AND measure = $2) AS claims`, [state, measure, documents]);
    if (standing === undefined || standing.documents === 0) throw new CommandError(`${options.db}: no document of ${state}. States that have one: stocktake documents.`);
    const candidates = await database.all<Candidate>(
      `SELECT coalesce(d.symbol, d.file) AS document, c.paragraph, c.page, c.status, c.score, c.step, c.reason, c.quote FROM candidates c JOIN documents d USING (document_id)
       WHERE ($3 IS NULL OR list_contains($3, c.document_id)) AND c.state = $1 AND c.measure = $2 ORDER BY c.score DESC, document, c.ordinal`, [state, measure, documents]);
    if (options.format === "json") {
      io.out(toJson({ state, measure, ...standing, candidates }));
      return;
    }
    io.out(wordsOf({ state, measure, standing, candidates, columns: io.columns, clean, wrap }).join("\n"));
  });
}

interface Words {
  state: string;
  measure: string;
  standing: Standing;
  candidates: readonly Candidate[];
  columns: number;
  clean: (text: string) => string;
  wrap: (text: string, width: number, indent: string) => string;
}

function wordsOf({ state, measure, standing, candidates, columns, clean, wrap }: Words): string[] {
  const plural = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;
  const lines = [
    standing.claims > 0
      ? `${state} is not silent on ${measure}: ${plural(standing.claims, "claim")}. List them with: stocktake claims --state ${state} --measure ${measure}`
      : `${state} is silent on ${measure} in ${plural(standing.documents, "document")}.`,
  ];
  if (standing.unread > 0) lines.push(`${plural(standing.unread, "document")} of it could not be read, so that silence there says nothing.`);
  if (candidates.length === 0) lines.push("No sentence was considered for it: none names the measure near the topic.", "");
  else lines.push(`${plural(candidates.length, "sentence")} considered and not claimed, the nearest first:`, "");
  for (const c of candidates.slice(0, SHOWN)) {
    const where = `${clean(c.document)}${c.paragraph === null ? "" : `, paragraph ${clean(c.paragraph)}`}${c.page === null ? "" : `, page ${c.page}`}`;
    lines.push(where, wrap(`  ${STEPS[c.step] ?? c.step}: ${clean(c.reason)} (step ${c.step}, score ${c.score.toFixed(2)})`, columns, "  "), wrap(`  “${clean(c.quote)}”`, columns, "  "), "");
  }
  if (candidates.length > SHOWN) lines.push(`… and ${candidates.length - SHOWN} more: --format json lists all.`, "");
  return lines;
}
