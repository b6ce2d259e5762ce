// Owns the questions that the explorer's pages ask, by name. Must not open a database or know HTTP.
import type { QueryRunner } from "../query.js";
import { GROUPINGS } from "../gaps.js";
import { documentList, documentPage, paragraphPage } from "./questions/documents.js";
import { filterOf } from "./questions/filter.js";
import { codebook, heat, heatByYear, measureCells, measureForMap, reading, scopeOf } from "./questions/overview.js";
import { prepareClaims } from "./questions/prepared.js";
import { searchClaims, searchParagraphs } from "./questions/search.js";
import { cellClaims, measurePage, silence, statePage } from "./questions/state.js";

type Parameters = Readonly<Record<string, string>>;

/** Rows on a page of a list. */
export const PAGE = 50;

const wanted = (parameters: Parameters, name: string): string => parameters[name] ?? "";
const offsetOf = (parameters: Parameters): number => Math.max(0, Math.min(10_000_000, Math.trunc(Number(wanted(parameters, "offset"))) || 0));

export const QUESTIONS: Readonly<Record<string, (database: QueryRunner, parameters: Parameters) => Promise<unknown>>> = {
  codebook,
  reading,
  heat: async (database, parameters) => {
    if (wanted(parameters, "by") === "year") return heatByYear(database, wanted(parameters, "kind"));
    const by = GROUPINGS.find((one) => one === (wanted(parameters, "by") || "region"));
    return by === undefined ? null : heat(database, by, scopeOf(parameters));
  },
  map: async (database, parameters) => {
    const measure = wanted(parameters, "measure") || (await measureForMap(database, scopeOf(parameters)));
    return measure === null ? null : { measure, cells: await measureCells(database, measure, scopeOf(parameters)) };
  },
  prepare: async (database) => {
    await prepareClaims(database);
    return {};
  },
  groups: async (database, parameters) => Object.fromEntries((await database.all<{ state: string; group_name: string }>("SELECT state, group_name FROM state_groupings WHERE grouping = $1", [wanted(parameters, "by")])).map((row) => [row.state, row.group_name])),
  "state-counts": async (database) => Object.fromEntries((await database.all<{ state: string; number: number }>("SELECT state, count(*)::INTEGER AS number FROM claims GROUP BY state")).map((row) => [row.state, row.number])),
  silence: (database, parameters) => silence(database, wanted(parameters, "state").toUpperCase(), wanted(parameters, "measure")),
  cell: (database, parameters) => cellClaims(database, wanted(parameters, "measure"), wanted(parameters, "state")),
  state: (database, parameters) => statePage(database, wanted(parameters, "id").toUpperCase(), scopeOf(parameters)),
  measure: (database, parameters) => measurePage(database, wanted(parameters, "id"), scopeOf(parameters)),
  documents: documentList,
  document: (database, parameters) => documentPage(database, wanted(parameters, "id")),
  paragraph: (database, parameters) => paragraphPage(database, wanted(parameters, "id"), Number(wanted(parameters, "ordinal"))),
  claims: (database, parameters) => searchClaims(database, filterOf(parameters), PAGE, offsetOf(parameters)),
  paragraphs: (database, parameters) => searchParagraphs(database, filterOf(parameters), PAGE, offsetOf(parameters)),
};
