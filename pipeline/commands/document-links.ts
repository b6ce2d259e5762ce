// Owns where a reader of a report finds the PDF of a document: on the web where it was pulled from there, otherwise its file, seen from the report.
// Must not copy a file; a path of this machine reaches a report only as the way from one folder to another.
import { stat } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Reader } from "../store/database.js";

/** Addresses by document_id; none for what is no PDF or lies nowhere any more. @param out folder of the report */
export async function documentLinks(database: Reader, out: string): Promise<Map<string, string>> {
  const rows = await database.all<{ document_id: string; path: string | null; url: string | null }>(
    "SELECT d.document_id, s.path, r.final_url AS url FROM documents d LEFT JOIN sources s USING (document_id) LEFT JOIN retrievals r USING (document_id) WHERE d.format = 'pdf' ORDER BY d.document_id, s.path",
  );
  const links = new Map<string, string>();
  for (const { document_id, path, url } of rows) {
    if (links.has(document_id)) continue;
    if (url !== null && /^https?:\/\//i.test(url)) links.set(document_id, url.replace(/#.*$/, ""));
    else if (path !== null && (await stat(path).then((found) => found.isFile(), () => false))) {
      const way = relative(resolve(out), path);
      // Another drive: there is no way from one to the other.
      if (!isAbsolute(way)) links.set(document_id, way.split(sep).map(encodeURIComponent).join("/"));
    }
  }
  return links;
}
