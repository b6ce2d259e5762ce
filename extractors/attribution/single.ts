// Owns attribution in texts about one State: whose acts a sentence tells, and whether it tells any.
// Must not read texts that list many States; lists.ts does.
import type { Basis, Certainty, Span, Status } from "../contracts.js";
import { findMeasures } from "../measures/match.js";
import type { StateMention } from "../states/mentions.js";
import { PLAN_CONTENT, readStatus, readTreatyStatus, type StatusReading } from "../status.js";
import { isOnTopic } from "../topic.js";
import { splitClauses } from "./clauses.js";
import { findBrackets, findGroups } from "./groups.js";
import type { RawClaim } from "./raw-claim.js";

/** Who speaks in a paragraph of an interactive dialogue. */
export type Speaker = { who: "state" } | { who: "other"; iso3: string | null };

export interface SingleSentence {
  /** Offset of the sentence in the paragraph. */
  offset: number;
  /** Masked text of the sentence. */
  text: string;
  /** Words that the sentence hangs on ("In this framework, the State will:"); "" if none. */
  lead: string;
  /** Mentions with offsets into `text`. */
  mentions: StateMention[];
  /** The State that the text is about. */
  state: string;
  basis: Basis;
  /** Another speaker comments: only plain statements of fact count. */
  comment: boolean;
  /** It is said in an interactive dialogue, where the commenting State is the sentence's subject. */
  dialogue: boolean;
  /** The section or the paragraph around is about the topic. */
  topicNear: boolean;
  /** The section's heading names the topic. */
  heading: boolean;
}

/** From here to its end, a sentence asks, recommends or wishes. */
const ASKS =
  /\b(?:recommend(?:s|ed|ing)?\b(?! by)|suggest(?:s|ed|ing)\b|urg(?:es|ed|ing)\b|call(?:s|ed|ing)? (?:up)?on\b|call(?:s|ed|ing) for\b|appeal(?:s|ed) (?:to|for)\b|ask(?:s|ed|ing)\b|enquir\w+|inquir\w+|request(?:s|ed) (?:information|further|more|clarification|details|to know|that)|wish(?:es|ed) to (?:know|hear|learn|be informed|receive)|want(?:s|ed) to know|would (?:like|appreciate|welcome|be interested|be grateful)|invit(?:es|ed) (?!to (?:speak|attend))|exhort\w*|propos(?:es|ed) that|(?:stress|emphasi[sz]|underlin|underscor|highlight|reiterat|not)\w* (?:the |its )?(?:need|importance|necessity|call)|(?:the )?need (?:to|for)\b|it (?:is|was) (?:necessary|important|essential|imperative)|areas? (?:for|of|in need of) improvement|(?:express(?:es|ed) (?:its|the|their) )?(?:wish|hope)(?:es)? that\b|hop(?:es|ed|ing) (?:that|to|for)|look(?:s|ed|ing) forward|should\b|ought to|what (?:measures|steps|actions|efforts|were|was|is|are|had|has)|how (?:the|it|they|many|these|this)|whether\b|(?:seeks?|sought|sought to) (?:information|clarification|details)|further information|more information|additional information)/i;
