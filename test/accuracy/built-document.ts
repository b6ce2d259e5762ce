// Owns building a document around one sentence, in four genres, through the real reader: a small text is read once a genre and State, and the sentence takes a paragraph's place.
// Must not extract. Every text here is invented.
import { loadStates } from "../../datasets/states.js";
import type { DocumentKind, Paragraph, ReadDocument, SectionRole } from "../../extractors/contracts.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";
import { readDocument } from "../../pipeline/parse/read-document.js";

export const GENRES = ["national", "upr_state", "upr_comment", "sg"] as const;
export type Genre = (typeof GENRES)[number];

export interface Built {
  document: ReadDocument;
  /** Ordinal of the paragraph that holds the sentence, and where the sentence begins in it. */
  paragraph: number;
  offset: number;
}

export interface Piece {
  genre: Genre;
  /** ISO 3166-1 alpha-3 of the author or the State under review; without meaning for `sg`. */
  state: string;
  heading?: string;
  /** Sentence or sentences before it, in the same paragraph. */
  before?: string;
  sentence: string;
}

const SLOT = "The paragraph that this text is read for stands here and is of ordinary length.";
const HEADING = "Developments since the previous cycle";
const KINDS: Record<Genre, { kind: DocumentKind; role: SectionRole }> = {
  national: { kind: "national_report", role: "state_report" },
  upr_state: { kind: "upr_working_group", role: "state_report" },
  upr_comment: { kind: "upr_working_group", role: "dialogue" },
  sg: { kind: "sg_report", role: "member_states" },
};

const UPR_HEAD = (code: string): string => `United Nations    A/HRC/WG.6/40/${code}/1\nGeneral Assembly    Distr.: General\n3 March 2022\nOriginal: English\n\nHuman Rights Council\nWorking Group on the Universal Periodic Review\nFortieth session\n\n`;

const TEXTS: Record<Genre, (name: string, code: string) => string> = {
  national: (name, code) => `${UPR_HEAD(code)}National report submitted under paragraph 5 of the annex to Human Rights Council resolution 16/21\n\n${name}\n\nI. Methodology\n\n1. The present report was written by the ministries together.\n\nII. ${HEADING}\n\n2. ${SLOT}\n\n3. The economy grew by two per cent in the period under review.\n`,
  upr_state: (name) => uprText(name, SLOT, "A delegation asked about the economy."),
  upr_comment: (name) => uprText(name, "The head of the delegation presented the report.", SLOT),
  sg: () => `United Nations    A/70/999\nGeneral Assembly    Distr.: General\n3 August 2015\nOriginal: English\n\nSeventieth session\nItem 27 of the provisional agenda\nAdvancement of women\n\nTrafficking in women and girls\nReport of the Secretary-General\n\nI. Introduction\n\n1. The present report is based on what Governments sent.\n\nII. Measures reported by Member States\n\n2. ${SLOT}\n\nIII. Conclusions\n\n3. More remains to be done by all concerned.\n`,
};

function uprText(name: string, presented: string, commented: string): string {
  return `United Nations    A/HRC/40/9\nGeneral Assembly    Distr.: General\n3 March 2022\nOriginal: English\n\nHuman Rights Council\nFortieth session\nUniversal Periodic Review\n\nReport of the Working Group on the Universal Periodic Review\n\n${name}\n\nIntroduction\n\n1. The Working Group on the Universal Periodic Review held its session. The review of ${name} was held on 2 March 2022.\n\nI. Summary of the proceedings of the review process\n\nA. Presentation by the State under review\n\n2. ${presented}\n\nB. Interactive dialogue and responses by the State under review\n\n3. ${commented}\n\nII. Conclusions and/or recommendations\n\n4. The recommendations will be examined.\n`;
}

const templates = new Map<string, Promise<{ document: ReadDocument; slot: Paragraph }>>();

function templateOf(genre: Genre, state: string): Promise<{ document: ReadDocument; slot: Paragraph }> {
  const key = genre === "sg" ? genre : `${genre} ${state}`;
  let template = templates.get(key);
  if (template === undefined) templates.set(key, (template = readTemplate(genre, state)));
  return template;
}

/** @throws Error where the reader does not see the text as what it is meant to be: the sentence would be tested in another place than asked for */
async function readTemplate(genre: Genre, state: string): Promise<{ document: ReadDocument; slot: Paragraph }> {
  const record = loadStates().find(({ iso3 }) => iso3 === state);
  if (record === undefined && genre !== "sg") throw new Error(`'${state}' is no State's code`);
  const text = TEXTS[genre](record?.shortName ?? "", state);
  const document = await readDocument(new TextEncoder().encode(text), { fileName: "built.txt", resolveState: stateResolver() });
  const slot = document.paragraphs.find((paragraph) => paragraph.text === SLOT);
  const { kind, role } = KINDS[genre];
  if (slot === undefined || slot.role !== role || document.meta.kind !== kind) throw new Error(`the text of genre ${genre} was read as ${document.meta.kind}, ${slot?.role ?? "no such paragraph"}, and is meant as ${kind}, ${role}`);
  // A name that the front page does not give away is tested elsewhere; here the sentence is.
  if (genre !== "sg") document.meta.state = state;
  return { document, slot };
}

/** The document that holds the sentence, with its heading and what stands before it. */
export async function buildDocument({ genre, state, heading = "", before = "", sentence }: Piece): Promise<Built> {
  const { document, slot } = await templateOf(genre, state);
  const lead = before === "" ? "" : `${before} `;
  // In a report of its own the heading takes the section's place; elsewhere it stands below the section that says who speaks.
  const headings = heading === "" ? slot.headings : [...(genre === "national" ? slot.headings.slice(0, -1) : slot.headings), heading];
  const paragraphs = document.paragraphs.map((paragraph) => (paragraph === slot ? { ...paragraph, text: lead + sentence, headings } : paragraph));
  const sections = document.sections.map((section) => (heading !== "" && genre === "national" && section.ordinal === slot.section ? { ...section, heading } : section));
  return { document: { ...document, meta: { ...document.meta }, paragraphs, sections }, paragraph: slot.ordinal, offset: lead.length };
}
