// Owns the role of each section: whose acts it tells. By headings and wording in general, per kind of document.
// Must not read claims.

import type { DocumentMeta, IssueRecord, Paragraph, Section, SectionRole } from "../contracts.js";

interface RoleRule {
  role: SectionRole;
  pattern: RegExp;
  rule: string;
}

const COMMON: RoleRule[] = [
  { role: "annex", pattern: /^(?:annex(?:es)?|appendix|appendices)\b|^composition of the delegation/i, rule: "heading: annex" },
  { role: "summary", pattern: /^(?:executive )?summary$|^abstract$/i, rule: "heading: summary" },
];

const SG_RULES: RoleRule[] = [
  ...COMMON,
  { role: "conclusions", pattern: /\b(?:conclusions?|recommendations?|way forward|observations|concluding|future action|looking ahead|next steps)\b/i, rule: "heading: conclusions or recommendations" },
  { role: "introduction", pattern: /^(?:introduction|background(?: and .*)?|mandate|legislative mandate|preface|foreword|(?:general )?context)$/i, rule: "heading: introduction" },
  { role: "member_states", pattern: /\b(?:measures?|action|actions|steps|initiatives|efforts|activities|information|replies|responses|submissions|developments|progress|implementation|contributions|views|comments)\b[^.]{0,60}\b(?:by|from|of|at the|in)\b[^.]{0,30}\b(?:member states|states|governments?|national level|states parties|countries)\b|\b(?:national (?:measures|efforts|action|legislation|responses|initiatives|policies|implementation)|(?:replies|responses|information) received from (?:member states|governments|states)|at the national level)\b|^(?:member states|governments|states)$/i, rule: "heading: measures of Member States" },
  { role: "un_system", pattern: /\b(?:united nations (?:system|entities|bodies|agencies|offices|activities|support|development)|entities of the united nations|specialized agencies|treaty bodies|special procedures|special rapporteurs?|intergovernmental (?:and expert )?(?:bodies|organizations)|international organizations|regional organizations|civil society|non-governmental organizations|human rights council|security council|general assembly|secretariat|inter-agency|bodies and mechanisms|commission on)\b/i, rule: "heading: United Nations system or other organizations" },
];

// Inside a part whose owner is known, only a heading that plainly names the other as the one who acts changes it.
const STRONG_UN = /\b(?:by|within|from) (?:the )?(?:united nations|specialized agencies|international organizations|intergovernmental (?:bodies|organizations)|treaty bodies|non-governmental organizations|civil society)\b|^(?:united nations (?:system|entities|bodies|agencies)|specialized agencies|international organizations|intergovernmental organizations|non-governmental organizations|civil society organizations)$/i;
const STRONG_STATES = /\b(?:actions?|measures|steps|efforts|activities|initiatives|reported|taken|undertaken|adopted|received|submitted|provided) (?:by|from) (?:the )?(?:member states|states|governments)\b|^(?:member states|governments|states parties|national measures|measures at the national level)$/i;

const STATE_RULES: RoleRule[] = [
  ...COMMON,
  { role: "procedure", pattern: /\b(?:methodology|preparation of the (?:national )?report|consultation process|process of (?:preparation|consultation|drafting)|drafting (?:process|of the report)|methods? of (?:work|preparation))\b/i, rule: "heading: how the report was made" },
];

const UPR_RULES: RoleRule[] = [
  { role: "annex", pattern: /^(?:annex(?:es)?)\b|composition of the delegation/i, rule: "heading: annex" },
  { role: "dialogue", pattern: /\binteractive dialogue\b/i, rule: "heading: interactive dialogue" },
  { role: "state_report", pattern: /\bpresentation by (?:the )?state under review|\bvoluntary (?:commitments?|pledges?)|\bpledges\b|\bpresentation\b/i, rule: "heading: the State under review presents" },
  { role: "recommendations", pattern: /\b(?:conclusions?|recommendations?)\b/i, rule: "heading: conclusions and recommendations" },
  { role: "procedure", pattern: /^introduction$|summary of the proceedings|^proceedings/i, rule: "heading: introduction or proceedings" },
];

/**
 * Gives each section its role and rule, and each paragraph the role of its section. Subsections inherit.
 * Rules come from headings in general; where a Secretary-General's heading says nothing, the wording of its paragraphs decides.
 */
