// Owns what a list of claims or paragraphs can be narrowed by, and that as SQL with bound values.
// Must not ask a database. Bound values and not variables as in reports/sql: variables belong to a connection, and here many questions share one.
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

/** Words and phrases of a search, in small letters; the same as in the column `small` of {@link TEXTS}. */
export function termsOf(q: string | null): string[] {
  if (q === null) return [];
  const terms = [...q.toLowerCase().matchAll(/"([^"]+)"|(\S+)/g)].map((match) => (match[1] ?? match[2] ?? "").replaceAll('"', "").trim());
  return [...new Set(terms.filter((term) => term !== ""))].slice(0, 12);
}

/** Conditions and their values; `$1 …` count on from `from`. */
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

  get sql(): string {
    return this.parts.length === 0 ? "true" : this.parts.join("\n  AND ");
  }
}

/** Every paragraph in small letters, made once for an open database: a search looks through it many times. */
export const TEXTS = "CREATE TEMP TABLE IF NOT EXISTS explorer_texts AS SELECT paragraph_id, lower(text) AS small FROM paragraphs ORDER BY document_id, ordinal";

/** Of claims `c` with their document `d` and State `s`. @param decided SQL for whether a person has decided on `c`; null where the database has no decisions */
export function claimConditions(filter: Filter, decided: string | null): Conditions {
  const conditions = new Conditions();
  search(conditions, filter.q, "c.paragraph_id");
  conditions
    .list("c.state", filter.states).list("coalesce(s.region, 'Not classified')", filter.regions).list("c.measure", filter.measures).list("d.kind", filter.kinds)
    .list("d.year::VARCHAR", filter.years).list("c.status", filter.statuses).list("c.certainty", filter.certainties).list("c.basis", filter.bases).list("c.document_id", filter.documents);
  if (filter.reviewed === "yes") conditions.plain(decided ?? "false");
  if (filter.reviewed === "no" && decided !== null) conditions.plain(`NOT ${decided}`);
  return conditions;
}

/** Of paragraphs `p` with their document `d`. A filter on State, region, measure, status, certainty or basis asks for a claim like that in the paragraph. */
export function paragraphConditions(filter: Filter): Conditions {
  const conditions = new Conditions();
  search(conditions, filter.q, "p.paragraph_id");
  conditions.list("d.kind", filter.kinds).list("d.year::VARCHAR", filter.years).list("p.document_id", filter.documents);
  const claims: [string, string[] | null][] = [["c.state", filter.states], ["coalesce(cs.region, 'Not classified')", filter.regions], ["c.measure", filter.measures], ["c.status", filter.statuses], ["c.certainty", filter.certainties], ["c.basis", filter.bases]];
  if (claims.every(([, list]) => list === null)) return conditions;
  const inner = claims.flatMap(([expression, list]) => {
    if (list === null) return [];
    conditions.values.push(list);
    return [`list_contains($${conditions.values.length}, ${expression})`];
  });
  return conditions.plain(`p.paragraph_id IN (SELECT c.paragraph_id FROM claims c LEFT JOIN states cs ON cs.state = c.state WHERE ${inner.join(" AND ")})`);
}

function search(conditions: Conditions, q: string | null, paragraph: string): void {
  const terms = termsOf(q).map((term) => {
    conditions.values.push(term);
    return `contains(small, $${conditions.values.length})`;
  });
  if (terms.length > 0) conditions.plain(`${paragraph} IN (SELECT paragraph_id FROM explorer_texts WHERE ${terms.join(" AND ")})`);
}
