// Owns the loaders of what is true about States: the States, their memberships, names, groupings, and areas that are no States.
// Must not look into text; extractors/states does.
import { z } from "zod";
import { DataFileError, loadCsv, unknownValue } from "./load-csv.js";
import { datasetPath } from "./paths.js";

export const GROUPINGS = ["region", "subregion", "subregion_broad", "un_group", "ldc", "lldc", "sids", "income"] as const;
export const ALIAS_KINDS = ["short", "formal", "inverted", "former", "variant", "adjective", "abbreviation", "non_state", "none"] as const;

export type AliasKind = (typeof ALIAS_KINDS)[number];

/** ISO 8601 date, year-month or year; null where open. */
const date = z
  .string()
  .regex(/^(\d{4}(-\d\d(-\d\d)?)?)?$/, "a date is 1945-10-24, 1945-10 or 1945")
  .transform((v) => v || null);
const text = z.string().transform((v) => v || null);
const iso3 = z.string().regex(/^[A-Z]{3}$/, "an ISO 3166 alpha-3 code is three capital letters");

const stateSchema = z.object({
  iso3,
  iso2: text,
  m49: z.string().regex(/^\d{3}$/, "an M49 code is three digits"),
  short_name: z.string().min(1),
  formal_name: z.string().min(1),
  status: z.enum(["member", "observer", "former"]),
  member_from: date,
  member_to: date,
  date_precision: z.enum(["day", "month", "year", ""]),
  successors: z.string().transform((v) => (v === "" ? [] : v.split("|"))),
  note: z.string(),
});
const membershipSchema = z.object({ iso3, from: date, to: date });
const aliasSchema = z.object({
  name: z.string().min(2),
  code: z.string(),
  kind: z.enum(ALIAS_KINDS),
  lang: z.enum(["en", "fr", "es"]),
  valid_from: date,
  valid_to: date,
  safe: z.enum(["yes", "no"]).transform((v) => v === "yes"),
  note: z.string(),
});
const groupingSchema = z.object({ iso3, grouping: z.enum(GROUPINGS), group: z.string().min(1), source: z.string(), year: z.string().regex(/^\d{4}$/).transform(Number), note: z.string() });
const nonStateSchema = z.object({ code: z.string().min(2), name: z.string().min(1), type: z.enum(["area", "part", "organization"]), part_of: text, note: z.string() });
const sourceSchema = z.object({ source: z.string().min(1), title: z.string().min(1), url: z.string(), year: z.string(), note: z.string() });

/** A Member State, an observer State or a former Member State (`successors` says what became of it). */
export interface StateRecord {
  /** ISO 3166-1 alpha-3; for former States ISO 3166-3 (CSK, SCG, YUG, DDR, SUN). */
  iso3: string;
  iso2: string | null;
  m49: string;
  /** UN short name, English, without article. */
  shortName: string;
  /** UN formal name, English, with article. */
  formalName: string;
  status: "member" | "observer" | "former";
  /** ISO 8601; null for observers. `memberTo` is the first day on which it was no member. */
  memberFrom: string | null;
  memberTo: string | null;
  datePrecision: "day" | "month" | "year" | "";
  successors: string[];
  note: string;
}

/** A period of membership: from `from` up to, and without, `to`. States that left and came back have two. */
export interface MembershipRow {
  iso3: string;
  from: string;
  to: string | null;
}

/** One name. `code` is an iso3, a non-State code, or "" for kind `none` (contains a State's name and names none). */
export interface AliasRecord {
  name: string;
  code: string;
  kind: AliasKind;
  lang: "en" | "fr" | "es";
  validFrom: string | null;
  validTo: string | null;
  /** False: never resolved by itself, only offered as a candidate. */
  safe: boolean;
  note: string;
}

/** One State in one grouping: exactly one row for each State and grouping. `year` is the vintage of the source. */
export interface GroupingRow {
  iso3: string;
  grouping: (typeof GROUPINGS)[number];
  group: string;
  source: string;
  year: number;
  note: string;
}

/** An area, a part of a State or an organization that text names beside States. Never counted as a State. */
export interface NonStateRecord {
  code: string;
  name: string;
  type: "area" | "part" | "organization";
  /** iso3 of the State that it is part of or that administers it; null where none or disputed. */
  partOf: string | null;
  note: string;
}

export type SourceRow = z.output<typeof sourceSchema>;

interface Cache {
  states?: readonly StateRecord[];
  byIso3?: ReadonlyMap<string, StateRecord>;
  memberships?: readonly MembershipRow[];
  aliases?: readonly AliasRecord[];
  groupings?: readonly GroupingRow[];
  groupOf?: ReadonlyMap<string, string>;
  nonStates?: readonly NonStateRecord[];
  sources?: readonly SourceRow[];
}
const cache: Cache = {};
const path = (name: string): string => datasetPath("states", name);

