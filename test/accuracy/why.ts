// Owns the question which step lost a labelled row. Must not print; it reads what extract() gives and knows nothing of how it works inside.
import { join } from "node:path";
import { CANDIDATE_STEPS, type Candidate, type CandidateStep, type ReadDocument } from "../../extractors/contracts.js";
import type { ScoredRow } from "../../reports/score.js";
import { readLabels } from "./labels.js";
import { coverageOf, type Measured } from "./measure-set.js";
import { readAndExtract, type Read } from "./read-file.js";
import type { GoldSet } from "./sets.js";

/** `paragraph`: no paragraph of that number was read; the others are the extractors' own steps. */
export const LOSS_STEPS = ["paragraph", ...CANDIDATE_STEPS] as const;
export type LossStep = (typeof LOSS_STEPS)[number];

export interface Loss {
  row: ScoredRow;
  step: LossStep;
  reason: string;
  /** What the coder saw. */
  quote: string;
  /** What is claimed in the paragraph, "STATE measure status". */
  besides: string[];
}

/** Roles that extraction reads, by kind of document. */
const READ_ROLES: ReadonlySet<string> = new Set(["state_report", "dialogue", "third_party", "state_section"]);

/** The step that lost each labelled row of a set, and the rows found with another status (step `status`). */
export async function lossesOf({ set, score }: Measured): Promise<Loss[]> {
  const quotes = quotesOf(set);
  const losses: Loss[] = [];
  const rows = [...score.missed.map((row) => ({ row, given: [] as string[] })), ...score.statusDiffers.map(({ label, given }) => ({ row: label, given }))];
  for (const { row, given } of rows) {
    const read = await readAndExtract(join(set.documents, row.document));
    const labelled = quotes.get(keyOf(row, set.by === "cell")) ?? [];
    const places = labelled.length === 0 ? [row.paragraph] : labelled.map((label) => label.paragraph);
    const told = given.length > 0 ? { step: "status" as const, reason: `given as ${given.join(", ")}` } : lossOf(row, places, read);
    losses.push({ row: { ...row, paragraph: [...new Set(places)].join("+") }, ...told, quote: labelled[0]?.quote ?? "", besides: claimsIn(read, places) });
  }
  return losses;
}

const keyOf = (row: { document: string; paragraph: string; state: string; measure: string }, byCell: boolean): string => [row.document, byCell ? "" : row.paragraph, row.state, row.measure].join("\u001f");

function quotesOf(set: GoldSet): Map<string, { paragraph: string; quote: string }[]> {
  const covered = coverageOf(set);
  const quotes = new Map<string, { paragraph: string; quote: string }[]>();
  for (const label of set.gold.flatMap((file) => readLabels(file))) {
    const document = set.file?.[label.document] ?? label.document;
    if (label.doubtful || !covered(document, label.paragraph)) continue;
    const key = keyOf({ ...label, document }, set.by === "cell");
    quotes.set(key, [...(quotes.get(key) ?? []), { paragraph: label.paragraph, quote: label.quote }]);
  }
  return quotes;
}

/** The step that lost a row: the furthest that a candidate for it came, or what can be told without candidates. */
export function lossOf(row: ScoredRow, places: string[], { document, result }: Read): { step: LossStep; reason: string } {
  const paragraphs = document.paragraphs.filter((paragraph) => places.includes(paragraph.number));
  if (paragraphs.length === 0) return { step: "paragraph", reason: "no paragraph of this number was read" };
  const ordinals = new Set(paragraphs.map((paragraph) => paragraph.ordinal));
  const here = (result.candidates ?? []).filter((candidate) => ordinals.has(candidate.paragraph) && candidate.measure === row.measure);
  const furthest = here.filter((candidate) => candidate.state === null || candidate.state === row.state).sort(byProgress)[0];
  if (furthest !== undefined) return { step: furthest.step, reason: furthest.reason };
  const other = result.claims.find((claim) => ordinals.has(claim.paragraph) && claim.measure === row.measure && claim.state !== row.state)?.state ?? here[0]?.state;
  if (other != null) return { step: "actor", reason: `ascribed to ${other}` };
  if (!paragraphs.some((paragraph) => isRead(document, paragraph.role))) return { step: "role", reason: `role ${[...new Set(paragraphs.map((paragraph) => paragraph.role))].join(", ")} is not read in a document of kind ${document.meta.kind}` };
  if (document.meta.kind !== "sg_report" && document.meta.state === null && !paragraphs.some((paragraph) => paragraph.role === "state_section")) return { step: "actor", reason: "the State of the document was not found" };
  return { step: "concept", reason: "no candidate in the paragraph" };
}

const isRead = (document: ReadDocument, role: string): boolean => (document.meta.kind === "sg_report" ? role === "member_states" : READ_ROLES.has(role));

/** What came furthest first, then what scored highest. */
const byProgress = (a: Candidate, b: Candidate): number => stepAt(b.step) - stepAt(a.step) || b.score - a.score;
const stepAt = (step: CandidateStep): number => CANDIDATE_STEPS.indexOf(step);

function claimsIn({ document, result }: Read, places: string[]): string[] {
  const claims = result.claims.filter((claim) => places.includes(document.paragraphs[claim.paragraph]?.number ?? ""));
  return [...new Set(claims.map((claim) => `${claim.state} ${claim.measure} ${claim.status}`))].sort();
}

/** Rows a step, and how many of them stand in a paragraph where something else was claimed. */
export function stepCounts(losses: Loss[]): Record<LossStep | "besides", number> {
  const counts = Object.fromEntries([...LOSS_STEPS, "besides"].map((step) => [step, 0])) as Record<LossStep | "besides", number>;
  for (const loss of losses) {
    counts[loss.step] += 1;
    if (loss.besides.length > 0 && !loss.reason.startsWith("given as")) counts.besides += 1;
  }
  return counts;
}
