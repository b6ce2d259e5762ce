// Owns the proof that what is damaged beside the text of a PDF (fields, comments, attached files) is told, and costs no text.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { IssueRecord } from "../../extractors/contracts.js";
import { takeOutAttachments } from "../../pipeline/ingest/attachments.js";
import { readDocument } from "../../pipeline/parse/read-document.js";
import { temporaryFolder } from "../fixtures/databases.js";
import { enclosedFile, filledField, madePdf, MADE_TEXT } from "../fixtures/written-pdf.js";

const FILES = "/Names << /EmbeddedFiles 6 0 R >>";
const LISTED = "<< /Names [(reply.txt) << /F (reply.txt) /EF << /F 8 0 R >> >>] >>";
const sound = { catalog: FILES, objects: ["<< /Kids [7 0 R] >>", LISTED, enclosedFile("A reply.")] };
const twice = { catalog: FILES, objects: ["<< /Kids [7 0 R 7 0 R] >>", LISTED, enclosedFile("A reply.")] };

async function read(made: Parameters<typeof madePdf>[0]): Promise<{ text: string; issues: IssueRecord[] }> {
  const { paragraphs, issues } = await readDocument(madePdf(made), { fileName: "made.pdf", resolveState: () => null });
  return { text: paragraphs.map((paragraph) => paragraph.text).join("\n"), issues: issues.filter((issue) => /damaged|attached/.test(issue.message)) };
}

const OWN = MADE_TEXT.replace("1. ", "");

describe("a PDF", () => {
  it("that is sound gives its fields and names its files, and nothing is said of damage", async () => {
    const fields = await read({ page: "/Annots [6 0 R 7 0 R]", objects: [filledField("A hotline answers.", 600), filledField("It is free.", 560)] });
    expect(fields.text).toContain("A hotline answers.");
    expect(fields.text).toContain("It is free.");
    expect(fields.issues).toEqual([]);
    expect((await read(sound)).issues.map((issue) => issue.message)).toEqual(["The PDF has files attached to it; 1 file was not read: reply.txt."]);
  });

  it("whose list of fields is damaged gives its text, and says that fields were not read", async () => {
    const { text, issues } = await read({ page: "/Annots 6 0 R", objects: ["[7 0 R]", filledField("A hotline answers.", 600)], lost: 6 });
    expect(text).toBe(OWN);
    expect(issues).toMatchObject([{ kind: "not_read", severity: "warning", message: expect.stringMatching(/^The list of form fields and comments is damaged and was not read on 1 page \(pages 1: /) as string }]);
  });

  it("of which one field is damaged gives the others, and counts it", async () => {
    const { text, issues } = await read({ page: "/Annots [6 0 R 7 0 R]", objects: [filledField("A hotline answers.", 600), filledField("It is free.", 560)], lost: 7 });
    expect(text).toContain("A hotline answers.");
    expect(text).not.toContain("It is free.");
    expect(issues).toMatchObject([{ kind: "not_read", severity: "warning", message: "1 form field, comment or link is damaged and was not read (pages 1)." }]);
  });

  describe("whose damage is counted", () => {
    const made = madePdf({ page: "/Annots [6 0 R 7 0 R]", objects: [filledField("A hotline answers.", 600), filledField("It is free.", 560)], lost: 7 });
    const damaged = async (parse: typeof readDocument): Promise<number> => (await parse(made, { fileName: "made.pdf", resolveState: () => null })).issues.filter((issue) => issue.message.includes("damaged")).length;

    it("counts alike where somebody else opens a PDF silently in the thread", async () => {
      const first = await damaged(readDocument);
      const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
      const other = await getDocument({ data: madePdf({}).slice(), verbosity: 0 }).promise;
      expect((await (await other.getPage(1)).getTextContent()).items.length).toBeGreaterThan(0);
      expect([first, await damaged(readDocument)]).toEqual([1, 1]);
    });

    it("counts alike where the parser is loaded twice in one thread", async () => {
      const first = await damaged(readDocument);
      vi.resetModules();
      const again = (await import("../../pipeline/parse/read-document.js")).readDocument;
      expect([first, await damaged(again), await damaged(readDocument), await damaged(again)]).toEqual([1, 1, 1, 1]);
    });

    it("counts alike where another console, or another warn, is put in place between two documents", async () => {
      const told: unknown[] = [];
      const before = globalThis.console;
      const first = await damaged(readDocument);
      try {
        globalThis.console = Object.assign(Object.create(before) as Console, { warn: (...words: unknown[]) => void told.push(...words) });
        const second = await damaged(readDocument);
        const { warn } = console;
        console.warn = (...words: unknown[]) => { warn(...words); };
        const third = await damaged(readDocument);
        console.warn("Not of pdfjs");
        expect([first, second, third]).toEqual([1, 1, 1]);
        expect(told).toEqual(["Not of pdfjs"]);
      } finally {
        globalThis.console = before;
      }
    });
  });

  it.each<[string, Parameters<typeof madePdf>[0]]>([["names a list twice", twice], ["has lost the list", { ...sound, lost: 7 }], ["has lost a file", { ...sound, lost: 8 }]])("that %s says that the attached files are not known", async (_, made) => {
    const { text, issues } = await read(made);
    expect(text).toBe(OWN);
    expect(issues).toMatchObject([{ kind: "unreadable", severity: "warning", message: expect.stringMatching(/^The list of files attached to the PDF is damaged and was not read \(.+\): which files there are is not known\.$/) as string }]);
  });

  it("that is a portfolio whose list is damaged is an error", async () => {
    expect((await read({ ...twice, catalog: `${FILES} /Collection << /View /D >>` })).issues).toMatchObject([{ kind: "unreadable", severity: "error" }]);
  });
});

describe("--attachments", () => {
  it("tells a damaged list and an empty file, and takes the sound ones out", async () => {
    const [from, to] = [temporaryFolder(), join(temporaryFolder(), "out")];
    writeFileSync(join(from, "a-sound.pdf"), madePdf(sound));
    writeFileSync(join(from, "b-twice.pdf"), madePdf(twice));
    writeFileSync(join(from, "c-hollow.pdf"), madePdf({ ...sound, objects: [sound.objects[0]!, "<< /Names [(reply.txt) << /F (reply.txt) >>] >>"] }));
    const taken = await takeOutAttachments([from], to);
    expect(taken).toMatchObject({ files: 1, problems: [expect.stringMatching(/^b-twice\.pdf: the list of its attached files is damaged \(.+\); none was taken out\. /), "c-hollow.pdf: 'reply.txt' has 0 bytes and was not taken out."] });
    expect(readdirSync(to, { recursive: true })).toContain(join("a-sound.pdf.attached", "reply.txt"));
  });

  it("tells what cannot be written", async () => {
    const [from, to] = [temporaryFolder(), temporaryFolder()];
    writeFileSync(join(from, "a.pdf"), madePdf(sound));
    // A folder stands where the file would be.
    mkdirSync(join(to, "a.pdf.attached", "reply.txt"), { recursive: true });
    expect((await takeOutAttachments([from], to)).problems).toEqual(["a.pdf: its attached files could not be taken out: it is a folder. Name a file in it."]);
  });
});
