// Owns a grammar of sentences about what States report: measure phrases, statuses, lists of States, constructions; each sentence comes with the claims that it was built from.
// Must not look at the extractor: what a sentence says is decided here.
import type { DocumentKind, Extent, Paragraph, ReadDocument, SectionRole, Status } from "../../extractors/contracts.js";

/** A verb in the forms that the constructions need. */
interface Verb {
  base: string;
  past: string;
  /** Past participle. */
  done: string;
  ing: string;
}
const ESTABLISH: Verb = { base: "establish", past: "established", done: "established", ing: "establishing" };
const ADOPT: Verb = { base: "adopt", past: "adopted", done: "adopted", ing: "drafting" };
const DEVELOP: Verb = { base: "develop", past: "developed", done: "developed", ing: "developing" };
const LAUNCH: Verb = { base: "launch", past: "launched", done: "launched", ing: "preparing" };
const INTRODUCE: Verb = { base: "introduce", past: "introduced", done: "introduced", ing: "introducing" };
const CONCLUDE: Verb = { base: "conclude", past: "concluded", done: "concluded", ing: "negotiating" };

export interface MeasurePhrase {
  code: string;
  /** Noun phrase with its article. */
  noun: string;
  /** Whether the noun phrase takes a plural verb. */
  plural: boolean;
  verb: Verb;
  /** A law that is being drafted is another measure (legislation.reform), so laws go with settled statuses only. */
  law: boolean;
}

const phrase = (code: string, noun: string, verb: Verb): MeasurePhrase => ({ code, noun, plural: !/^an? /.test(noun), verb, law: code.startsWith("legislation.") });

/** One or two phrases a measure; treaties have constructions of their own. */
export const MEASURE_PHRASES: readonly MeasurePhrase[] = [
  phrase("legislation.comprehensive_law", "a comprehensive law against trafficking in persons", ADOPT),
  phrase("legislation.specific_law", "a specific law on trafficking in persons", ADOPT),
  phrase("legislation.specific_law", "an anti-trafficking act", ADOPT),
  phrase("legislation.child_trafficking_law", "a law on trafficking in children", ADOPT),
  phrase("policy.national_action_plan", "a national action plan against trafficking in persons", ADOPT),
  phrase("policy.national_action_plan", "national strategies to combat trafficking in persons", ADOPT),
  phrase("policy.local_plan", "local action plans against trafficking in persons", ADOPT),
  phrase("coordination.national_mechanism", "an inter-ministerial committee on trafficking in persons", ESTABLISH),
  phrase("coordination.national_mechanism", "national coordination bodies on trafficking in persons", ESTABLISH),
  phrase("coordination.local_body", "provincial committees on trafficking in persons", ESTABLISH),
  phrase("coordination.national_rapporteur", "a national rapporteur on trafficking in persons", ESTABLISH),
  phrase("cooperation.bilateral", "bilateral agreements on trafficking in persons", CONCLUDE),
  phrase("cooperation.regional", "regional agreements against trafficking in persons", CONCLUDE),
  phrase("cooperation.liaison_officers", "a network of liaison officers on trafficking in persons", ESTABLISH),
  phrase("justice.specialised_unit", "a specialized police unit on trafficking in persons", ESTABLISH),
  phrase("justice.specialised_unit", "special police units against trafficking", ESTABLISH),
  phrase("justice.training", "training on trafficking in persons for police officers", INTRODUCE),
  phrase("justice.training", "training courses on trafficking for judges and prosecutors", INTRODUCE),
  phrase("justice.witness_protection", "witness protection programmes for victims of trafficking", ESTABLISH),
  phrase("prevention.training", "training on trafficking for social workers", INTRODUCE),
  phrase("prevention.awareness_campaign", "awareness-raising campaigns on trafficking in persons", LAUNCH),
  phrase("prevention.awareness_campaign", "an information campaign on human trafficking", LAUNCH),
  phrase("prevention.demand_campaign", "campaigns to reduce the demand that fosters trafficking", LAUNCH),
  phrase("prevention.labour_campaign", "awareness campaigns on forced labour", LAUNCH),
  phrase("prevention.tourism_campaign", "awareness campaigns on trafficking for staff of the tourism industry", LAUNCH),
  phrase("prevention.vocational_training", "vocational training for women at risk of trafficking", INTRODUCE),
  phrase("victims.shelter", "shelters for victims of trafficking", ESTABLISH),
  phrase("victims.shelter", "a safe house for trafficked women", ESTABLISH),
  phrase("victims.hotline", "a hotline for victims of trafficking", ESTABLISH),
  phrase("victims.hotline", "telephone helplines on trafficking in persons", ESTABLISH),
  phrase("victims.services", "legal aid and medical care for victims of trafficking", INTRODUCE),
  phrase("victims.identification", "guidelines on the identification of victims of trafficking", DEVELOP),
  phrase("victims.identification", "indicators to identify victims of trafficking", DEVELOP),
  phrase("victims.reflection_period", "a recovery and reflection period for victims of trafficking", INTRODUCE),
  phrase("victims.residence_permit", "temporary residence permits for victims of trafficking", INTRODUCE),
  phrase("victims.referral_mechanism", "a national referral mechanism for victims of trafficking", ESTABLISH),
  phrase("victims.rehabilitation", "reintegration programmes for victims of trafficking", ESTABLISH),
  phrase("victims.provider_guidelines", "guidelines for service providers on assistance to victims of trafficking", DEVELOP),
  phrase("business.code_of_conduct", "a code of conduct against trafficking for the hotel industry", DEVELOP),
  phrase("business.partnership", "public-private partnerships against trafficking in persons", ESTABLISH),
  phrase("media.journalist_training", "training on trafficking for journalists", INTRODUCE),
  phrase("data.database", "a database on cases of trafficking in persons", ESTABLISH),
  phrase("data.database", "data collection systems on trafficking in persons", ESTABLISH),
  phrase("data.research", "research programmes on trafficking in persons", ESTABLISH),
  phrase("data.indicators", "statistical indicators on trafficking in persons", DEVELOP),
  phrase("business.agency_monitoring", "monitoring of recruitment agencies to prevent trafficking", INTRODUCE),
  phrase("data.monitoring_system", "a national monitoring system on trafficking in persons", ESTABLISH),
];

