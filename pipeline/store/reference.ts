// Owns turning datasets into the reference tables, so that the database can be asked alone.
// Must not hold facts itself; datasets does.
import { loadCodebook, loadMeasures } from "../../datasets/measures.js";
import { loadTreatyActions } from "../../datasets/treaties.js";
import { groupOf, loadAliases, loadGroupings, loadMemberships, loadNonStates, loadStates } from "../../datasets/states.js";
import type { Value } from "./database.js";
import type { ReferenceRows } from "./load.js";
import { SCHEMA_VERSION, TABLES } from "./schema.js";
import { TABLE_MACROS } from "./table-macros.js";
import { VIEWS } from "./views.js";
import { shortHash } from "./short-hash.js";

/** Names for tables: no unexplained abbreviation. */
const GROUP_NAMES: Record<string, string> = {
  LDC: "Least developed countries",
  "Not LDC": "Other than least developed",
  LLDC: "Landlocked developing countries",
  "Not LLDC": "Other than landlocked developing",
  SIDS: "Small island developing States",
  "Not SIDS": "Other than small island developing",
};
/** Groups that have an order of their own; all others stand by name. */
const GROUP_ORDER = ["Low income", "Lower middle income", "Upper middle income", "High income", "Not classified", "LDC", "Not LDC", "LLDC", "Not LLDC", "SIDS", "Not SIDS"];

/**
 * Rows of the reference tables.
 * @param versions further versions that decide the content (reader, extractors), for `build_versions`
 * @throws Error where an observer State has no date
 */
export function referenceRows(versions: Record<string, string>): ReferenceRows {
  const measures = loadMeasures().map((record, index): Value[] => [record.code, index + 1, record.category, record.code.split(".")[0] as string, record.label, record.definition]);
  const states: Value[][] = loadStates().map((record) => [
    record.iso3, record.shortName, record.status, groupOf(record.iso3, "region") ?? null, groupOf(record.iso3, "subregion") ?? null, groupOf(record.iso3, "un_group") ?? null,
    flag(groupOf(record.iso3, "ldc")), flag(groupOf(record.iso3, "lldc")), flag(groupOf(record.iso3, "sids")), groupOf(record.iso3, "income") ?? null,
  ]);
  for (const record of loadNonStates()) states.push([record.code, record.name, "not_a_state", null, null, null, null, null, null, null]);
  const memberships: Value[][] = loadMemberships().map((row) => [row.iso3, row.from, row.to]);
  for (const record of loadStates()) {
    if (record.status !== "observer" || memberships.some((row) => row[0] === record.iso3)) continue;
    // The table of memberships holds Members; the date of an observer stands in its note.
    const since = record.memberFrom ?? /\bsince (\d{4}-\d\d-\d\d)\b/.exec(record.note)?.[1];
    if (since === undefined) throw new Error(`states.csv: the observer State ${record.iso3} has no date. Write 'since YYYY-MM-DD' in its note.`);
    memberships.push([record.iso3, since, null]);
  }
  const positions = new Map<string, number>();
  const rows = loadGroupings();
  for (const grouping of new Set(rows.map((row) => row.grouping))) {
    const groups = [...new Set(rows.filter((row) => row.grouping === grouping).map((row) => row.group))].sort((a, b) => GROUP_ORDER.indexOf(a) - GROUP_ORDER.indexOf(b) || (a < b ? -1 : 1));
    groups.forEach((group, index) => positions.set(`${grouping} ${group}`, index + 1));
  }
  const groupings = rows.map((row): Value[] => [row.grouping, row.iso3, GROUP_NAMES[row.group] ?? row.group, positions.get(`${row.grouping} ${row.group}`) as number]);
  const aliases = loadAliases()
    .filter((record) => record.code !== "")
    .map((record): Value[] => [record.name, record.code, record.kind, record.lang, record.safe, record.validFrom, record.validTo]);
  const treaties = loadTreatyActions().map((row): Value[] => [row.measure, row.state, row.signed, row.adhered, row.act, row.asOf]);
  const reference = { measures, states, state_memberships: memberships, state_groupings: groupings, state_aliases: aliases, treaty_actions: treaties };
  const all: Record<string, string> = { schema: String(SCHEMA_VERSION), schema_hash: shortHash(JSON.stringify([TABLES, VIEWS, TABLE_MACROS])), codebook: loadCodebook().version, reference_hash: shortHash(JSON.stringify(reference)), ...versions };
  return { ...reference, build_versions: Object.entries(all).sort((a, b) => (a[0] < b[0] ? -1 : 1)) };
}

const flag = (group: string | undefined): boolean | null => (group === undefined ? null : !group.startsWith("Not "));
