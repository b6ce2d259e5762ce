// Owns the shape of a sentence: which States stand together, in which brackets, and in what position.
// Must not know measures or status.
import type { Span } from "../contracts.js";
import type { StateMention } from "../states/mentions.js";

/** How a group of States stands in its clause. */
export type Position =
  | "list" // alone in parentheses
  | "subject" // "Colombia and Paraguay prohibit …", "In Denmark, …", "Spain's plan …"
  | "examples" // "including in Croatia", "such as Finland"
  | "place" // "… were carried out in Mexico and Spain", "… by Malta"
  | "exception" // "but not in Ireland", "with the exception of …"
  | "partner"; // "with Italy", "victims from Moldova", "to Greece": not the State that acts

export interface StateGroup extends Span {
  mentions: StateMention[];
  /** ISO 3166-1 alpha-3, in order; without duplicates. */
  states: string[];
  position: Position;
  /** Brackets around a `list`, with what stands in them; the group's own span otherwise. */
  outer: Span;
  /** Introduced by "including", "for example", "such as", "among others". */
  illustrative: boolean;
  /** Capitalised names in a list that no alias knows. */
  unknown: string[];
  /** States whose name carries 's or an adjective form. */
  possessive: boolean;
}

export interface Bracket extends Span {
  /** Without the brackets. */
  inner: Span;
}

const JOIN =
  /^[\s\u00a0]*(?:(?=[,;/&–-]|and\b|or\b|nor\b|as well as\b|along with\b|together with\b|plus\b)(?:,|;|\/|&|–|-)?[\s\u00a0]*(?:and|or|nor|as well as|and also|along with|together with|plus)?[\s\u00a0]*(?:also |subsequently |later |more recently |most recently |to a lesser extent,? |both )?(?:(?:that|those)[\s\u00a0]+(?:of|in)|in|by|of|for|from|with)?[\s\u00a0]*(?:the[\s\u00a0]+)?)$/i;
const LIST_FILL =
  /(?:\bsee also paragraphs? \d+|\bsee paragraphs? \d+|\b(?:including|includes?|such as|e\.g\.|i\.e\.|for example|for instance|among others|among them|inter alia|notably|namely|see|in particular|especially|particularly|respectively|others?|some|States?|countries|in|by|of|for|from|the|and|or|as well as|both|also|all|since|as of|reported|reporting|only|et al)\b|[\s\u00a0,;:.–—-]|\b\d{4}\b|\b\d{1,2}\b|\betc\b)/gi;
const ILLUSTRATIVE_LIST = /\b(?:including|includes?|such as|e\.g\.|for example|for instance|among others|among them|inter alia|notably|in particular|especially|particularly)\b/i;