/** Treaties: the verb is the status. */
export const TREATY_PHRASES: readonly { code: string; noun: string }[] = [
  { code: "treaty.untoc", noun: "the United Nations Convention against Transnational Organized Crime" },
  { code: "treaty.trafficking_protocol", noun: "the Trafficking in Persons Protocol" },
  { code: "treaty.smuggling_protocol", noun: "the Protocol against the Smuggling of Migrants" },
  { code: "treaty.crc_optional_protocol", noun: "the Optional Protocol to the Convention on the Rights of the Child" },
  { code: "treaty.cedaw_optional_protocol", noun: "the Optional Protocol to the Convention on the Elimination of Discrimination against Women" },
];
export const TREATY_CUES: readonly { text: string; status: Status }[] = [
  { text: "ratified", status: "in_place" },
  { text: "acceded to", status: "in_place" },
  { text: "are parties to", status: "in_place" },
  { text: "signed but have not yet ratified", status: "in_progress" },
  { text: "intend to ratify", status: "planned" },
  { text: "are considering accession to", status: "planned" },
  { text: "have not ratified", status: "absent" },
];

/** Predicates in the active voice; `many` is the number of the subject. */
export interface Cue {
  status: Status;
  active: (phrase: MeasurePhrase, many: boolean) => string;
}
const have = (many: boolean): string => (many ? "have" : "has");
const are = (many: boolean): string => (many ? "are" : "is");
const third = (many: boolean, verb: string): string => (many ? verb : `${verb}s`);
export const CUES: readonly Cue[] = [
  { status: "in_place", active: ({ noun, verb }) => `${verb.past} ${noun}` },
  { status: "in_place", active: ({ noun, verb }, many) => `${have(many)} ${verb.done} ${noun}` },
  { status: "in_place", active: ({ noun, verb }) => `reported having ${verb.done} ${noun}` },
  { status: "in_progress", active: ({ noun, verb }, many) => `${are(many)} ${verb.ing} ${noun}` },
  { status: "in_progress", active: ({ noun, verb }, many) => `${are(many)} in the process of ${verb.ing} ${noun}` },
  { status: "planned", active: ({ noun, verb }, many) => `${third(many, "plan")} to ${verb.base} ${noun}` },
  { status: "planned", active: ({ noun, verb }, many) => `${third(many, "intend")} to ${verb.base} ${noun}` },
  { status: "planned", active: ({ noun, verb }) => `will ${verb.base} ${noun} in the coming year` },
  { status: "absent", active: ({ noun, verb }, many) => `${have(many)} not yet ${verb.done} ${noun}` },
  { status: "absent", active: ({ noun, verb }, many) => `${have(many)} yet to ${verb.base} ${noun}` },
];

