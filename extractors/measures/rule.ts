// Owns the form of a measure rule and how its pattern is written and compiled. Must not hold rules.
import { loadStates } from "../../datasets/states.js";
import { patternInSmallLetters } from "../text/small-letters.js";

/** Where the topic (trafficking in persons) has to stand for a match to count. */
export type TopicScope =
  | "self" // the pattern itself names it
  | "sentence" // in the same sentence or its lead-in
  | "near" // in the sentence, its heading, or the paragraph around it
  | "none"; // treaties: counted wherever they are reported

export interface MeasureRule {
  /** Unique; "<measure code>:<short name>". */
  id: string;
  measure: string;
  /** Regular expression source with {FRAGMENTS}; case-insensitive. `{..N}` is a gap of at most N characters in one clause, `{~N}` one within a phrase. */
  pattern: string;
  topic: TopicScope;
  /** Must also match somewhere in the sentence (or, in `lead`, what the sentence hangs on). */
  context?: string;
  /** If it matches in the sentence part around the match, the match does not count. */
  unless?: string;
  /** Codes whose matches give way where they overlap this one. */
  over?: string[];
  /** Codes whose matches give way anywhere in the same part of the sentence. */
  overPart?: string[];
  /** What follows as an enumeration ("covering …", "including …") belongs to this measure and makes no claims of its own. */
  absorbs?: boolean;
  /** Status that the wording itself carries ("efforts to amend" are in progress). */
  status?: "in_progress" | "planned";
  /** The wording is firm enough only in reports on the topic that list States (Secretary-General's reports). */
  listsOnly?: boolean;
  /** A rule for lists that also holds in texts about one State, in a section whose heading names the topic. */
  underHeading?: boolean;
  /** Characters around the match in which `unless` is looked for; 60 if not set. */
  reach?: number;
  /** Like `over`, only in reports that list States. */
  overInLists?: string[];
  examples: { match: string[]; not: string[] };
}

const GAP = "[^;\\n]";
/** A gap that stays within one phrase: no comma, no new member of an enumeration. */
const PHRASE_GAP = "(?:(?!, | and (?:the|a|an|its|their|other|measures|efforts|steps|in|on|also|to (?!combat|prevent|fight|counter|eliminate|address|suppress|protect)|(?!combat|prevent|fight|suppress|counter|eliminat|punish|protect|traffick)\\w+(?:ed|ing)\\b|awareness|[\\w-]+ (?:initiatives|campaigns|mechanisms))\\b| as well as )[^;\\n])";

