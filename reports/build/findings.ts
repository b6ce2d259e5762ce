// Owns the findings of the summary: sentences made by rule from figures that stand in the tables of the same report.
// Must not count: every number in a sentence is a figure of reports/sql. Says "reported", never "has"; takes no measure where silence says little for a finding of absence.
import type { CountRow, MeasureInfo } from "../model.js";
import { runSqlFile, type QueryRunner } from "../query.js";
import type { ReportBase } from "./base.js";
import type { Lookup } from "./lookup.js";

/** Fewer respondents than these carry no comparison. */
const ENOUGH = 5;
const MOST = 8;
/** Measures that a sentence names. */
const NAMED = 3;

/** Five to eight sentences, as many as the figures bear. */
export async function findingsOf(database: QueryRunner, base: ReportBase, lookup: Lookup): Promise<string[]> {
  const all = base.groups.find((group) => group.position === 0);
  if (all === undefined || all.respondents === 0) return [];
  const treaties = new Set((await database.all<{ measure: string }>("SELECT DISTINCT measure FROM treaty_actions")).map((row) => row.measure));
  const plain = base.measures.filter((measure) => !treaties.has(measure.code));
  const found = [replied(base), ...(await changed(database, base))];
  if (all.respondents >= ENOUGH) found.push(...mostReported(plain, lookup), ...differences(base, plain, lookup), ...leastReported(plain, lookup), ...coming(plain, lookup), ...lacking(plain, lookup), ...silenceSaysLittle(plain));
  return found.filter((sentence) => sentence !== "").slice(0, MOST);
}

const inPlace = (lookup: Lookup, measure: MeasureInfo, group = "All States"): CountRow => lookup.figure(measure.code, "in_place", group);
const ofRespondents = (figure: CountRow): string => `${figure.count} of ${figure.respondents}${figure.percentage === null ? "" : ` (${figure.percentage} %)`}`;
const quoted = (measure: MeasureInfo): string => `“${measure.label}”`;

function replied(base: ReportBase): string {
  const all = base.groups.find((group) => group.position === 0);
  if (all === undefined) return "";
  const groups = base.groups.filter((group) => group.position !== 0 && group.states >= ENOUGH && group.respondentsPct !== null).sort((a, b) => (b.respondentsPct ?? 0) - (a.respondentsPct ?? 0));
  const [first, last] = [groups[0], groups.at(-1)];
  const spread = first === undefined || last === undefined || first.respondentsPct === last.respondentsPct ? "" : `, the largest share in ${first.name} (${first.respondents} of ${first.states}) and the smallest in ${last.name} (${last.respondents} of ${last.states})`;
  const unread = all.notRead === 0 ? "" : ` The reports of ${all.notRead} more could not be read.`;
  return `${all.respondents} of ${all.states} States ${verbOf(base)}${spread}.${unread} Nothing follows for the others.`;
}

/** What the States of the documents did: a State replied only where the report lists replies. */
export function verbOf(base: ReportBase): string {
  const kinds = new Set(base.documents.filter((item) => item.respondents > 0).map((item) => item.kind));
  if (kinds.size === 1 && kinds.has("sg_report")) return "replied";
  if (kinds.size === 1 && kinds.has("upr_working_group")) return "were reviewed";
  if ([...kinds].every((kind) => kind === "national_report" || kind === "pledge")) return "submitted a report";
  return "reported";
}

/** The same in one word, for the head of a column. */
export const verbShort = (base: ReportBase): string => ({ replied: "replied", "were reviewed": "reviewed" })[verbOf(base)] ?? "reported";

/** Measures of one figure after another, in the order given: a figure that more share than there is room for is told by their number. */
function byFigure(measures: MeasureInfo[], lookup: Lookup, room: number): { count: number; measures: MeasureInfo[] }[] {
  const found: { count: number; measures: MeasureInfo[] }[] = [];
  for (const measure of measures) {
    const { count } = inPlace(lookup, measure);
    const last = found.at(-1);
    if (last?.count === count) last.measures.push(measure);
    else if (found.reduce((sum, item) => sum + item.measures.length, 0) >= room) break;
    else found.push({ count, measures: [measure] });
  }
  return found;
}

/** "“A” (3)", or "7 measures (2 each)" where they are too many to name. */
const namesOf = ({ count, measures }: { count: number; measures: MeasureInfo[] }, room: number): string[] => (measures.length <= room ? measures.map((measure) => `${quoted(measure)} (${count})`) : [`${measures.length} measures (${count} each)`]);

function mostReported(measures: MeasureInfo[], lookup: Lookup): string[] {
  const ranked = [...measures].filter((measure) => inPlace(lookup, measure).count > 0).sort((a, b) => inPlace(lookup, b).count - inPlace(lookup, a).count || a.position - b.position);
  const [first, ...others] = byFigure(ranked, lookup, NAMED);
  if (first === undefined) return ["The documents name no respondent with a measure in place."];
  const [top] = first.measures as [MeasureInfo];
  const leading = first.measures.length === 1 ? quoted(top) : first.measures.length <= NAMED ? first.measures.map(quoted).join(" and ") : `${first.measures.length} measures, among them ${first.measures.slice(0, NAMED).map(quoted).join(", ")}`;
  let room = NAMED - first.measures.length;
  const then = others.flatMap((item) => {
    const names = namesOf(item, room);
    room -= item.measures.length;
    return names;
  });
  return [`Most reported in place: ${leading}, by ${ofRespondents(inPlace(lookup, top))} respondents${first.measures.length === 1 ? "" : " each"}${then.length === 0 ? "" : `, then ${then.join(" and ")}`}.`];
}

