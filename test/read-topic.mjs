// Owns reading one file with a topic of another folder, to see what a new topic gives: `node test/read-topic.mjs FOLDER FILE`. Needs the build (npm run build).
// Must not decide anything: loaders, parser and reader are those of the package.
import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { readTopicFolder } from "../dist/datasets/topics.js";
import { buildContext, extract } from "../dist/extractors/extract.js";
import { buildReader } from "../dist/extractors/reader/reader.js";
import { stateResolver } from "../dist/pipeline/ingest/state-resolver.js";
import { readDocument } from "../dist/pipeline/parse/read-document.js";

const [folder, file] = process.argv.slice(2);
if (folder === undefined || file === undefined) {
  console.error("usage: node test/read-topic.mjs FOLDER FILE   (a topic as in test/unit/second-topic, and a report)");
  process.exit(2);
}
try {
  const reader = buildReader(readTopicFolder(resolve(folder)));
  const document = await readDocument(readFileSync(file), { fileName: basename(file), resolveState: stateResolver() });
  const { claims, candidates = [] } = extract(document, buildContext(reader));
  const lines = [];
  const place = ({ paragraph, state, measure }) => `${document.paragraphs[paragraph].number}  ${state ?? "?"}  ${measure}`;
  for (const one of [...claims, ...candidates]) lines.push([one.paragraph, `${place(one)}  ${"step" in one ? `no claim (${one.step}): ${one.reason}` : one.status}`]);
  for (const [, line] of lines.sort(([a], [b]) => a - b)) console.log(line);
  if (lines.length === 0) console.log(`${basename(file)} (${document.meta.kind}, ${document.meta.state ?? "no State"}): nothing of this topic was considered.`);
} catch (error) {
  console.error(error.name === "DataFileError" ? error.message : error);
  process.exit(1);
}