export const FRAGMENTS: Record<string, string> = {
  // Trafficking proper.
  TT: "(?:(?:anti|counter)[- ]?traffick\\w*|traffick\\w*|\\btraffic in (?:persons|women|human beings|children|girls)\\b|\\btraffic in (?:persons|women|human beings|children|girls)\\b|\\bTHB\\b|\\bTIP\\b)",
  // The topic with what reports plainly present as the same.
  T: "(?:(?:anti|counter)[- ]?traffick\\w*|traffick\\w*|\\btraffic in (?:persons|women|human beings|children|girls)\\b|\\bTHB\\b|\\bTIP\\b|forced(?: or compulsory)? labou?r|compulsory labou?r|slavery|slave-like|servitude|debt bondage|bonded labou?r|(?:commercial )?sexual exploitation|sexually exploited|labou?r exploitation|forced prostitution|child prostitution|sex tourism|exploitation of prostitution)",
  V: "(?:victims?(?:/survivors?)?|survivors?|(?:trafficked|exploited) (?:persons?|people|women|girls|children|individuals|migrants)|(?:women|girls|children|persons|people)(?: who (?:were|had been|have been|are))? (?:trafficked|exploited))",
  LAW: "(?:\\b(?:laws?|legislation|acts?|statutes?|decrees?|ordinances?|proclamations?|decree-laws?)\\b)",
  LAWCTX: "(?:\\blaws?\\b|legislat\\w*|\\bacts?\\b|\\bcodes?\\b(?! of (?:conduct|ethics|practice))|statut\\w*|decrees?\\b|ordinances?|\\barticles?\\b|legal provisions?|criminal provisions?|criminali[sz]\\w*|penal|\\boffen[cs]es?\\b|enshrined)",
  PLAN: "(?:action[- ]plans?|plans? of action|(?:national|government(?:al)?|federal|state|strategic|operational|master|annual|multi-?year|biennial|biannual|three-year|four-year|five-year|comprehensive|integrated) (?:action |strategic )?(?:plans?|programmes?|programs?)|strateg(?:y|ies)|plans and programmes|policy framework|plans?\\b(?= (?:(?:for|against|on)\\b|to (?:combat|prevent|fight|address|counter|eliminate|tackle|suppress|protect|reduce|end|eradicate|stop|respond)))|programme\\b(?= (?:to combat|to prevent|against|for (?:combating|preventing|the prevention)|(?:related|relating) to (?:combating|preventing))\\b))",
  AGAINST: "(?:on|against|to|for|of|in|concerning|regarding|relating to|addressing|covering|targeting|focus(?:ed|ing|sed) on|aimed at|dealing with)",
  BODY: "(?:committees?|(?<!\\bto )commissions?(?! an?\\b)|councils?|task[- ]?forces?|working (?:groups?|part(?:y|ies))|bod(?:y|ies)|mechanisms?|agenc(?:y|ies)|boards?|coordinators?|coalitions?|round[- ]?tables?|steering groups?|secretariats?|platforms?|authorit(?:y|ies)|coordination (?:groups?|offices?|units?|cent(?:re|er)s?)|institutions?)",
  LOCAL: "\\b(?:provincial|local|municipal|district|county|state-level|city|cantonal|subnational|sub-national|prefectural|departmental|governorate|island|community-level|regional-level|decentrali[sz]ed)",
  TRAIN: "(?:train\\w*|capacity[- ]building|courses?|seminars?|workshops?|instruction|sensiti[sz]\\w*|curricul\\w*|modules?)",
  JUSTICE: "(?:police\\w*|prosecut\\w*|judges?|judiciary|judicial|magistrates?|law[- ]enforcement|investigators?|investigating|criminal justice|constabulary|gendarm\\w*|carabinieri|detectives?|courts? (?:personnel|officials|staff))",
  OTHERPRO: "(?:social (?:workers?|services|welfare|sector)|health(?:[- ]care)? (?:workers?|personnel|professionals|staff|providers)|medical (?:staff|personnel)|doctors|nurses|teachers?|educators|education (?:institutions?|personnel|staff|workers)|labou?r inspectors?|inspectors|consular|consulates?|diplomat\\w*|embass\\w*|immigration|border (?:guards?|police|officials|personnel|control)|customs|asylum (?:officers?|officials|staff)|peacekeep\\w*|military|officials|civil servants|public servants|professionals|frontline|front-line|service providers|interpreters|counsell?ors|community (?:leaders|workers)|religious leaders|nurses and midwives|midwives|(?<=\\b(?:of|for|to) )(?:NGOs?|non-governmental)|staff|personnel|practitioners|stakeholders|employees)",
  CAMPAIGN: "(?:campaigns?|awareness\\w*|information|outreach|sensiti[sz]\\w*|educational|prevention (?:programmes?|activities|work)|publicity|leaflets?|brochures?|posters?|inform(?:ed|ing|s)?\\b)",
};

/** Any State's short name, for "agreement with …". Built once from the table of States. */
let countries: string | null = null;
function countryPattern(): string {
  countries ??= `(?:${loadStates()
    .map((s) => s.shortName.replace(/\s*\(.*\)/, "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/['’]/g, "['’]"))
    .join("|")})`;
  return countries;
}

/** Writes out the fragments and gaps of a pattern. @throws Error on an unknown fragment. */
export function expandPattern(pattern: string): string {
  let out = pattern;
  for (let depth = 0; depth < 3 && /\{(?:[A-Z]+|\.\.\d+|~\d+)\}/.test(out); depth++) {
    out = out.replace(/\{(?:([A-Z]+)|\.\.(\d+)|~(\d+))\}/g, (_all, name: string | undefined, gap: string | undefined, phrase: string | undefined) => {
      if (phrase !== undefined) return `${PHRASE_GAP}{0,${phrase}}?`;
      if (gap !== undefined) return `${GAP}{0,${gap}}?`;
      const fragment = name === "COUNTRY" ? countryPattern() : FRAGMENTS[name ?? ""];
      if (fragment === undefined) throw new Error(`rule pattern uses the unknown fragment {${name}}: ${pattern}`);
      return fragment;
    });
  }
  return out;
}

/**
 * A rule ready for use. Its patterns are in small letters and tell case apart: they are matched on {@link smallLetters} of a text,
 * where they find what the patterns as written find with the flags `iu`. Compiling such a pattern takes a sixth of the time.
 */
export interface CompiledRule extends MeasureRule {
  /** Source of `regex()`. */
  source: string;
  /** Global: set `lastIndex` before use. Compiled at the first call, as the others are; most rules never meet their words in a document. */
  regex: () => RegExp;
  contextRegex: (() => RegExp) | null;
  unlessRegex: (() => RegExp) | null;
}

export function compileRule(rule: MeasureRule): CompiledRule {
  const source = patternInSmallLetters(expandPattern(rule.pattern));
  return {
    ...rule,
    source,
    regex: atFirstCall(() => new RegExp(source, "gu")),
    contextRegex: condition(rule.context),
    unlessRegex: condition(rule.unless),
  };
}

function condition(pattern: string | undefined): (() => RegExp) | null {
  return pattern === undefined ? null : atFirstCall(() => new RegExp(patternInSmallLetters(expandPattern(pattern)), "u"));
}

function atFirstCall<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
