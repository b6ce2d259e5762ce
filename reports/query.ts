// Owns what the reports need of a database: a way to ask it. The SQL itself lies in reports/sql, in files that run by themselves in a DuckDB shell.
// Must not open a database; the command line does and hands it in.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../datasets/paths.js";

export type Cell = string | number | boolean | null | string[];
export type Row = Record<string, Cell>;

export interface QueryRunner {
  /** Runs one statement with bound parameters. */
  all<T = Row>(sql: string, parameters?: Cell[]): Promise<T[]>;
}

/** Text of a file of reports/sql. @throws Error where it is missing (a fault of the installation) */
export function sqlText(name: string): string {
  const file = join(packageRoot(), "reports", "sql", `${name}.sql`);
  if (!existsSync(file)) throw new Error(`${file}: missing. Run from a full checkout.`);
  return readFileSync(file, "utf8");
}

/**
 * Runs a file of reports/sql. Its parameters are DuckDB variables, with a default in the file, so that it runs in a shell as it is.
 * @param name file name without ".sql"
 * @param variables values of its variables; null leaves the default
 */
export async function runSqlFile<T = Row>(database: QueryRunner, name: string, variables: Record<string, Cell> = {}): Promise<T[]> {
  const text = sqlText(name);
  await setVariables(database, text, variables);
  return database.all<T>(text);
}

/** Sets the variables that a text of reports/sql asks for. */
export async function setVariables(database: QueryRunner, text: string, variables: Record<string, Cell>): Promise<void> {
  const known = new Set([...text.matchAll(/getvariable\('([a-z_]+)'\)/g)].map((match) => match[1] as string));
  for (const name of Object.keys(variables)) if (!known.has(name)) throw new Error(`reports/sql: the file has no variable '${name}'`);
  // Variables stay for the connection: those not given are cleared, so that one question does not leak into the next.
  for (const name of known) {
    const value = variables[name] ?? null;
    if (value === null) await database.all(`RESET VARIABLE ${name}`);
    else await database.all(`SET VARIABLE ${name} = $1`, [value]);
  }
}
