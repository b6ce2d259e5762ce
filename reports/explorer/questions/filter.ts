// Owns what a list of claims or paragraphs can be narrowed by, and that as SQL with bound values.
// Must not ask a database; prepared.ts makes the tables that it speaks of. Bound values and not variables as in reports/sql: variables belong to a connection, and here many questions share one.
import type { Cell } from "../../query.js";

/** Null: not narrowed by it. */
export interface Filter {
  /** Words that the paragraph holds; what stands in quotation marks is looked for as it is. */
  q: string | null;
  states: string[] | null;
  regions: string[] | null;
  measures: string[] | null;
  kinds: string[] | null;
  years: string[] | null;
  statuses: string[] | null;
  certainties: string[] | null;
  bases: string[] | null;
  documents: string[] | null;
  reviewed: "yes" | "no" | null;
}

const LISTS = ["states", "regions", "measures", "kinds", "years", "statuses", "certainties", "bases", "documents"] as const;

/** The filter that the address of a page says; lists are separated by commas. */
export function filterOf(parameters: Readonly<Record<string, string>>): Filter {
  const list = (name: string): string[] | null => {
    const values = (parameters[name] ?? "").split(",").map((value) => value.trim()).filter((value) => value !== "");
    return values.length === 0 ? null : values.slice(0, 400);
  };
  const reviewed = parameters["reviewed"];
  const q = (parameters["q"] ?? "").trim().slice(0, 400);
  return { ...Object.fromEntries(LISTS.map((name) => [name, list(name)])), q: q === "" ? null : q, reviewed: reviewed === "yes" || reviewed === "no" ? reviewed : null } as Filter;
}

/** Words and phrases of a search, in small letters; as the prepared paragraphs are. */
export function termsOf(q: string | null): string[] {
  if (q === null) return [];
  const terms = [...q.toLowerCase().matchAll(/"([^"]+)"|(\S+)/g)].map((match) => (match[1] ?? match[2] ?? "").replaceAll('"', "").trim());
  return [...new Set(terms.filter((term) => term !== ""))].slice(0, 12);
}

/** Conditions and their values. */
export class Conditions {
  readonly values: Cell[] = [];
  private readonly parts: string[] = [];

  /** Adds a condition on one value, which stands in `sql` as `?`. */
  add(sql: string, value: Cell): this {
    this.values.push(value);
    this.parts.push(sql.replace("?", `$${this.values.length}`));
    return this;
  }

  plain(sql: string): this {
    this.parts.push(sql);
    return this;
  }

  list(expression: string, values: string[] | null): this {
    return values === null ? this : this.add(`list_contains(?, ${expression})`, values);
  }

  get size(): number {
    return this.parts.length;
  }

  /** Puts all conditions from one on into another one. */
  wrap(from: number, into: (inner: string) => string): this {
    const inner = this.parts.splice(from);
    if (inner.length > 0) this.parts.push(into(inner.join(" AND ")));
    return this;
  }

  get sql(): string {
    return this.parts.length === 0 ? "true" : this.parts.join("\n  AND ");
  }
}

/** Of the claims by number: `c`, with their document `d`. @param found table of the paragraphs that hold the words; null where none are asked for */
export function claimConditions(filter: Filter, found: string | null): Conditions {
  const conditions = new Conditions();
  if (found !== null) conditions.plain(`c.p IN (SELECT p FROM ${found})`);
  coded(conditions, filter);
  conditions.list("d.kind", filter.kinds).list("d.year", filter.years).list("d.document_id", filter.documents);
  if (filter.reviewed !== null) conditions.plain(filter.reviewed === "yes" ? "c.decided" : "NOT c.decided");
  return conditions;
}

/** Of paragraphs `p` with their document `d`. A filter on State, region, measure, status, certainty or basis asks for a claim like that in the paragraph; reviewed is one in which somebody decided something, be it that a claim is wrong. */
export function paragraphConditions(filter: Filter, found: string | null): Conditions {
  const conditions = new Conditions();
  if (found !== null) conditions.plain(`p.p IN (SELECT p FROM ${found})`);
  conditions.list("d.kind", filter.kinds).list("d.year", filter.years).list("d.document_id", filter.documents);
  const before = conditions.size;
  coded(conditions, filter);
  conditions.wrap(before, (inner) => `p.p IN (SELECT c.p FROM explorer_claims c WHERE ${inner})`);
  if (filter.reviewed !== null) conditions.plain(`p.p ${filter.reviewed === "yes" ? "IN" : "NOT IN"} (SELECT p FROM explorer_reviewed)`);
  return conditions;
}

const CODED_NAMES = ["states", "regions", "measures", "statuses", "certainties", "bases"] as const;

function coded(conditions: Conditions, filter: Filter): void {
  for (const name of CODED_NAMES) if (filter[name] !== null) conditions.add(`c.${name} IN (SELECT code FROM explorer_codes WHERE name = '${name}' AND list_contains(?, value))`, filter[name]);
}
