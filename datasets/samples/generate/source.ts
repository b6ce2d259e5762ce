// Owns the shape of a sample's source file (datasets/samples/source/*.json) and where samples lie on disk.
// Must not lay anything out, and nothing that runs in production may import it.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const Heading = z.strictObject({ heading: z.string().min(1), level: z.number().int().min(1).max(2), number: z.string().nullable() });
const Numbered = z.strictObject({ paragraph: z.string().regex(/^\d+$/).nullable(), text: z.string().min(1) });

const SampleSource = z.strictObject({
  /** Name of the generated file in datasets/samples/documents; its ending decides the format. */
  file: z.string().regex(/^[\w.-]+\.(pdf|docx|html|txt)$/),
  /** The project's own identifier; never a UN symbol. */
  identifier: z.string().regex(/^STK-DIGEST-\d{2}$/),
  runningTitle: z.string(),
  title: z.string(),
  subtitle: z.string(),
  author: z.string(),
  /** ISO 8601 date on which the digest was prepared: fixed, so that two runs give the same bytes. */
  date: z.iso.date(),
  language: z.literal("en"),
  source: z.string(),
  /** What the document is and is not, printed on its face. */
  face: z.array(z.string()).min(1),
  /** Footnote calls stand in the text as "[^label]"; sub-items of a paragraph stand behind "\n". */
  blocks: z.array(z.union([Heading, Numbered])),
  footnotes: z.array(z.strictObject({ label: z.string(), text: z.string() })),
});

export type SampleSource = z.infer<typeof SampleSource>;
export type Block = SampleSource["blocks"][number];

/** Folder datasets/samples of the checkout, found from this file upwards, so that it is the same from dist/ and from the sources. */
export function samplesFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, "package.json"))) {
    const above = path.dirname(folder);
    if (above === folder) throw new Error("datasets/samples: no package.json above the generator. Run it from a checkout.");
    folder = above;
  }
  return path.join(folder, "datasets", "samples");
}

/** All sample sources, by file name. Throws with file and field where a source does not fit the schema. */
export function readSources(folder = path.join(samplesFolder(), "source")): SampleSource[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => {
      const parsed = SampleSource.safeParse(JSON.parse(readFileSync(path.join(folder, name), "utf8")));
      if (!parsed.success) throw new Error(`${path.join(folder, name)}: ${z.prettifyError(parsed.error)}`);
      return parsed.data;
    });
}

/** A piece of running text, or a footnote call. */
export type Run = { text: string } | { call: string };

/** Splits "text[^1] more" into text and calls. */
export function runs(text: string): Run[] {
  return text
    .split(/(\[\^[^\]]+\])/)
    .filter((part) => part !== "")
    .map((part) => (part.startsWith("[^") ? { call: part.slice(2, -1) } : { text: part }));
}

/** "2026-11-21" as "21 November 2026". */
export function longDate(iso: string): string {
  const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${months[(month ?? 1) - 1]} ${year}`;
}