export function assignRoles(meta: DocumentMeta, sections: Section[], paragraphs: Paragraph[], resolveState: (name: string) => string | null, issues: IssueRecord[]): void {
  const stack: Section[] = [];
  for (const section of sections) {
    while (stack.length > 0 && stack[stack.length - 1]!.level >= section.level) stack.pop();
    const parent = stack[stack.length - 1] ?? null;
    const found = roleOf(meta, section, parent, sections, paragraphs, resolveState);
    section.role = found.role;
    section.roleRule = found.rule;
    section.state = found.state;
    stack.push(section);
  }
  const preamble = withoutSection(meta);
  for (const paragraph of paragraphs) {
    const section = paragraph.section === null ? null : (sections[paragraph.section] ?? null);
    // A question and a table's row are read in their own ways; whose acts they tell is still the section's to say.
    paragraph.role = paragraph.question ? "question_unit" : paragraph.cells ? "table_row" : section ? section.role : preamble;
  }
  if (meta.kind === "sg_report" && !sections.some((s) => s.role === "member_states")) {
    issues.push({ kind: "metadata", severity: "notice", paragraph: null, excerpt: "", message: "No part of this report was recognised as measures of Member States.", next: "If the report does compile them, look at its headings; no State's measure is read from it." });
  }
}

/** Role of paragraphs above the first heading. */
export function withoutSection(meta: Pick<DocumentMeta, "kind">): SectionRole {
  switch (meta.kind) {
    case "national_report":
    case "action_plan":
      return "state_report";
    case "compilation":
    case "stakeholder_summary":
    case "third_party_report":
      return "third_party";
    case "pledge":
    case "upr_working_group":
      return "procedure";
    case "sg_report":
      return "introduction";
    case "multi_state":
    case "guidance":
    case "other":
      return "other";
  }
}

function match(rules: RoleRule[], heading: string): { role: SectionRole; rule: string } | null {
  for (const rule of rules) if (rule.pattern.test(heading)) return { role: rule.role, rule: rule.rule };
  return null;
}

function roleOf(meta: DocumentMeta, section: Section, parent: Section | null, sections: Section[], paragraphs: Paragraph[], resolveState: (name: string) => string | null): { role: SectionRole; rule: string; state: string | null } {
  const own = (role: SectionRole, rule: string, state: string | null = null): { role: SectionRole; rule: string; state: string | null } => ({ role, rule, state });
  const inherit = (fallback: SectionRole, rule: string): { role: SectionRole; rule: string; state: string | null } =>
    parent ? own(parent.role, `inherited from "${parent.heading.slice(0, 60)}"`, parent.state) : own(fallback, rule);
  const heading = section.heading;
  switch (meta.kind) {
    case "sg_report": {
      const headed = resolveState(heading);
      if (headed !== null && parent?.role !== "annex" && parent?.role !== "conclusions") return own("state_section", "heading names a State", headed);
      if (parent?.role === "state_section" && /^(?:conclusions?|recommendations?|observations)\b/i.test(heading)) return own("conclusions", "heading: conclusions or recommendations");
      if (parent && parent.role !== "other") {
        // A part whose owner was told by its wording gives way to any heading of its own that names one.
        const own2 = match(SG_RULES, heading);
        if (own2 && parent.roleRule.startsWith("wording")) return own(own2.role, own2.rule);
        // Inside a part whose owner is known, only wording that names another owner changes it.
        const named = match(SG_RULES, heading);
        if (named && (named.role === "annex" || named.role === "conclusions") && parent.role !== "annex") {
          if (named.role === "annex" || /^(?:conclusions?|recommendations?|observations)\b/i.test(heading)) return own(named.role, named.rule);
        }
        if (parent.role === "member_states" && STRONG_UN.test(heading)) return own("un_system", "heading: acts by the United Nations system or other organizations");
        if (parent.role === "un_system" && STRONG_STATES.test(heading)) return own("member_states", "heading: acts by Member States");
        if (named && parent.role === "introduction" && named.role !== "introduction") return own(named.role, named.rule);
        return inherit("other", "");
      }
      const named = match(SG_RULES, heading);
      if (named) return own(named.role, named.rule);
      return byWording(section, sections, paragraphs, resolveState);
    }
    case "upr_working_group": {
      const named = match(UPR_RULES, heading);
      if (named) return own(named.role, named.rule);
      // Headings by subject stand between recommendations, and their print does not always rank them below.
      const before = sections[section.ordinal - 1];
      if (parent === null && section.number === null && before?.role === "recommendations") return own("recommendations", "a heading by subject, between recommendations");
      return inherit("procedure", "no heading rule: front matter");
    }
    case "national_report":
    case "action_plan": {
      const named = match(STATE_RULES, heading);
      if (named && (parent === null || named.role !== "summary")) return own(named.role, named.rule);
      return inherit("state_report", "the State tells of itself");
    }
    case "pledge": {
      if (/^annex\b/i.test(heading)) return own("state_report", "annex to the note: the State's pledges");
      if (/^note verbale|^letter dated/i.test(heading)) return own("procedure", "heading: note verbale");
      return inherit("state_report", "the State tells of itself");
    }
    case "compilation":
    case "stakeholder_summary":
    case "third_party_report": {
      if (/^annex|^appendix/i.test(heading)) return own("annex", "heading: annex");
      return inherit("third_party", "somebody else tells of the State");
    }
    case "multi_state":
    case "guidance": {
      const state = resolveState(heading);
      if (state !== null) return own("state_section", "heading names a State", state);
      if (parent && parent.role === "state_section" && section.level > parent.level) return inherit("other", "");
      return own("other", "no State in the heading");
    }
    case "other":
      return /^annex|^appendix/i.test(heading) ? own("annex", "heading: annex") : own("other", "kind of document not known");
  }
}