/** All States, Member, observer and former, by iso3. Read once a process. @throws DataFileError */
export function loadStates(): readonly StateRecord[] {
  if (cache.states) return cache.states;
  const { rows, lines, file } = loadCsv(path("states.csv"), stateSchema);
  const codes = new Set<string>();
  const states = rows.map((r, i): StateRecord => {
    if (codes.has(r.iso3)) throw new DataFileError(`${file} line ${lines[i]}: iso3 '${r.iso3}' stands above already. One row a State.`);
    codes.add(r.iso3);
    return {
      iso3: r.iso3, iso2: r.iso2, m49: r.m49, shortName: r.short_name, formalName: r.formal_name, status: r.status,
      memberFrom: r.member_from, memberTo: r.member_to, datePrecision: r.date_precision, successors: r.successors, note: r.note,
    };
  });
  states.forEach((s, i) => {
    for (const after of s.successors) if (!codes.has(after)) throw unknownValue(file, lines[i] ?? 0, "successor", after, codes);
  });
  cache.states = states;
  return states;
}

function statesByIso3(): ReadonlyMap<string, StateRecord> {
  cache.byIso3 ??= new Map(loadStates().map((s) => [s.iso3, s]));
  return cache.byIso3;
}

/** The State of a code; undefined for a code that is no State (also for non-State codes such as XKX). */
export function stateByIso3(code: string): StateRecord | undefined {
  return statesByIso3().get(code);
}

/** Periods of membership. @throws DataFileError */
export function loadMemberships(): readonly MembershipRow[] {
  if (cache.memberships) return cache.memberships;
  const { rows, lines, file } = loadCsv(path("memberships.csv"), membershipSchema);
  cache.memberships = rows.map((r, i) => {
    if (!statesByIso3().has(r.iso3)) throw unknownValue(file, lines[i] ?? 0, "iso3", r.iso3, statesByIso3().keys());
    if (r.from === null) throw new DataFileError(`${file} line ${lines[i]}: from is empty. Give the date of admission.`);
    return { iso3: r.iso3, from: r.from, to: r.to };
  });
  return cache.memberships;
}

/**
 * The Member States on a day.
 * @param day ISO 8601 date
 * @returns iso3 codes in the order of memberships.csv
 */
export function membersOn(day: string): string[] {
  return loadMemberships().filter((m) => m.from <= day && (m.to === null || day < m.to)).map((m) => m.iso3);
}

/** Areas, parts of States and organizations that are no States. @throws DataFileError */
export function loadNonStates(): readonly NonStateRecord[] {
  if (cache.nonStates) return cache.nonStates;
  const { rows, lines, file } = loadCsv(path("non_states.csv"), nonStateSchema);
  cache.nonStates = rows.map((r, i) => {
    if (r.part_of !== null && !statesByIso3().has(r.part_of)) throw unknownValue(file, lines[i] ?? 0, "part_of", r.part_of, statesByIso3().keys());
    if (statesByIso3().has(r.code)) throw new DataFileError(`${file} line ${lines[i]}: code '${r.code}' is a State of states.csv. A code is one or the other.`);
    return { code: r.code, name: r.name, type: r.type, partOf: r.part_of, note: r.note };
  });
  return cache.nonStates;
}

/** All names of States and of what is no State. @throws DataFileError (also for a name of an unknown code) */
export function loadAliases(): readonly AliasRecord[] {
  if (cache.aliases) return cache.aliases;
  const { rows, lines, file } = loadCsv(path("aliases.csv"), aliasSchema);
  const codes = new Set([...statesByIso3().keys(), ...loadNonStates().map((n) => n.code)]);
  cache.aliases = rows.map((r, i) => {
    if (r.kind === "none" ? r.code !== "" : !codes.has(r.code)) throw unknownValue(file, lines[i] ?? 0, "code", r.code, codes);
    return { name: r.name, code: r.code, kind: r.kind, lang: r.lang, validFrom: r.valid_from, validTo: r.valid_to, safe: r.safe, note: r.note };
  });
  return cache.aliases;
}

/** Where the facts come from. @throws DataFileError */
export function loadSources(): readonly SourceRow[] {
  cache.sources ??= loadCsv(path("sources.csv"), sourceSchema).rows;
  return cache.sources;
}

/** The groupings in long form: a new grouping is new rows. @throws DataFileError */
export function loadGroupings(): readonly GroupingRow[] {
  if (cache.groupings) return cache.groupings;
  const { rows, lines, file } = loadCsv(path("groupings.csv"), groupingSchema);
  const sources = new Set(loadSources().map((s) => s.source));
  const seen = new Set<string>();
  rows.forEach((r, i) => {
    const line = lines[i] ?? 0;
    if (!statesByIso3().has(r.iso3)) throw unknownValue(file, line, "iso3", r.iso3, statesByIso3().keys());
    if (!sources.has(r.source)) throw unknownValue(file, line, "source", r.source, sources);
    const key = `${r.iso3} ${r.grouping}`;
    if (seen.has(key)) throw new DataFileError(`${file} line ${line}: '${r.iso3}' has a ${r.grouping} above already. One row for each State and grouping.`);
    seen.add(key);
  });
  cache.groupings = rows;
  return rows;
}

/** The group of a State in a grouping ("Africa" for "KEN", "region"); undefined for what is no State. */
export function groupOf(code: string, grouping: GroupingRow["grouping"]): string | undefined {
  cache.groupOf ??= new Map(loadGroupings().map((g) => [`${g.iso3} ${g.grouping}`, g.group]));
  return cache.groupOf.get(`${code} ${grouping}`);
}