/** Passive predicates for constructions in which the measure is the subject. */
export const PASSIVES: readonly { status: Status; text: (phrase: MeasurePhrase) => string }[] = [
  { status: "in_place", text: ({ plural, verb }) => `${have(plural)} been ${verb.done}` },
  { status: "in_place", text: ({ plural, verb }) => `${plural ? "were" : "was"} ${verb.done}` },
  { status: "in_progress", text: ({ plural, verb }) => `${are(plural)} being ${verb === ADOPT ? "drafted" : verb.done}` },
  { status: "planned", text: ({ verb }) => `will be ${verb.done}` },
  { status: "absent", text: ({ plural, verb }) => `${have(plural)} not yet been ${verb.done}` },
];

/** States with names of every shape: one word, several, with "and", with an article, in parentheses. */
export const STATES: readonly { code: string; name: string }[] = [
  { code: "AUT", name: "Austria" }, { code: "BEN", name: "Benin" }, { code: "CHL", name: "Chile" }, { code: "DNK", name: "Denmark" }, { code: "EGY", name: "Egypt" }, { code: "FIN", name: "Finland" },
  { code: "GEO", name: "Georgia" }, { code: "JPN", name: "Japan" }, { code: "KEN", name: "Kenya" }, { code: "MLI", name: "Mali" }, { code: "NPL", name: "Nepal" }, { code: "PER", name: "Peru" },
  { code: "BIH", name: "Bosnia and Herzegovina" }, { code: "TTO", name: "Trinidad and Tobago" }, { code: "ATG", name: "Antigua and Barbuda" }, { code: "STP", name: "Sao Tome and Principe" },
  { code: "NLD", name: "the Netherlands" }, { code: "PHL", name: "the Philippines" }, { code: "KOR", name: "the Republic of Korea" }, { code: "COD", name: "the Democratic Republic of the Congo" },
  { code: "GBR", name: "the United Kingdom of Great Britain and Northern Ireland" }, { code: "TZA", name: "the United Republic of Tanzania" }, { code: "LAO", name: "the Lao People’s Democratic Republic" },
  { code: "CIV", name: "Côte d’Ivoire" }, { code: "TUR", name: "Türkiye" }, { code: "BOL", name: "Bolivia (Plurinational State of)" }, { code: "VEN", name: "Venezuela (Bolivarian Republic of)" },
  { code: "GIN", name: "Guinea" }, { code: "GNB", name: "Guinea-Bissau" }, { code: "GNQ", name: "Equatorial Guinea" }, { code: "NER", name: "the Niger" }, { code: "NGA", name: "Nigeria" }, { code: "SDN", name: "the Sudan" }, { code: "SSD", name: "South Sudan" },
];

export interface Built {
  text: string;
  /** "State measure status extent", sorted. */
  claims: string[];
}
export type NamedState = (typeof STATES)[number];

export const claimKey = (state: string, measure: string, status: string, extent: Extent): string => `${state} ${measure} ${status} ${extent}`;