function leastReported(measures: MeasureInfo[], lookup: Lookup): string[] {
  const clear = measures.filter((measure) => !measure.collective && !measure.illustrative);
  const ranked = clear.filter((measure) => inPlace(lookup, measure).count > 0).sort((a, b) => inPlace(lookup, a).count - inPlace(lookup, b).count || a.position - b.position);
  const [few] = byFigure(ranked, lookup, NAMED);
  const none = clear.filter((measure) => !lookup.cells(measure.code).some((cell) => cell.reported !== null) && measure.elsewhere === undefined);
  return [
    ...(few === undefined ? [] : [`${few.measures.length <= NAMED ? `Named with the fewest respondents: ${few.measures.map((measure) => `${quoted(measure)} (${few.count})`).join(", ")}` : `Named with the fewest respondents: ${few.measures.length} measures (${few.count} each), among them ${few.measures.slice(0, NAMED).map(quoted).join(", ")}`}. A State that is not named did not say no.`]),
    ...(none.length === 0 ? [] : [`The documents name no State with ${none.length} of the ${measures.length} measures other than treaties, among them ${none.slice(0, NAMED).map(quoted).join(", ")}. This says nothing about whether States apply them.`]),
  ];
}

/** The two measures on which groups with enough respondents lie furthest apart. */
function differences(base: ReportBase, measures: MeasureInfo[], lookup: Lookup): string[] {
  const groups = base.groups.filter((group) => group.position !== 0 && group.respondents >= ENOUGH);
  if (groups.length < 2) return [];
  const spread = measures.filter((measure) => !measure.collective && !measure.illustrative).map((measure) => {
    const figures = groups.map((group) => inPlace(lookup, measure, group.name)).sort((a, b) => (b.percentage ?? 0) - (a.percentage ?? 0));
    const [high, low] = [figures[0] as CountRow, figures.at(-1) as CountRow];
    return { measure, high, low, apart: (high.percentage ?? 0) - (low.percentage ?? 0) };
  });
  return spread.filter(({ apart }) => apart >= 20).sort((a, b) => b.apart - a.apart || a.measure.position - b.measure.position).slice(0, 2)
    .map(({ measure, high, low }) => `Groups lie far apart on ${quoted(measure)}: reported in place by ${ofRespondents(high)} respondents in ${high.group}, and by ${ofRespondents(low)} in ${low.group}.`);
}

function coming(measures: MeasureInfo[], lookup: Lookup): string[] {
  const [most] = measures.flatMap((measure) => (["in_progress", "planned"] as const).map((status) => ({ measure, status, figure: lookup.figure(measure.code, status, "All States") }))).filter(({ figure }) => figure.count >= 2).sort((a, b) => b.figure.count - a.figure.count || a.measure.position - b.measure.position);
  return most === undefined ? [] : [`Most often ${most.status === "planned" ? "planned and not yet in place" : "in progress"}: ${quoted(most.measure)}, by ${ofRespondents(most.figure)} respondents.`];
}

function lacking(measures: MeasureInfo[], lookup: Lookup): string[] {
  const found = measures.map((measure) => ({ measure, figure: lookup.figure(measure.code, "absent", "All States") })).filter(({ figure }) => figure.count > 0).sort((a, b) => b.figure.count - a.figure.count || a.measure.position - b.measure.position).slice(0, 3);
  return found.length === 0 ? [] : [`The documents themselves say that a measure is lacking: ${found.map(({ measure, figure }) => `${quoted(measure)} (${figure.count})`).join(", ")}.`];
}

function silenceSaysLittle(measures: MeasureInfo[]): string[] {
  const found = measures.filter((measure) => measure.collective);
  return found.length === 0 ? [] : [`For ${found.length === 1 ? "1 measure" : `${found.length} measures`} the documents speak of States that they do not name (“many countries”); their figures are marked * and understate what was reported.`];
}

/** What changed since the last report of the Secretary-General in the database. */
async function changed(database: QueryRunner, base: ReportBase): Promise<string[]> {
  if (base.documents.some((item) => item.kind !== "sg_report")) return [];
  const [row] = await runSqlFile<{ document: string | null; both: number; newly_reported: number; no_longer_named: number }>(database, "report_previous", { documents: base.documents.map((item) => item.document_id), bases: base.question.bases });
  if (row === undefined || row.document === null || row.both === 0) return [];
  return [`Since ${row.document}, and among the ${row.both} States that are respondents of both: ${row.newly_reported} reports of a measure are new, ${row.no_longer_named} are not repeated (which is not: ended).`];
}
