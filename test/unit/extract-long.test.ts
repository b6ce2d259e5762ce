// Owns the proof that long documents give all their claims, in time in line with their length.
// Must not measure speed itself, which depends on the machine: it doubles its input and looks at the ratio.
import { describe, expect, it } from "vitest";
import { buildContext, extract } from "../../extractors/extract.js";
import { documentFromLines } from "../../extractors/document/document.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";
import { textLines } from "../../pipeline/parse/text-lines.js";

const context = buildContext();
const resolveState = stateResolver();
const STATES = ["Austria", "Belgium", "Chile", "Denmark", "Estonia", "Finland", "Ghana", "Honduras", "Iceland", "Japan", "Kenya", "Latvia", "Malawi", "Nepal", "Oman", "Peru", "Qatar", "Rwanda", "Senegal", "Togo"];
const ACTS = ["established a national hotline for victims of trafficking in persons", "opened shelters for victims of trafficking in persons", "adopted a national action plan against trafficking in persons"];
const HEAD = "Trafficking in women and girls\n\nReport of the Secretary-General\n\nI. Measures taken by Member States\n\n";

const paragraphs = (n: number): string => HEAD + Array.from({ length: n }, (_, i) => `${i + 1}. ${STATES[i % STATES.length]!} ${ACTS[i % ACTS.length]!}.`).join("\n\n");
const oneSentence = (n: number): string => `${HEAD}1. ${Array.from({ length: n }, (_, i) => STATES[i % STATES.length]!).join(", ")} and Ukraine ${ACTS[0]!}.`;

function run(text: string): { claims: number; numbered: number; seconds: number } {
  const from = process.cpuUsage();
  const document = documentFromLines({ format: "text", lines: textLines(text), notes: [], pages: null, emptyPages: [], failedPages: [], declaredTitle: null }, { fileName: "made.txt", resolveState });
  const { claims } = extract(document, context);
  const { user, system } = process.cpuUsage(from);
  return { claims: claims.length, numbered: document.paragraphs.filter((p) => p.numbered).length, seconds: (user + system) / 1e6 };
}

/** The quickest of three: what else the machine does only adds. */
function best(text: string): ReturnType<typeof run> {
  return [run(text), run(text), run(text)].sort((a, b) => a.seconds - b.seconds)[0] as ReturnType<typeof run>;
}

/** Linear time gives 2, quadratic 4; between them lies what a busy machine adds. */
const MOST = 3.3;

describe("a long document", () => {
  it("gives a claim for each of its numbered paragraphs", () => {
    run(paragraphs(100));
    const [once, twice] = [best(paragraphs(600)), best(paragraphs(1200))];
    expect([once.numbered, once.claims, twice.numbered, twice.claims]).toEqual([600, 600, 1200, 1200]);
    expect(twice.seconds / Math.max(once.seconds, 0.05)).toBeLessThan(MOST);
  });

  it("may have hundreds of States in a sentence", () => {
    run(oneSentence(100));
    const [once, twice] = [run(oneSentence(400)), run(oneSentence(800))];
    expect(once.claims).toBe(STATES.length + 1);
    expect(twice.claims).toBe(STATES.length + 1);
    expect(twice.seconds / Math.max(once.seconds, 0.05)).toBeLessThan(MOST);
  });
});