/** Another State encourages or asks; the State's own report may encourage hotels. */
const ENCOURAGES = /\b(?:encourag(?:es|ed|ing)\b|expect(?:s|ed) |pray(?:s|ed) |advis(?:es|ed) (?:the|that)|trust(?:s|ed) that|requested\b)/i;
/** A non-State body acts. */
const OTHER_ACTOR =
  /^[\s,;“"']*(?:(?:and|but|while|whereas|although|in addition|furthermore|moreover|also|however|additionally|according to [^,]{2,60}|in (?:\w+ )?(?:19|20)\d\d|during the year|as of \w+|meanwhile|for example|similarly|on [^,]{3,40}|in [^,]{3,40}|with [^,]{3,60}),?\s+)*(?:the |an? |several |many |some |various |local |international |other |one |two |numerous |foreign |domestic |both )*(?:(?:nongovernmental|non-governmental|international|civil society|human rights|women[’']s|children[’']s|humanitarian|community|religious|faith-based|charitable|labou?r rights|United Nations|UN)(?:[\s-]\w+)? (?:organi[sz]ations?|groups?|agenc\w+|bodies|institutions?)|NGOs?|civil society\b|activists|advocates|observers|experts|UNODC|UNICEF|UNHCR|UNIFEM|UNFPA|UNDP|UNESCO|UN-?Women|OHCHR|ILO|IOM|(?:UN|U\.N\.) [A-Z][\w’']+|International (?:Organi[sz]ation for Migration|Labou?r Organi[sz]ation)|European (?:Union|Commission)|EU\b|USAID|Save the Children|media reports?|church(?:es)?|employers?|companies|traffickers?|criminals?)(?: [\w’'()-]+){0,6}? (?:\w+ed|\w+s|have|has|had|ran|run|were|was|are|is|provide|operate|offer|continue|report|claim|estimate|assist|work|made|held|took|gave)\b/i;
/** "NGOs reported that the State's unit …": the report is theirs, the act is not. */
const REPORTS = /^.{0,160}?\b(?:reported|stated|noted|said|added|informed|indicated|observed|acknowledged|recalled|welcomed|commended)\b/i;
const BY_OTHER = /^[^;.]{0,60}?\b(?:by|from|through) (?:the |an? |local |international |several |various |some |two |foreign )*(?:(?:non-?governmental|international|civil society|human rights|women[’']s|religious|charitable) (?:organi[sz]ations?|groups?|agenc\w+)|NGOs?|UNICEF|UNHCR|IOM|ILO|UNODC|UNDP|UNFPA|UNIFEM|International (?:Organi[sz]ation for Migration|Labou?r Organi[sz]ation)|European Union|USAID|churches|United Nations)/i;
const STATE_HAND = /\b(?:government|ministr\w+|state|authorit\w+|parliament|police|minister|national|federal|municipal\w*|budget|law enforcement|court\w*|prosecut\w*|cabinet|president|public|(?:joint|together|cooperat\w+|collaborat\w+|partnership))\b/i;
const INTENTION = /\b(?:intention|intend\w*|plan(?:s|ned)? to|commit(?:s|ted|ment)\w*|undertook|pledg\w+|propos\w+|will|would|aims?)\b/i;
const VAGUE_PRAISE = /\b(?:efforts?|commitments?|progress|achievements?|steps|willingness|determination|intention|attention|priority|concern(?:s|ed)?|challenges?|problems?|work)\b(?:(?!\b(?:including|such as|through|by|like|notably|as well as|establish\w*|adopt\w*|creat\w*|set(?:ting)? up|enact\w*|implement\w*|particularly|especially|raising|training|providing|approv\\w+|passage|passing|in particular|ratif\w*|the (?:adoption|establishment|creation|introduction|enactment|development|launch))\b)[^;]){0,80}$/i;
/** A commenting State tells of itself. */
const OWN_EXPERIENCE = /\b(?:shared|offered|described|presented|explained) (?:that it\b|its\b|to share\b)|\bshare its experience|\bwhich (?:had|has) itself\b|\bits own (?:experience|national|law|plan|legislation)/i;
/** The bare order of a voluntary commitment or of a recommendation: "Strengthen …". */
const IMPERATIVE = /^[\s•·–—-]*(?:\(?\w{1,3}\)\s*)?(?:also |further )?(?:continue|strengthen|adopt|ensure|establish|ratify|accede|take|implement|enhance|intensify|promote|develop|consider|improve|provide|increase|pursue|step up|set up|create|enact|amend|review|conduct|carry out|combat|prevent|guarantee|reinforce|redouble|sign|complete|undertake|launch|put|make|allocate|introduce|expand|support|protect|investigate|prosecute|train|raise|work|cooperate|share|seek|accelerate|address|eliminate|maintain|finali[sz]e|abolish|include|design|study|examine)\b(?! (?:of|in place|plan|programme|report))/i;
/** Talk of cases, reports and perceptions, not of measures. */
const PERCEPTION = /\b(?:alleg(?:ed|es) that|allegations?|allegedly|criticiz\w*|criticis\w*|claim(?:ed|s) that|complain\w*|denied|accus\w+|expressed concern|(?:was|were|remained) concerned|regrett\w*|deplor\w*)\b/i;

/**
 * Reads one sentence of a text about one State.
 * @returns claims with offsets into the paragraph
 */
export function readSingleSentence(s: SingleSentence, usage: Record<string, number>): RawClaim[] {
  const lead = s.lead === "" ? "" : `${s.lead} `;
  if (s.lead === "" && IMPERATIVE.test(s.text)) return [];
  if (s.dialogue && s.comment && OWN_EXPERIENCE.test(s.text)) return [];
  const asks = s.comment ? firstOf(s.text, ASKS, ENCOURAGES) : firstOf(s.text, ASKS);
  if (asks === 0 || ASKS.test(s.lead)) return [];
  // What stands before the asking is stated, unless it is only its introduction ("Norway welcomed X and recommended Y").
  const region = asks < 0 ? s.text : s.text.slice(0, asks);
  if (region.trim().length < 12) return [];
  const text = lead + region;
  const brackets = findBrackets(s.text, s.mentions);
  const clauses = splitClauses(region, brackets, s.mentions);
  const clauseAt = (offset: number): Span => {
    let found: Span = { start: 0, end: region.length };
    for (const c of clauses) if (c.start <= offset) found = c;
    return found;
  };
  const groups = findGroups(s.text, s.mentions, brackets, (offset) => clauseAt(offset).start);
  const context = lead + s.text;
  const matches = findMeasures(text, { context, topicNear: s.topicNear, lists: false, heading: s.heading }).filter((m) => m.start >= lead.length);
  const out: RawClaim[] = [];
  for (const m of matches) {
    const start = m.start - lead.length;
    const end = m.end - lead.length;
    const clause = clauseAt(start);
    const clauseText = region.slice(clause.start, Math.max(clause.end, end));
    const before = region.slice(clause.start, start);
    // Another State acts here: a partner, a donor, a commentator on itself.
    const subject = groups.filter((g) => g.position === "subject" && g.start >= clause.start && g.end <= start).pop();
    if (subject !== undefined && !(s.dialogue && s.comment) && subject.states.length > 0 && !subject.states.includes(s.state)) continue;
    const actorText = region.replace(/^[A-Z][^:.]{3,90}: (?=[A-Z])/, "");
    if (OTHER_ACTOR.test(region.slice(clause.start)) && !STATE_HAND.test(before)) continue;
    if (OTHER_ACTOR.test(actorText) && !REPORTS.test(actorText) && !STATE_HAND.test(region.slice(0, start))) continue;
    if (BY_OTHER.test(region.slice(end)) && !STATE_HAND.test(clauseText)) continue;
    if (PERCEPTION.test(before) || (m.measure.startsWith("treaty.") && PERCEPTION.test(region.slice(0, start)))) {
      const r = m.measure.startsWith("treaty.") ? readTreatyStatus(region, start, end) : readStatus(lead + clauseText, lead.length + (start - clause.start), lead.length + (end - clause.start));
      if (r.status !== "absent") continue;
    }
    const from = lead.length > 0 ? lead + clauseText : clauseText;
    const at = lead.length + (start - clause.start);
    const reading: StatusReading = m.measure.startsWith("treaty.")
      ? readTreatyStatus(lead + region, lead.length + start, lead.length + end)
      : readStatus(from, at, at + (end - start), m.rule.status, m.measure.startsWith("legislation."));
    if (reading.status === null) continue;
    // "… had set out its intention to A; to B; to C": the intention holds for each.
    const status = reading.status === "in_place" && /^\s*(?:and )?to [a-z]+/i.test(clauseText) && INTENTION.test(region.slice(0, clause.start)) ? "planned" : reading.status === "in_place" && listsPlan(lead + region.slice(0, start)) ? "planned" : reading.status;
    // Praise of efforts "regarding anti-trafficking legislation" states no law.
    if (s.comment && !m.measure.startsWith("treaty.") && VAGUE_PRAISE.test(before)) continue;
    // Doubt of a speaker who is not the State is not the State's absence of a measure, unless said plainly.
    usage[m.rule.id] = (usage[m.rule.id] ?? 0) + 1;
    const own = isOnTopic(context) || m.measure.startsWith("treaty.");
    // A law that is being drafted or amended is, by the codebook, a reform under way.
    if (status === "in_progress" && DRAFTED_LAWS.has(m.measure)) out.push(claim(s, "legislation.reform", status, m.rule.id, region, start, end, own ? reading.certainty : "inferred"));
    out.push(claim(s, m.measure, status, m.rule.id, region, start, end, own ? reading.certainty : "inferred"));
  }
  return out;
}

const DRAFTED_LAWS = new Set(["legislation.specific_law", "legislation.comprehensive_law", "legislation.child_trafficking_law", "legislation.criminal_offence"]);

/** "Its contents are: (a) …; (b) …": what stands behind the colon is planned, item by item. */
function listsPlan(before: string): boolean {
  const colon = before.lastIndexOf(":");
  return colon > 0 && PLAN_CONTENT.test(before.slice(0, colon));
}

function claim(s: SingleSentence, measure: string, status: Status, rule: string, region: string, start: number, end: number, certainty: Certainty): RawClaim {
  return {
    state: s.state,
    measure,
    status,
    extent: "list",
    certainty,
    rule: `${rule}/${s.comment ? "comment" : "author"}`,
    quote: { start: s.offset, end: s.offset + trimmed(region) },
    stateSpan: mentionOf(s),
    stateReason: s.comment ? "another speaker states it of the State under review" : s.basis === "self_reported" ? "the State that reports" : "the State that the text is about",
    measureSpan: { start: s.offset + start, end: s.offset + end },
  };
}

function mentionOf(s: SingleSentence): Span | null {
  const m = s.mentions.find((x) => x.iso3 === s.state);
  return m === undefined ? null : { start: s.offset + m.start, end: s.offset + m.end };
}

function firstOf(text: string, ...patterns: RegExp[]): number {
  const at = patterns.map((p) => text.search(p)).filter((i) => i >= 0);
  return at.length === 0 ? -1 : Math.min(...at);
}

function trimmed(region: string): number {
  return region.replace(/[\s,;]+(?:and|but|it|which|while)?[\s,;]*$/i, "").length;
}

const COMMENTS =
  /^\s*(?:,? ?(?:also|further|however|then|moreover|finally|in addition|while \w+ing[^,]{3,80},|(?:\w+ly)),? ?)*(?:(?:was|were) (?:pleased|encouraged|concerned|impressed|satisfied|interested|gratified|aware|glad|of the (?:view|opinion)|particularly)|is (?:pleased|encouraged|concerned|aware)|not(?:ed|es|ing)|welcom(?:ed|es|ing)|commend(?:ed|s)|congratulat(?:ed|es)|prais(?:ed|es)|acknowledg(?:ed|es|ing)|appreciat(?:ed|es)|recogni[sz](?:ed|es|ing)|thank(?:ed|s)|highlight(?:ed|s)|observ(?:ed|es)|underlin(?:ed|es)|underscor(?:ed|es)|express(?:ed|es|ing)|applaud(?:ed|s)|mention(?:ed|s)|refer(?:red|s|ring)|recall(?:ed|s)|salut(?:ed|es)|hail(?:ed|s)|took|takes|paid|stress(?:ed|es)|emphasi[sz](?:ed|es)|ask(?:ed|s)|recommend(?:ed|s)|stat(?:ed|es)|indicat(?:ed|es)|consider(?:ed|s)|made|shar(?:ed|es)|point(?:ed|s)|regret(?:ted|s)|remain(?:ed|s)|identif(?:ied|ies)|valu(?:ed|es)|urg(?:ed|es)|enquired|inquired|requested|encouraged|hoped|raised|drew|positively|warmly|greeted|reiterated|followed|affirmed|declared|believed|felt|said|reported|cited|called|acclaimed|lauded|had (?:been|noted)|echoed|joined|joins|looked|showed|put|sought|supported|understood|wished|suggested|proposed|inquires|expressing|gave|viewed|questioned)\b/i;

/**
 * Tells who speaks a sentence of an interactive dialogue.
 * @param before the speaker of the sentence before; null at the start of a paragraph
 */
export function speakerOf(text: string, mentions: readonly StateMention[], stateUnderReview: string, before: Speaker | null): Speaker {
  const first = mentions.find((m) => (m.iso3 !== null || m.nonState !== null) && !m.adjective && !m.inName);
  if (first !== undefined && /^(?:the |while |speaking on behalf of [^,]{2,60}, )?$/i.test(text.slice(0, first.start)) && COMMENTS.test(afterGroup(text, first, mentions))) {
    if (first.iso3 === stateUnderReview) return { who: "state" };
    return { who: "other", iso3: first.iso3 };
  }
  if (/^\s*(?:[^,]{3,80}, )?(?:the )?(?:head of (?:the )?delegation|(?:\w+ )?delegation of\b|delegation\b|(?:vice-?|deputy |prime )?minister\b|government representative|representative of the ministry|attorney[- ]general|ambassador|state secretary)/i.test(text) && !/^\s*(?:the )?delegation of (?!the State)/i.test(text)) return { who: "state" };
  return before ?? { who: "state" };
}

function afterGroup(text: string, first: StateMention, mentions: readonly StateMention[]): string {
  // "Norway, Sweden and Denmark welcomed …": look behind the last of them.
  let end = first.end;
  for (const m of mentions) if (m.start > end && /^\s*(?:,|and|, and|\([^)]*\),?)\s*(?:the )?$/i.test(text.slice(end, m.start))) end = m.end;
  return text.slice(end).replace(/^\s*\([^)]{1,20}\)/, "");
}