const EXAMPLES_BEFORE = /(?:\b(?:including|such as|among (?:them|which|those|others)|notably|for example|for instance|particularly|especially|e\.g\.|namely|like|in particular|inter alia|as (?:was|is) the case (?:in|for|with|of)|one example (?:is|being)|examples? (?:being|are|include)|led by)[,:]?[\s\u00a0]+(?:also[\s\u00a0]+)?(?:in[\s\u00a0]+|by[\s\u00a0]+|of[\s\u00a0]+|from[\s\u00a0]+|for[\s\u00a0]+|those[\s\u00a0]+(?:of|in)[\s\u00a0]+|that[\s\u00a0]+of[\s\u00a0]+|the case of[\s\u00a0]+)?)(?:the[\s\u00a0]+)?$/i;
const EXCEPTION_BEFORE = /\b(?:except(?:ing)?(?: for)?|with the exception(?:s)? of|apart from|other than|excluding|but not|though not|although not|and not|save (?:for|in)?|unlike|in contrast to|as opposed to|not)[\s\u00a0]+(?:that of[\s\u00a0]+)?(?:in[\s\u00a0]+|by[\s\u00a0]+|for[\s\u00a0]+)?(?:the[\s\u00a0]+)?$/i;
const PARTNER_BEFORE =
  /(?:\b(?:with|between|into|onto|towards?|against|alongside|via|through|near|outside|inside|opposite|beyond|versus|among|amongst)|\b(?:nationals?|citizens?|women|girls|victims?|migrants?|persons|people|children|workers?|returnees|refugees|immigrants|arrivals|tourists|men|boys|those|traffickers|networks|students|labourers)(?:[\s\u00a0]+(?!provided|available|offered|given|granted|run|operated)\w+){0,1}[\s\u00a0]+(?:of|from|to|into|through|originating from|originating in)|\b(?:originat\w+|coming|come|comes|arriv\w+|hail\w*|brought|recruited|return(?:ed|ing|s)?|repatriat\w+|deport\w+|travel\w*|sent|taken|trafficked|transported|moved|smuggled|emigrat\w*|migrat\w*|flown|exported|funds?|funding|aid|donat\w+|financed|support|grant|assistance|help|borders?|embass(?:y|ies)|consulates?|neighbours?|posted|stationed|seconded|deployed|en route|destined|bound|entry|journey|migration|departure|destinations?)(?:[\s\u00a0]+\w+){0,1}[\s\u00a0]+(?:from|to|into|for|of|in|with|through|as)|\btraffick(?:ed|ing) (?:from|to|into|through)|\b(?:helped|help|assist(?:ed|ing)?|enabl(?:ed|ing)|advis(?:ed|ing)|encourag(?:ed|ing)|urg(?:ed|ing))|\b(?:funded|financed|supported|sponsored|assisted|seconded|hosted|provided) by|\bfrom|\bits neighbours?,?|\bneighbouring|\bneighboring)[\s\u00a0]+(?:the[\s\u00a0]+|both[\s\u00a0]+|other[\s\u00a0]+|either[\s\u00a0]+)?$/i;
/** What may stand between the beginning of a clause and its subject. */
const LEAD_IN =
  /^[\s\u00a0,;:–—]*(?:(?:and|but|or|while|whilst|whereas|although|though|yet|however|where|since|that|which|whom|as|so|because|when|nor|then)\b[\s\u00a0,]*)*(?:(?:for (?:example|instance|its part|their part)|similarly|likewise|in addition|additionally|moreover|furthermore|also|elsewhere|meanwhile|in particular|in turn|by contrast|in contrast|conversely|on the other hand|at the same time|more recently|recently|as an example|of (?:the|those) [^,;]{3,80}|among (?:the|those) [^,;]{3,80}|at the [^,;]{3,40} level|in (?:\d{4}|the (?:area|field|context|framework) of [^,;]{3,80})|since (?:\d{4}|then|the previous report)|as at [^,;]{3,30}|by (?:\d{4}|the end of \d{4})|to (?:that|this) end|in this (?:regard|respect|context)|with (?:regard|respect) to [^,;]{3,200}|according to [^,;]{3,60}|under [^,;]{3,60}|with a view to [^,;]{3,80}|following [^,;]{3,80}|first|second|finally|in its reply|in their replies|in response|after [^,;]{3,60}|the same is true (?:of|in|for)|the same applies (?:to|in)|so (?:do|does|have|has|are|is)|in [A-Z][^,;]{2,40})[\s\u00a0]*,?[\s\u00a0]*)*(?:(?:in|by|both|neither|either|only|all of|(?:those|that) (?:of|in)|as (?:do|does|did|have|has|are|is|were|was)|so (?:do|does|did|have|has|are|is)|for|of)[\s\u00a0]+)?(?:(?:the )?(?:\w+ )?(?:governments?|parliaments?|authorit(?:y|ies)|courts?|police(?: forces?)?|legislation|laws?|penal codes?|criminal codes?|constitutions?|ministr(?:y|ies)(?: of [\w ]{3,40}?)?|governments|tourism industr(?:y|ies)|telecommunication companies|media providers|hotels?|companies|employers|newspapers|broadcasters|legislatures?|national (?:plan|strateg\w+)|action plans?|plans?|strateg(?:y|ies)|embassies|consulates|federal government|delegations?|experience|example|case|practice|approach)[\s\u00a0]+(?:of|in)[\s\u00a0]+)?(?:(?:in|by)[\s\u00a0]+)?(?:the[\s\u00a0]+|both[\s\u00a0]+)*$/i;