const UN_ACTOR = /\b(?:UN[A-Z]{2,6}|OHCHR|ILO|IOM|WHO|UNICEF|UNESCO|INTERPOL|United Nations (?:entities|system|Office|Development|Children|Population|Entity)|the Office of the High Commissioner|the Special Rapporteur|the Committee|the Commission|the Secretariat|my Special Representative)\b/g;
const REPORTING = /\b(?:[Mm]ember States|States|Governments|countries|reporting States)\s+(?:have\s+|also\s+)?(?:reported|indicated|informed|described|provided information|submitted|responded)\b/g;
const LIST = /\(((?:the )?\p{Lu}[^();]{2,40}(?:,| and )[^()]*(?:\([^()]*\)[^()]*)*)\)/gu;
const SUBJECT = /(?:^|[.;\n]\s*)((?:the )?\p{Lu}\p{L}+(?: (?:and |of )?\p{Lu}\p{L}+){0,4})/gu;

/**
 * Where a Secretary-General's heading names no owner: who acts in its paragraphs?
 * States do where lists of State names in parentheses, States as subjects and "States reported" outweigh United Nations bodies.
 */
function byWording(section: Section, sections: Section[], paragraphs: Paragraph[], resolveState: (name: string) => string | null): { role: SectionRole; rule: string; state: null } {
  let end = sections.length;
  for (let i = section.ordinal + 1; i < sections.length; i++) {
    if (sections[i]!.level <= section.level) {
      end = i;
      break;
    }
  }
  // What stands under a heading that names its own owner says nothing of the rest.
  const named = new Set<number>();
  let within: Section | null = null;
  for (let i = section.ordinal + 1; i < end; i++) {
    const child = sections[i]!;
    if (within && child.level > within.level) named.add(i);
    else {
      within = match(SG_RULES, child.heading) ? child : null;
      if (within) named.add(i);
    }
  }
  const text = paragraphs.filter((p) => p.section !== null && p.section >= section.ordinal && p.section < end && !named.has(p.section)).map((p) => p.text).join("\n");
  if (text === "") return { role: "other", rule: "no text of its own", state: null };
  let states = (text.match(REPORTING) ?? []).length;
  for (const [, inside] of text.matchAll(LIST)) {
    const names = (inside ?? "").split(/,\s*|\s+and\s+/).filter((name) => resolveState(name.replace(/^the /, "").trim()) !== null);
    if (names.length >= 2) states += 3;
  }
  for (const [, subject] of text.matchAll(SUBJECT)) if (resolveState((subject ?? "").replace(/^the /i, "")) !== null) states++;
  const others = (text.match(UN_ACTOR) ?? []).length;
  if (states >= 3 && states > others * 1.2) return { role: "member_states", rule: `wording: States act (${states} signs, against ${others} for United Nations bodies)`, state: null };
  if (others >= 3 && others > states) return { role: "un_system", rule: `wording: United Nations bodies act (${others} signs, against ${states} for States)`, state: null };
  return { role: "other", rule: "neither heading nor wording tells whose acts these are", state: null };
}
