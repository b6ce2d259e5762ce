// Owns what every notebook begins with: the database opened read-only, rows as a table, charts with Observable Plot.
// Must not compute a figure; the SQL in the notebooks does, so that a reader sees it.
import { DuckDBInstance } from "@duckdb/node-api";
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";

export { Plot };
export type Row = Record<string, string | number | boolean | null>;

const path = Deno.env.get("STOCKTAKE_DB") ?? new URL("./samples.duckdb", import.meta.url).pathname;
const instance = await DuckDBInstance.create(path, { access_mode: "READ_ONLY" });
const connection = await instance.connect();
const { document } = parseHTML("<!doctype html><html><body></body></html>");

/** Rows of a query; whole numbers come as numbers. */
export async function sql(query: string): Promise<Row[]> {
  const reader = await connection.runAndReadAll(query);
  return reader.getRowObjectsJS().map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === "bigint" ? Number(value) : value])) as Row);
}

const escape = (value: unknown): string => String(value ?? "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/**
 * Sent while the cell runs, and waited for: the result of a cell can reach the notebook after the cell's end, and is lost then.
 * Sending does not wait for the other side either, hence the pause.
 */
async function show(html: string, text: string): Promise<void> {
  await Deno.jupyter.broadcast("display_data", { data: { "text/html": html, "text/plain": text }, metadata: {}, transient: {} });
  await new Promise((resolve) => setTimeout(resolve, 200));
}

/** Shows rows as a table: as HTML, and as plain text for readers that show no HTML. */
export function table(rows: Row[]): Promise<void> {
  const names = Object.keys(rows[0] ?? { "no rows": "" });
  const html = `<table><thead><tr>${names.map((name) => `<th>${escape(name)}</th>`).join("")}</tr></thead><tbody>${rows.map((row) => `<tr>${names.map((name) => `<td>${escape(row[name])}</td>`).join("")}</tr>`).join("")}</tbody></table>`;
  return show(html, [names.join(" | "), ...rows.map((row) => names.map((name) => String(row[name] ?? "")).join(" | "))].join("\n"));
}

/** Shows a chart drawn by Observable Plot on a DOM without a browser, as SVG with its legend. @param says what one sees, for readers that show no picture */
export function chart(options: Record<string, unknown>, says: string): Promise<void> {
  const drawn = Plot.plot({ ...options, document } as never) as unknown as { outerHTML: string };
  return show(drawn.outerHTML, says);
}