const PLACE_BEFORE = /\b(?:in|within|throughout|across|for|of|by|at|on|under|from)[\s\u00a0]+(?:both[\s\u00a0]+)?(?:the[\s\u00a0]+)?$/i;
const REPORTED_BEFORE = /\b(?:(?:that|where|when|while|whereas|although|since|because|which|but|and|as)[\s\u00a0]+|,[\s\u00a0]+)(?:in[\s\u00a0]+|by[\s\u00a0]+)?(?:both[\s\u00a0]+)?(?:the[\s\u00a0]+)?$/i;
/** No verb follows: the group does not act. */
const NO_VERB_AFTER = /^[\s\u00a0]*(?:$|[.;:)\]”"]|,?[\s\u00a0]*(?:and|or|as well as|in|on|for|to|of|with|at|by|from|where|which|who|that|including|such as|through|under|during|since|because|while|whereas|but|although)\b)/i;

/** Outermost pairs of round brackets, except those that are part of a State's name. */
export function findBrackets(text: string, mentions: readonly StateMention[]): Bracket[] {
  const brackets: Bracket[] = [];
  let depth = 0;
  let open = -1;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c !== 40 && c !== 41) continue;
    if (mentions.some((m) => i >= m.start && i < m.end)) continue;
    if (c === 40) {
      if (depth === 0) open = i;
      depth++;
    } else if (depth > 0) {
      depth--;
      if (depth === 0) brackets.push({ start: open, end: i + 1, inner: { start: open + 1, end: i } });
    }
  }
  return brackets;
}

function group(mentions: StateMention[], position: Position, outer: Span | null, illustrative: boolean): StateGroup {
  const first = mentions[0];
  const last = mentions[mentions.length - 1];
  if (first === undefined || last === undefined) throw new Error("a group needs at least one mention");
  const states = [...new Set(mentions.flatMap((m) => (m.iso3 === null ? [] : [m.iso3])))];
  return {
    start: first.start,
    end: last.end,
    mentions,
    states,
    position,
    outer: outer ?? { start: first.start, end: last.end },
    illustrative,
    unknown: [],
    possessive: mentions.some((m) => m.possessive || m.adjective),
  };
}

/**
 * Groups the States of a sentence and says how each group stands.
 * @param text the sentence
 * @param mentions State mentions in the sentence, offsets into `text`
 * @param clauseStartOf gives the start of the clause in which an offset stands
 */
