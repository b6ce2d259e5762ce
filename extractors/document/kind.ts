// Owns the recognition of a document's kind from its masthead, title, opening and headings, by general wording.
// Must not look at file names of a corpus or at single reports.

import type { DocumentKind } from "../contracts.js";

export interface KindEvidence {
  /** Masthead lines, joined by "\n"; "" where there is none. */
  masthead: string;
  title: string;
  /** First few thousand characters of headings and paragraphs. */
  opening: string;
  headings: string[];
  /** Codes of the States that stand as whole headings. */
  stateHeadings: string[];
  declaredTitle: string;
}

export interface KindFinding {
  kind: DocumentKind;
  /** The wording that it was recognised from. */
  basis: string;
  /** False where only weak wording was found. */
  sure: boolean;
}

interface KindRule {
  kind: DocumentKind;
  pattern: RegExp;
  /** Where the wording must stand. */
  where: ("masthead" | "title" | "opening" | "headings" | "declaredTitle")[];
  sure: boolean;
  /** The rule does not hold where this stands in the same text. */
  unless?: RegExp;
}

// In order: the first rule that matches decides. Narrow wording stands before wide wording.
const RULES: KindRule[] = [
  { kind: "third_party_report", pattern: /\b(?:shadow|alternative|parallel) (?:report|submission)s?\b/i, where: ["masthead", "title", "declaredTitle"], sure: true },
  // Who answers a treaty body's list of issues, or a questionnaire, tells of itself.
  { kind: "national_report", pattern: /\b(?:repl(?:y|ies)|responses?|answers?|comments|observations) (?:of|by|from) (?!member states|governments|states\b|stakeholders|civil)[^\n]{3,80}?\b(?:list of (?:issues|questions|themes)|questionnaire|concluding (?:observations|comments))/i, where: ["masthead", "title", "declaredTitle"], sure: true },
  { kind: "national_report", pattern: /\binformation (?:received|provided|submitted) (?:from|by) [^\n]{3,60}? on (?:the )?(?:follow-up|implementation)\b/i, where: ["masthead", "title", "declaredTitle"], sure: true },
  // What compiles the answers of several States is known by its name.
  { kind: "multi_state", pattern: /\b(?:compilation|summary|overview|synthesis|collection|digest|matrix|table) of (?:the |all )?(?:(?:national|written) )?(?:repl(?:y|ies)|responses?|answers?|submissions?|contributions|information|measures|legislation)\b[^\n]{0,60}\b(?:from|by|of|in) (?:the )?(?:member |responding |reporting )?(?:states|governments|countries)\b/i, where: ["title", "declaredTitle", "masthead"], sure: true },
  // Questions of States to another State are headed by the askers' names; they tell nothing of them.
  { kind: "other", pattern: /advance questions?\b|questions? (?:submitted|prepared) in advance|list of (?:issues|questions)|thematic list of recommendations/i, where: ["masthead", "title", "headings", "declaredTitle"], sure: true },
  { kind: "upr_working_group", pattern: /report of the working group on the universal\s+periodic review/i, where: ["masthead", "title"], sure: true },
  { kind: "compilation", pattern: /compilation (?:of information )?prepared by the (?:united nations )?(?:office of the (?:united nations )?high commissioner|secretariat)|compilation of united nations information|compilation on \p{L}+[\s\S]{0,60}report of the office of the united nations high commissioner/iu, where: ["masthead", "title"], sure: true },
  { kind: "stakeholder_summary", pattern: /summary (?:of (?:information|stakeholders.{0,3} (?:information|submissions)) )?(?:\S+ )?(?:prepared by the office of the (?:united nations )?high commissioner|of stakeholders|of other stakeholders)|summary of stakeholders/i, where: ["masthead", "title"], sure: true },
  { kind: "national_report", pattern: /national report\s+(?:submitted|presented|prepared)|national report\s*\*|(?:initial|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|combined|periodic)[\s\p{L},-]* (?:periodic )?reports? (?:of|submitted by) (?:states parties|state party|\p{Lu})|reports? submitted by states parties|common core document/iu, where: ["masthead", "title"], sure: true },
  // Beijing+30, voluntary reviews, progress and follow-up reports: by their own names, where no other author says that it is an answer to the State's.
  { kind: "national_report", pattern: /\b(?:(?:voluntary |comprehensive )?national(?:-level| level)? (?:review|(?:(?:progress|implementation|evaluation|status|follow-up) )?report)\b(?! on human rights practices)|(?:mid-?term|follow-up|government|state party(?:[’']s)?) reports? (?:of|by|submitted)|state party(?:[’']s)? report\b)/i, unless: /\b(?:civil society|ngos?|non-governmental|stakeholders?)\b/i, where: ["title", "declaredTitle", "masthead"], sure: true },
  { kind: "pledge", pattern: /note verbale dated[\s\S]{0,120}?(?:from the permanent mission|addressed to)|voluntary pledges and commitments|(?:aide-memoire|letter dated)[\s\S]{0,200}?candidature/i, where: ["masthead", "title"], sure: true },
  { kind: "sg_report", pattern: /(?:report|reports|note) (?:of|by) the\s+secretary-general(?!\s+of\s+(?!the\s+united\s+nations))/i, where: ["masthead", "title"], sure: true },
  { kind: "third_party_report", pattern: /country reports? on human rights practices|trafficking in persons report|united states department of state|u\.?s\.? department of state/i, where: ["title", "declaredTitle", "opening"], sure: true },
  { kind: "upr_working_group", pattern: /interactive dialogue and responses by the state under review/i, where: ["headings"], sure: true },
  { kind: "national_report", pattern: /national report submitted in accordance with paragraph 15 \(a\)/i, where: ["opening"], sure: true },
  { kind: "compilation", pattern: /compilation of the information contained in the reports of (?:the )?treaty bodies/i, where: ["opening"], sure: true },
  { kind: "stakeholder_summary", pattern: /summary of \d* ?stakeholders.{0,3} (?:submissions|communications)/i, where: ["opening"], sure: true },
  { kind: "guidance", pattern: /\b(?:toolkit|tool \d|guidelines?|handbook|manual|guide to|training module|model law|checklist|recommended principles)\b/i, where: ["title", "declaredTitle"], sure: true },
  { kind: "action_plan", pattern: /^(?:(?:second|third|fourth|revised|draft|the)\s+)?national (?:anti-trafficking )?(?:plan of action|action plan|strategy|programme)\b/i, where: ["title", "declaredTitle"], sure: true },
  { kind: "third_party_report", pattern: /\bcountry (?:note|profile|brief|fact ?sheet|narrative)\b/i, where: ["title", "declaredTitle", "headings"], sure: false },
  { kind: "action_plan", pattern: /national (?:plan of action|action plan|strategy|programme)|(?:plan of action|action plan|strategy) (?:against|to combat|for combating|on combating|for the prevention|to prevent|to end|on) /i, where: ["title", "declaredTitle"], sure: false },
  { kind: "guidance", pattern: /\b(?:toolkit|tool \d|guidelines?|handbook|manual|module|guide to|training module|model law|checklist|recommended principles)\b/i, where: ["title", "declaredTitle", "masthead"], sure: true },
  { kind: "national_report", pattern: /\b(?:country report|periodic report|state report|report of the government of|report by the government of)\b/i, where: ["title", "declaredTitle"], sure: false },
  { kind: "guidance", pattern: /\b(?:this (?:tool|toolkit|module|handbook|manual|guide)|these guidelines)\b/i, where: ["opening"], sure: false },
  { kind: "sg_report", pattern: /(?:requested|invited) the\s+secretary-general\s+to (?:submit|report|prepare)[\s\S]{0,600}the present report/i, where: ["opening"], sure: false },
  // A report that compiles what States answered shows it in its headings, whatever was lost of its first page.
  { kind: "sg_report", pattern: /(?:measures?|actions?|activities|initiatives|efforts|steps|progress|developments|information)\b[^\n]{0,50}\b(?:reported|taken|undertaken|provided|received|submitted)?\s*(?:by|from) (?:the )?(?:reporting |responding )?(?:member states|governments|states)\b/i, where: ["headings"], sure: false },
  { kind: "sg_report", pattern: /(?:replies|responses|submissions) (?:were|had been|have been) received from (?=[\s\S]{0,400},)/i, where: ["opening"], sure: false },
  { kind: "pledge", pattern: /(?:voluntary pledges|pledges and commitments)/i, where: ["opening"], sure: false },
  { kind: "third_party_report", pattern: /\b(?:human rights watch|amnesty international|freedom house|shadow report|alternative report|observatory|report by .{3,60} (?:ngo|organization))\b/i, where: ["title", "declaredTitle", "masthead"], sure: false },
];

/** Tells the kind of a document; "other" with an empty basis where no wording tells. */
export function recogniseKind(evidence: KindEvidence): KindFinding {
  const texts = { ...evidence, headings: evidence.headings.join("\n") };
  for (const rule of RULES) {
    for (const where of rule.where) {
      const match = rule.pattern.exec(texts[where]);
      if (!match || rule.unless?.test(texts[where]) === true) continue;
      return { kind: rule.kind, basis: `${where}: ${match[0].replace(/\s+/g, " ").trim().slice(0, 100)}`, sure: rule.sure };
    }
  }
  if (new Set(evidence.stateHeadings).size >= 3) {
    return { kind: "multi_state", basis: `sections headed by ${new Set(evidence.stateHeadings).size} States`, sure: true };
  }
  return { kind: "other", basis: "", sure: false };
}