/** "A", "A and B", "A, B and C". */
export function listOf(states: readonly NamedState[], last = " and "): string {
  const names = states.map((state) => state.name);
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")}${last}${names.at(-1) ?? ""}`;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
const rows = (states: readonly NamedState[], code: string, status: Status, extent: Extent = "list"): string[] => states.map((state) => claimKey(state.code, code, status, extent));
const built = (text: string, ...claims: string[][]): Built => ({ text: sentence(text), claims: [...new Set(claims.flat())].sort() });

/** Whether a phrase may stand with a status: see `law`. */
export const fits = (one: MeasurePhrase, status: Status): boolean => !one.law || status === "in_place" || status === "absent";

/** Everything that a construction may draw on; it uses what it needs. */
export interface Draw {
  first: readonly NamedState[];
  second: readonly NamedState[];
  one: MeasurePhrase;
  other: MeasurePhrase;
  cue: Cue;
  otherCue: Cue;
  passive: (typeof PASSIVES)[number];
}

export const CONSTRUCTIONS: Record<string, (draw: Draw) => Built> = {
  subject: ({ first, one, cue }) => built(`${listOf(first)} ${cue.active(one, first.length > 1)}`, rows(first, one.code, cue.status)),
  "list in parentheses": ({ first, one, passive }) => built(`${one.noun} ${passive.text(one)} (${listOf(first)})`, rows(first, one.code, passive.status)),
  "two measures, each with its list": ({ first, second, one, other }) =>
    built(`${one.noun} ${have(one.plural)} been ${one.verb.done} (${listOf(first)}) and ${other.noun} ${have(other.plural)} been ${other.verb.done} (${listOf(second)})`, rows(first, one.code, "in_place"), rows(second, other.code, "in_place")),
  "by agents": ({ first, one, passive }) => built(`${one.noun} ${passive.text(one)} by ${listOf(first)}`, rows(first, one.code, passive.status)),
  "in States": ({ first, one, passive }) => built(`in ${listOf(first)}, ${one.noun} ${passive.text(one)}`, rows(first, one.code, passive.status)),
  including: ({ first, one, cue }) => built(`several States, including ${listOf(first)}, ${cue.active(one, true)}`, rows(first, one.code, cue.status, "including")),
  "such as": ({ first, one, cue }) => built(`some countries, such as ${listOf(first)}, ${cue.active(one, true)}`, rows(first, one.code, cue.status, "including")),
  while: ({ first, second, one, other, cue, otherCue }) =>
    built(`${listOf(first)} ${cue.active(one, first.length > 1)}, while ${listOf(second)} ${otherCue.active(other, second.length > 1)}`, rows(first, one.code, cue.status), rows(second, other.code, otherCue.status)),
  "same measure, other status": ({ first, second, one, cue, otherCue }) =>
    built(`${listOf(first)} ${cue.active(one, first.length > 1)}, whereas ${listOf(second)} ${otherCue.active(one, second.length > 1)}`, rows(first, one.code, cue.status), rows(second, one.code, otherCue.status)),
  "but not": ({ first, second, one }) =>
    built(`${one.noun} ${have(one.plural)} been ${one.verb.done} in ${listOf(first)}, but not in ${listOf(second, " or ")}`, rows(first, one.code, "in_place"), rows(second, one.code, "absent")),
  "State first, measure in parentheses": ({ first, second, one, other }) =>
    built(`measures were reported by ${[...first.map((state) => `${state.name} (${one.noun})`), ...second.map((state) => `${state.name} (${other.noun})`)].join(", ")}`, rows(first, one.code, "in_place"), rows(second, other.code, "in_place")),
  "two sentences": ({ first, second, one, other, cue, otherCue }) => {
    const a = built(`${listOf(first)} ${cue.active(one, first.length > 1)}`, rows(first, one.code, cue.status));
    const b = built(`${listOf(second)} ${otherCue.active(other, second.length > 1)}`, rows(second, other.code, otherCue.status));
    return { text: `${a.text} ${b.text}`, claims: [...new Set([...a.claims, ...b.claims])].sort() };
  },
  "similar measures exist": ({ first, second, one, cue }) => {
    const a = built(`${listOf(first)} ${(cue.status === "in_place" ? cue : (CUES[0] as Cue)).active(one, first.length > 1)}`, rows(first, one.code, "in_place"));
    return { text: `${a.text} Similar measures exist in ${listOf(second)}.`, claims: [...new Set([...a.claims, ...rows(second, one.code, "in_place")])].sort() };
  },
};

/** A document of one paragraph, as the readers make it. */
export function documentOf(text: string, options: { kind?: DocumentKind; role?: SectionRole; state?: string | null; headings?: string[] } = {}): ReadDocument {
  const { kind = "sg_report", role = "member_states", state = null, headings = ["Measures reported by Member States"] } = options;
  const paragraph: Paragraph = { ordinal: 0, number: "1", numbered: true, section: 0, headings, role, pageFirst: 1, pageLast: 1, text, calls: [] };
  return {
    meta: { symbol: null, symbolBasis: null, title: kind === "sg_report" ? "Trafficking in women and girls" : null, kind, kindBasis: "test", state, date: "2012", year: 2012, session: null, language: "en", author: null, pages: 1 },
    format: "text",
    sections: [{ ordinal: 0, level: 1, heading: headings[0] ?? "", number: "I", role, roleRule: "test", state: role === "state_section" ? state : null }],
    paragraphs: [paragraph],
    footnotes: [],
    issues: [],
  };
}