export function findGroups(
  text: string,
  mentions: readonly StateMention[],
  brackets: readonly Bracket[],
  clauseStartOf: (offset: number) => number,
): StateGroup[] {
  const named = mentions.filter((m) => (m.iso3 !== null || m.nonState !== null) && !m.inName);
  const groups: StateGroup[] = [];
  const inBracket = new Set<StateMention>();
  for (const b of brackets) {
    const inside = named.filter((m) => m.start >= b.inner.start && m.end <= b.inner.end);
    if (inside.length === 0) continue;
    let rest = "";
    let at = b.inner.start;
    for (const m of inside) {
      rest += text.slice(at, m.start);
      at = m.end;
    }
    rest += text.slice(at, b.inner.end);
    // Remarks of one State in nested brackets ("Nigeria (a unit in each command)") do not make the list another thing.
    const fill = rest.replace(/\([^()]*\)/g, " ").replace(LIST_FILL, "");
    const listLike = fill.length === 0 || (inside.length >= 2 && fill.length <= 12 * inside.length && /^[^a-z]*[A-Z]/.test(text.slice(b.inner.start)) && namesLead(text, inside, b.inner));
    const strangers = strangersIn(text, inside, b.inner);
    for (const m of inside) inBracket.add(m);
    // "(Albania with Greece; Bangladesh with India)": who stands behind "with" is the partner.
    const acting = inside.filter((m) => {
      const piece = text.slice(Math.max(b.inner.start, text.lastIndexOf(";", m.start) + 1), m.start);
      return !/\b(?:with|from|to|between)\s/i.test(piece);
    });
    if ((listLike || strangers.length > 0 || acting.length < inside.length) && acting.length > 0) groups.push({ ...group(acting, "list", b, ILLUSTRATIVE_LIST.test(rest)), unknown: listLike ? [] : strangers });
  }
  let run: StateMention[] = [];
  const flush = (): void => {
    // A list closes with "and": "… in Morocco, Kuwait has …" is two groups.
    const last = run[run.length - 1];
    const before = run[run.length - 2];
    if (last !== undefined && before !== undefined && /^\s*,\s*(?:the\s+)?$/i.test(text.slice(before.end, last.start)) && !NO_VERB_AFTER.test(text.slice(last.end)) && !/^\s*,/.test(text.slice(last.end))) {
      groups.push(openGroup(text, run.slice(0, -1), brackets, clauseStartOf), openGroup(text, [last], brackets, clauseStartOf));
    } else for (const part of closedLists(text, run)) groups.push(openGroup(text, part, brackets, clauseStartOf));
    run = [];
  };
  for (const m of named) {
    if (inBracket.has(m)) continue;
    const last = run[run.length - 1];
    if (last !== undefined) {
      // Remarks in brackets behind a State do not end the list it stands in.
      const between = text.slice(last.end, m.start).replace(/^(\s*)\([^()]*\)/, "$1");
      if (last.possessive || last.adjective !== m.adjective || between.includes(";") || !JOIN.test(between) || /\bwith\b|\bfrom\b/i.test(between)) flush();
    }
    run.push(m);
  }
  flush();
  return groups.sort((a, b) => a.start - b.start);
}

/** A list closes with "and": in "… in A, B and C, and D has …" and "… in A, and D has …" D begins another. */
function closedLists(text: string, run: readonly StateMention[]): StateMention[][] {
  const parts: StateMention[][] = [];
  let part: StateMention[] = [];
  let closed = false;
  run.forEach((mention, i) => {
    const before = run[i - 1];
    const join = before === undefined ? "" : text.slice(before.end, mention.start);
    const conjunction = /\b(?:and|or)\b/i.test(join);
    const verbFollows = !NO_VERB_AFTER.test(text.slice(run[run.length - 1]?.end ?? mention.end));
    const opens = before !== undefined && /^\s*,\s*and\b/i.test(join) && (closed || (part.length === 1 && verbFollows));
    if (opens) {
      parts.push(part);
      part = [];
      closed = false;
    } else if (conjunction) closed = true;
    part.push(mention);
  });
  if (part.length > 0) parts.push(part);
  return parts;
}

