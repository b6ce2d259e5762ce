// Owns a database of a million claims made from real ones: copies of every document that has claims, with paragraphs, ids, symbol and year of their own.
// Must not measure anything; the benches of views and of listings do.
import { createSchema } from "../../pipeline/store/create.js";
import { Database } from "../../pipeline/store/database.js";
import { TABLES } from "../../pipeline/store/schema.js";

/** Tables that are copied with each document. */
const COPIED = ["documents", "sections", "paragraphs", "claims", "respondents", "collective_claims", "issues"];
/** Their ids, which must differ from copy to copy. */
const IDS = ["document_id", "claim_id", "collective_id"];

/**
 * Makes a database of at least `claims` claims at `path`; years of the copies are spread over thirty.
 * @param source database with real claims
 * @returns how many there are
 */
export async function makeMillion(path: string, source: string, claims = 1_000_000): Promise<{ claims: number; documents: number; paragraphs: number }> {
  const database = await Database.open(path, "write");
  try {
    await createSchema(database);
    await database.run("SET memory_limit = '2GB'");
    await database.run(`ATTACH '${source.replaceAll("'", "''")}' AS source (READ_ONLY)`);
    const [count] = await database.all<{ n: number }>("SELECT count(*) AS n FROM source.claims");
    const copies = Math.ceil(claims / (count?.n ?? 1));
    for (const table of TABLES) {
      if (table.scope === "reference" || table.name === "build_versions") await database.run(`INSERT INTO "${table.name}" SELECT * FROM source."${table.name}"`);
      if (COPIED.includes(table.name)) await copyTable(database, table.name, table.columns.map(({ name }) => name), copies);
    }
    await database.run("DETACH source");
    await database.run("CHECKPOINT");
    const [made] = await database.all<{ claims: number; documents: number; paragraphs: number }>("SELECT (SELECT count(*) FROM claims)::INTEGER AS claims, (SELECT count(*) FROM documents)::INTEGER AS documents, (SELECT count(*) FROM paragraphs)::INTEGER AS paragraphs");
    return made as { claims: number; documents: number; paragraphs: number };
  } finally {
    database.close();
  }
}

async function copyTable(database: Database, table: string, names: readonly string[], copies: number): Promise<void> {
  const columns = names.map((name) => {
    if (IDS.includes(name)) return `substr(md5(t."${name}" || n), 1, 16) AS "${name}"`;
    if (name === "paragraph_id") return `substr(md5(t.document_id || n), 1, 16) || substr(t.paragraph_id, 17) AS paragraph_id`;
    if (table === "documents" && name === "symbol") return "t.symbol || '/' || n AS symbol";
    // Their order is that of the copies: as an ingest leaves them, documents lie in the order of their files.
    if (table === "documents" && name === "file") return "lpad(n::VARCHAR, 5, '0') || '/' || t.file AS file";
    if (table === "documents" && (name === "year" || name === "event_year")) return `1996 + (coalesce(t.year, 2010) + n) % 30 AS ${name}`;
    return `t."${name}"`;
  });
  // Only paragraphs with claims: a million claims come from 60,000 to 200,000 paragraphs, and those without would say nothing of claims.
  const some = table === "paragraphs" ? "(SELECT *, rowid FROM source.paragraphs SEMI JOIN source.claims USING (paragraph_id))" : `source."${table}"`;
  await database.run(`INSERT INTO "${table}" SELECT ${columns.join(", ")} FROM ${some} t, range(${copies}) r(n) ORDER BY n, t.rowid`);
}