/** Names in a list of States that are none that we know; empty where the brackets hold something else than a list. */
function strangersIn(text: string, inside: readonly StateMention[], inner: Span): string[] {
  if (inside.length < 2) return [];
  let masked = text.slice(inner.start, inner.end);
  for (const m of [...inside].reverse()) masked = masked.slice(0, m.start - inner.start) + "\u0001" + masked.slice(m.end - inner.start);
  const strangers: string[] = [];
  for (const piece of masked.split(/[,;]|\b(?:and|or)\b/)) {
    const name = piece.replace(/^\s*(?:the|in|by|of)?\s*/i, "").trim();
    if (name === "" || name.includes("\u0001") || name.replace(LIST_FILL, "") === "") continue;
    if (!/^\p{Lu}[\p{L}'’ -]{2,40}$/u.test(name) || name.split(" ").length > 4) return [];
    strangers.push(name);
  }
  return strangers;
}

/** "Spain, since 2008; Italy, in two regions": each piece of the list begins with a State. */
function namesLead(text: string, inside: readonly StateMention[], inner: Span): boolean {
  return text
    .slice(inner.start, inner.end)
    .split(";")
    .every((piece, i, all) => {
      const offset = inner.start + all.slice(0, i).reduce((n, p) => n + p.length + 1, 0);
      const lead = offset + (piece.length - piece.trimStart().length);
      return inside.some((m) => m.start - lead <= 8 && m.start >= lead);
    });
}

function openGroup(text: string, run: StateMention[], brackets: readonly Bracket[], clauseStartOf: (offset: number) => number): StateGroup {
  const first = run[0];
  const last = run[run.length - 1];
  if (first === undefined || last === undefined) throw new Error("a group needs at least one mention");
  const clauseStart = clauseStartOf(first.start);
  let left = text.slice(clauseStart, first.start);
  // Brackets before the group do not separate it from its lead-in.
  for (const b of brackets) {
    if (b.start >= clauseStart && b.end <= first.start) {
      left = left.slice(0, b.start - clauseStart) + " ".repeat(b.end - b.start) + left.slice(b.end - clauseStart);
    }
  }
  const right = text.slice(last.end + (last.possessive ? 2 : 0));
  const illustrative = /\b(?:for (?:example|instance)|as an example|e\.g\.|inter alia)\b[^;]{0,60}$/i.test(left);
  const make = (position: Position, ill = illustrative): StateGroup => group(run, position, null, ill);
  const leadIn = LEAD_IN.test(left);
  // "… to countries of origin, among them Romania": examples of partners.
  if (/\b(?:countries|States) of (?:origin|destination|transit)\b[^;]{0,20}$|\b(?:neighbou?ring|other|third|foreign|partner) (?:countries|States)\b[^;]{0,20}$/i.test(left) && EXAMPLES_BEFORE.test(left)) return make("partner");
  if (!(leadIn && /\bfor (?:example|instance),?\s*(?:in\s+|the\s+)*$/i.test(left)) && EXAMPLES_BEFORE.test(left)) {
    // "For example, Indonesia has …" opens a clause; "States such as Finland have …" stands inside one.
    if (!/^[\s,;]*(?:for (?:example|instance)|notably|in particular)[,:]?\s+(?:in\s+|the\s+)*$/i.test(left)) return make("examples", true);
  }
  if (EXCEPTION_BEFORE.test(left)) return make("exception");
  if (leadIn) {
    if (/\b(?:with|to|from|between|against|into)\s+(?:the\s+)?$/i.test(left)) return make("partner");
    return make("subject");
  }
  // "The rapporteurs of Belgium and Nepal are mandated …"
  if (/^[\s,;]*(?:and |but |while |whereas )?(?:the |a |an |both |all )?(?:[\w-]+ ){1,4}of (?:the |both )?$/i.test(left) && !NO_VERB_AFTER.test(right) && !/\b(?:majority|number|nationals|citizens|victims|case|exception|help|support|assistance) of (?:the )?$/i.test(left)) return make("subject");
  // "…, Trinidad and Tobago since 2011 and Saint Lucia since 2010"; "and Turkmenistan that it was preparing them".
  if (REPORTED_BEFORE.test(left) && /^\s*(?:(?:since|from|in) \d{4}|that (?:it|they|its|their|no)\b)/i.test(right)) return make("subject");
  if (first.possessive) return make("subject");
  if (first.adjective) return make(/\b(?:the|a|an|its)\s*$/i.test(left) || left.trim() === "" ? "subject" : "partner");
  if (PARTNER_BEFORE.test(left)) return make("partner");
  if (!NO_VERB_AFTER.test(right) && REPORTED_BEFORE.test(left)) return make("subject");
  if (PLACE_BEFORE.test(left)) return make("place");
  if (!NO_VERB_AFTER.test(right)) return make("subject");
  return make(/\b(?:to|as)\s+(?:the\s+)?$/i.test(left) ? "partner" : "place");
}
