// Owns what the words around a measure say of its status, and whether they claim anything at all. Must not know States.
import type { Certainty, Status } from "./contracts.js";

export interface StatusReading {
  /** Null where the words make no claim: a need, a question, a recommendation, a condition. */
  status: Status | null;
  certainty: Certainty;
  /** The wording that decided, for `explain`; "" for plain presence. */
  cue: string;
}

/** Words before a measure, in the same clause. */
const NO_CLAIM_BEFORE =
  /\b(?:should|ought to|(?<!(?:police|authorit\w+|officers|officials|courts?|prosecutors?|employers|agencies|judges?|services|providers|inspectors|magistrates) )must\b|needs? (?:to|for|of)|in need of|is necessary|necessity (?:of|to)|recommend\w*|suggest(?:s|ed|ing)?|urg(?:e|es|ed|ing)|encourag(?:e|es|ed) (?!(?:by|hotels|tour|compan|employers|industr|private))|call(?:s|ed|ing)? (?:up)?on|call(?:s|ed|ing)? for|appeal(?:s|ed) (?:to|for)|ask(?:s|ed|ing)? (?:if|whether|what|how|about|for|to|the|which)|asked\b|enquir\w+|inquir\w+|question(?:s|ed)|wish(?:es|ed)? to know|would like to (?:know|hear|learn|ask|receive|recommend)|whether|request(?:s|ed|ing) (?:the|that|further|more|additional|information)|importance of|(?:is|are|remains?) (?:essential|important|crucial|indispensable|vital|critical) (?:to|for|that)|invit(?:e|es|ed) |exhort\w*|propos(?:es|ed) that|hop(?:e|es|ed|ing) (?:that|to|for)|expect(?:s|ed) (?:that )?(?:\w+ ){0,3}to\b.{0,10}(?:adopt|ratify)|in order to be|if (?:the|a|it|they)\b|could be (?:usefully )?(?:established|adopted|set up)|challenges? (?:of|in|to|include)|difficult\w* (?:in|of|to))/i;

const ABSENT_BEFORE =
  /(?:\b(?:there (?:is|are|was|were)|has|have|had|with|holds?|contain(?:s|ed)?|provid(?:es|ed)|report(?:s|ed)|operat(?:es|ed)|offer(?:s|ed)|ma(?:de|kes)|run) (?:as yet |still |currently |yet |at present |to date |that )*no\b(?! longer| doubt|\.| fewer| less)|\bno (?:such |specific |dedicated |national |formal |separate |comprehensive |\w+[- ]?\w* ){0,4}$|\b(?:has|have|had)(?:n[’']t| not| never)(?! only)(?: yet| as yet| so far| ever)? (?:launched|concluded|commissioned|organi[sz]ed|held|built|hosted|published|issued|allocated|translated|trained|started|begun|taken|put|passed|approved|joined|extended|reached)|\b(?:do|does|did|has|have|had|is|are|was|were|can|could)(?:n[’']t| not| never)(?! only)(?: \w+){0,2}? (?:yet |as yet |so far |currently |to date |ever )*(?:have|establish\w*|adopt\w*|set|creat\w*|appoint\w*|introduc\w*|enact\w*|develop\w*|ratif\w*|acced\w*|sign\w*|provid\w*|offer\w*|run|operat\w*|contain\w*|includ\w*|criminali\w*|prohibit\w*|cover\w*|recogni\w*|grant\w*|issu\w*|conduct\w*|carr\w*|maintain\w*|possess\w*|exist\w*|become|been|a party|party|done|make|made|open\w*|collect\w*|fund\w*|define\w*|undertak\w*|implement\w*|punish\w*|penali\w*|inform\w*|receive\w*|give|any|in place|available|under)|\byet to\b|(?<!for )(?<!owing to )(?<!to the )(?<!due to )\black(?:s|ed|ing|)\b(?: of)?(?: \w+){0,3}|\babsence of\b|\bwithout (?:a|an|any|specific|dedicated|formal)\b|\bneither\b|\bnor\b|\bfail(?:s|ed|ing|ure) to\b(?! report)|\bunable to\b|\bnon-existent|\bdevoid of|\bnone of (?:which|whom|them)|\bhas none\b|\bhave none\b|\binsufficient\b(?! resources)|\binadequate\b|\bnot (?:yet )?(?:a )?(?:State )?part(?:y|ies)\b)/i;

const ABSENT_AFTER =
  /(?:^[^;]{0,80}?\b(?:(?:has|have|had|is|are|was|were|does|do|did|could|can)(?:n[’']t| not| never)(?! only| limited| contingent| conditional| dependent)(?: \w+)? ?(?:yet |as yet |so far |been |currently |to date )*(?:established|adopted|set up|created|appointed|introduced|enacted|developed|ratified|signed|provided|offered|available|in place|implemented|exist\w*|operat\w*|functioning|in force|cover\w*|contain\w*|includ\w*|done so|been|completed|prohibited|criminali[sz]ed|punishable|an offence|a crime|explicitly|carried out|conducted|yet)|(?:is|are|was|were|remains?|remained) (?:still )?(?:lacking|absent|missing|non-existent|insufficient|inadequate|unavailable|not available|a gap)|does not exist|do not exist|did not exist|remains? to be (?:set up|established|adopted|created|appointed|developed)|(?:is|are|was|were) not(?:, however,)? (?:open|available|accessible) to))/i;

const ENDED_BEFORE =
  /\b(?:no longer|discontinu\w+|closure of|closing of|clos(?:ed|es|ing) (?:down )?(?:the|its|their|his|a)|abolish\w+(?! (?:school )?fees)|abolition of|terminat(?:ed|es|ion of)|ceased|stopp(?:ed|ing)|shut(?: down)?|disband\w*|dissol(?:ved|ution of)|repeal(?:ed|s)? (?:the|its)|withdr[ae]w\w*|suspend(?:ed|s|ing)? (?:the|its)|ended (?:the|its)|phas(?:ed|ing) out|wound up)\b/i;

const ENDED_AFTER =
  /^[^;]{0,90}?\b(?:(?:was|were|has been|have been|had been|is|are) (?:since |subsequently |later |now )?(?:discontinued|closed|abolished|terminated|shut down|disbanded|dissolved|repealed|suspended|wound up|phased out|withdrawn|ended|cancelled|not renewed)|no longer (?:operat\w*|in (?:force|place|operation|use)|exist\w*|function\w*|active|available|run|provid\w*)|(?:has|have|had) ended|(?:has |have |had )?(?:ceased|expired|lapsed|closed (?:down|in|for)|came to an end|stopped (?:operating|working|in))\b)/i;

const MIXED =
  /\b(?:(?:have|has|had|provide[sd]?|grant(?:ed|s)?|adopted|established|introduced|are|is|were|been|offer(?:s|ed)?|run|set up|issue[sd]?|created?|put in place|conduct(?:ed|s)?|carried out|in place|appointed|signed|concluded|launched|developed|operate[sd]?|implement(?:ed|s)?|completed|existing|current(?:ly)?|ongoing|in force|taken|drawn up|opened|maintain(?:ed|s)?),? (?:or|and\/or) (?:(?:are|is|were|was|have been|has been|being) )?(?:(?:currently|about|also|now|soon|otherwise) )*(?:in the (?:process|course) of|prepar(?:ing|ed)|plann?(?:ing|ed)|consider(?:ing|ed)|develop(?:ing)|draft(?:ing|ed)|intend(?:ing|ed)?|envisag(?:ing|ed)|establishing|working|set(?:ting)? up|introducing|elaborating|to be|forthcoming|proposed|future|foreseen|under (?:way|preparation|development|consideration)|being (?:developed|prepared|planned|drafted|established|set up|introduced)|will)|(?:existing|current|ongoing|already adopted) (?:and|or|as well as) (?:planned|forthcoming|envisaged|proposed|future)|(?:adopted|in place|established|implemented|set up|introduced|in force) (?:in|by) some\b.{0,50}\b(?:planned|being (?:prepared|planned|drafted))|(?:provided|granted|in place|available|offered|issued|adopted|established|set up)[^;]{0,60}?,? or (?:are|is|were) (?:in preparation|being prepared|under preparation|planned|being developed)|,? or (?:are|is|were|was) (?:about|due|going|preparing|planning) to\b|(?:have|has|had) (?:already )?(?:been )?\w+(?: up)?,? or (?:are|is|were|was) (?!not)|,? or (?:are|is) taking steps\b|planned or (?:already |current|existing|under ?way|ongoing|being implemented)|(?:being|are|is) (?:planned|prepared|drafted|developed) or (?:already )?(?:in place|adopted|carried out|implemented|in force))/i;

const PROGRESS_BEFORE =
  /\b(?:(?:is|are|was|were|been|be|currently|now|reported|still|it was|they were) (?:(?:also|now|currently|presently|still|actively|both|jointly|in turn|already) )*(?:draft|develop|prepar|elaborat|finali[sz]|establish|set|creat|negotiat|formulat|revis|amend|build|design|pilot|work|complet|introduc|test|examin|debat|review|construct|compil|organi[sz]|form|recruit|put)(?:t|n)?ing(?: up| on| together| in place)?|(?:in|under) the (?:process|course) of|under (?:preparation|way|development|discussion|negotiation|elaboration|construction|review)|in (?:preparation|progress|the making|development)|start(?:ed|ing)?(?: with)? the process|begun (?:to|the|work|drafting|setting)|began (?:to|work|drafting|setting)|start(?:ed|ing) (?:to )?(?:draft|prepar|develop|negotiat|setting|work)\w*|process (?:of|to|towards)|\bdraft\b(?! by)|\bdrafting\b(?! and (?:implementation|adoption))|(?:is|are|being) (?:also )?drafted|\bbills?\b|\bpilot\w*|\bput forward an? (?:\w+ )?(?:amendment|bill|draft|proposal|law)|being (?:amended|revised|reviewed|drafted|prepared|finali[sz]ed|drawn up)\b|(?:is|are|was|were) encouraging|on a (?:pilot|trial) basis|(?:for|towards|began|begun|start\w*) the (?:development|elaboration|preparation|formulation|drafting) of (?:a|an|its|their)\b|trial (?:basis|run|phase|project)|testing|awaiting|pending|steps? (?:to|towards) (?:ratif|acced|establish|adopt|creat|set)\w*|(?:took|taking|taken) steps (?:to|towards) (?:adopt|establish|creat|set|ratif|acced|draft|introduc|develop|appoint)\w*|working (?:on|towards)|negotiat(?:ing|ions)|tabled|submitted (?:a|the|to)|moving towards|preparations? (?:for|to|are|is)|(?:began|begun|launched|initiated|commenced|opened) (?:\w+ ){0,3}(?:drafting|negotiations|ratification|the (?:drafting|ratification|process)))\b/i;

const PROGRESS_AFTER =
  /^[^;]{0,100}?\b(?:(?:is|are|was|were|being|currently|still|now) (?:(?:now|currently|also|still|presently) )*(?:being|under|in the (?:process|course)|before (?:the )?(?:\w+ ){0,3}(?:parliament|congress|assembly|legislature|senate|house|council|cabinet|knesset)|pending|awaiting|underway|under ?way|at the (?:drafting|planning) stage|in (?:preparation|progress|development|draft))(?! (?:implemented|carried|applied|provided|enforced|offered|used|conducted|trained|given|granted|run))|being (?:drafted|prepared|developed|elaborated|finali[sz]ed|established|set up|created|considered by parliament|negotiated|amended|revised|reviewed|built|piloted|tested|formed|drawn up|debated|discussed|examined|introduced|put in place|designed|completed|recruited|constructed|worked out)|before (?:the )?(?:\w+ ){0,2}(?:parliament|congress|national assembly|assembly|legislature|senate|knesset)|on a (?:pilot|trial) basis|(?:has|have|had)(?: already)? been (?:tabled|submitted|put forward)|that would be (?:considered|passed|submitted|adopted)|(?:is|are|was|were) (?:slated|submitted|presented|tabled) (?:for|to)|(?:is|are) (?:awaiting|pending)|awaiting (?:approval|adoption|signature|ratification|promulgation)|under (?:preparation|way|development|discussion|negotiation|elaboration|construction|consideration by (?:the )?(?:parliament|assembly|congress))|in the (?:process|course) of being|still in draft|yet to be (?:completed|finali[sz]ed|approved))/i;

const PLANNED_BEFORE =
  /\b(?:will(?! continue)(?! also continue)|would (?:be|soon|establish|adopt|introduce|set|create|ratify|accede|provide|open|conduct|appoint|launch|start)|shall (?:be|soon|establish|adopt|set)|plan(?:s|ned|ning)? (?:\w+ )?to (?:also |further )?(?:establish|adopt|set|creat|introduc|ratif|acced|develop|open|launch|appoint|conduct|do|amend|expand|provid|hold|organi|train|carry|draft|elaborat|build|sign|conclud|enact|issu|monitor|review|prepar|join|make|start|begin|extend|replac|updat|includ|finali|put|grant|offer|run|post|station|increase|regulat|criminali|prohibit|draw|blacklist|licen)\w*|plan(?:ned|ning) (?:for|on|the|its|their|a|an)\b|(?:has|have|had|are|were|is|its|announced) plans for (?:the|a|an)\b|planning\b|(?:is|are|were|was) (?:being )?planned|intend(?:s|ed|ing)?\b|intention (?:to|of)|contemplat\w+|expects? to \w+|expected to (?:establish|adopt|open|launch|introduce)|(?:is|are) (?:also |still |now )?considering\b|consider(?:s|ed|ing)? (?:the\b|\w+ing\b|ratif\w+|a\b|an\b|one\b|it\b|how|becoming|amend\w+|launching|opening|joining|whether)|under consideration|envisag(?:e|es|ed|ing)|foresee(?:s|n|ing)?|foresaw|is to be|are to be|(?:is|are|was|were) (?:due |expected |scheduled |set |about |aiming |seeking |planning |hoping )?to (?:be )?(?:establish|adopt|set|open|launch|start|begin|ratif|acced|introduce|create|appoint|enter)\w*|(?:is|are) meant to|discussions? (?:about|on|concerning|regarding)\b|\bplans (?:a|an)\b|propos(?:es|ed|ing|als?) (?:to|the|a|an|for|was|were|on)|commit(?:s|ted|ment) (?:itself |themselves )?to (?!combat|fight|counter|a code|the code|codes)|(?<!measures |efforts |steps |actions |activities |initiatives )undert(?:ook|akes|aken) to|pledg(?:es|ed|e) to|promis(?:es|ed|e)|aim(?:s|ed|ing)? to (?:establish|adopt|set|create|introduce|reduce|develop|ratify|appoint|open|launch|curb|limit)|hop(?:es|ed|ing) to|explor(?:e|es|ed|ing) the (?:possibility|feasibility|option|creation|establishment)|study(?:ing)? the (?:possibility|feasibility|creation|establishment)|examin(?:e|es|ed|ing) the (?:possibility|feasibility|creation|establishment)|announc(?:ed|es) (?:its intention|plans|that it (?:will|would))|prepar(?:ed|ing) to (?:ratif|acced|adopt|establish)\w*|future|forthcoming|upcoming|next (?:year|plan)|seek(?:s|ing)? to (?:establish|adopt|set|create|introduce|ratify))\b/i;

/** What a plan provides for is planned, whoever wrote it; a plan is not its measures. */
export const PLAN_CONTENT =
  /\b(?:(?:plan|strategy|plan of action|roadmap)\b[^.;,]{0,60}? (?:is based on|provides? for|provided for|aims?|aimed|foresees?|foresaw|envisages?|envisaged|includes?|included|sets? out|calls? for|called for|covers?|contains?|prescribes?|stipulates?|seeks?|sought|focus(?:es|ed)|address(?:es|ed)|lists?|outlines?|outlined|identif(?:ies|ied)|prioriti[sz]es?|gives? priority|requires?|proposes?|comprises?)|(?:it|they|which) (?:also )?(?:aims?|seeks?|is meant|are meant) (?:to|at)|(?:its|their|the|the plan[’']s|the strategy[’']s) (?:[\w-]+ ){0,4}?(?:priorities|goals|objectives|aims|targets|pillars|strategies|activities|measures|contents?|elements|components|chapters|actions|lines of action) (?:are|is|were|was|include[sd]?|comprise[sd]?))\b/i;
const PLANNED_INSIDE = /\b(?:(?:is|are) to be|will be|would be)\b/i;

const PLANNED_AFTER =
  /^[^;]{0,90}?\b(?:(?:is|are|was|were|being) (?:also |now |currently |still )?(?:planned|envisaged|foreseen|intended|proposed|scheduled|expected|under consideration|being considered|being planned|contemplated|anticipated|to be (?:established|set up|created|opened|introduced|adopted|appointed|launched|carried out))|will (?:be|soon|begin|start|enter)|would (?:soon |also )?be (?:formed|constituted|organi[sz]ed|established|set|created|adopted|introduced|opened|launched|appointed|provided|carried|held|drawn|developed)|(?:is|are) under (?:consideration|study)|being (?:considered|planned|contemplated|studied|envisaged))/i;

const HEDGE = /\b(?:may|might|could|possibl[ey]|reportedly|apparently|allegedly|appears? to|seems? to|potentially|in principle|on occasion|where possible|generally said)\b/i;

const CONTINUE = /\b(?:will|would|shall|intend\w* to|plan\w* to|promis\w+ to|commit\w* to) (?:also )?(?:continue|further|keep|maintain|pursue|remain|go on|strengthen|enhance|intensify|step up|expand|build on)\w*/i;

const LIMITING_NEGATION = /\b(?:not only|no fewer than|no less than|no (?:shelter|centre|facility|service|hotline)\w* (?:accepts?|admits?|takes?|serves?|receives?)|not (?:limited|contingent|conditional|dependent)|no doubt|not all|not every|not always|not (?:sufficiently|adequately|fully|effectively|systematically|consistently|aggressively))\b/i;

const TREATY_IN_PROGRESS =
  /\b(?:signed|signature|signator(?:y|ies)|signing)\b/i;
const TREATY_PARTY =
  /\b(?:ratif(?:ied|ies|ication|ying|ications)|acced(?:ed|es|ing)|accession|(?:become|became|becoming|is|are|was|were|been|being|remains?|already|also) (?:also |now |already |a )*(?:State |States )?part(?:y|ies)|part(?:y|ies) to|adher(?:ed|es|ence)|deposited|entered into force|in force|approved|incorporat\w+|domesticat\w+|joined|adopted|accepted|acceptance|transposed|withdr\w+ (?:its |all |the )?reservations?)\b/i;
const TREATY_NOT =
  /\b(?:not (?:yet )?(?:signed (?:or|nor) )?(?:ratif|acced|sign|become|been|a party|part(?:y|ies)|adher)\w*|not (?:yet )?(?:States )?part(?:y|ies)|yet to (?:be )?(?:ratif|acced|sign|become)\w*|neither (?:signed|ratified|acceded)|non-ratification|failure to ratify)\b/i;
const TREATY_PLAN =
  /\b(?:(?:will|would|shall|intend\w*|intention to|plan\w*|consider\w*|envisag\w*|hop\w+|prepar\w+|aim\w*|commit(?:s|ted)? (?:itself )?to|promis\w+|expect(?:s|ed)?|study\w*|examin\w*|explor\w+|possibility|pledg\w+|under consideration|willing\w*|decided|agreed) (?:\w+ ){0,5}?(?:ratif\w*|acced\w*|accession|sign\w*|becom\w*|adher\w*)|(?:ratification|accession)[^;,]{0,80}(?:under consideration|being considered|is planned|was planned|is envisaged))\b/i;
const TREATY_PROCESS =
  /\b(?:(?:process (?:of|to|for|towards|leading)|procedures? (?:of|to|for|leading)|steps|bill|work|preparations?|towards?|on the (?:way|point)|legislation|about|begun|started|starting|proceeding|initiated) (?:\w+ ){0,6}?(?:ratif\w*|acced\w*|accession)|(?:ratif\w*|accession)[^;,]{0,60}(?:process|under ?way|pending|before (?:the )?(?:parliament|congress|assembly)|in progress|being)|(?:ratif\w+|acced\w+) (?:is|was|are) (?:pending|under)|in the process of (?:ratif|acced|becom)\w*|(?:approval|accession|ratification) of [^,;]{0,60} (?:is|was|were) pending|(?:in|votes? in) favou?r of (?:the )?(?:ratification|accession|ratifying)|is (?:ratifying|acceding)|(?:approved|authori[sz]ed|voted (?:for|on)|endorsed) (?:the )?(?:ratification|accession)|not yet (?:ratified|deposited))\b/i;

/** A State that promotes a treaty among others says nothing of its own ratification. */
const PROMOTES_TREATY = /\b(?:promot\w+|universal|advocat\w+|campaign\w* for|support(?:s|ed|ing)? the) (?:\w+ ){0,2}(?:ratification|accession|adherence|implementation)\b[^;]{0,80}$/i;

/** A cue before a measure governs it unless something else has begun in between ("the abolition of X, and the creation of …"). */
function governs(pattern: RegExp, text: string): RegExpExecArray | null {
  const global = new RegExp(pattern.source, "gi");
  // "In the absence of a dedicated offence, prosecutors rely on …": the lack is of something else.
  text = text.replace(/\bin the absence of [^,;]{3,90},/gi, (found) => " ".repeat(found.length));
  let last: RegExpExecArray | null = null;
  for (let m = global.exec(text); m !== null; m = global.exec(text)) {
    last = m;
    if (m[0] === "") global.lastIndex++;
  }
  if (last === null) return null;
  const between = text.slice(last.index + last[0].length);
  return /,\s+(?:who|which)\b|,\s+(?:and |but )?(?:the|its|a|an|it|they|which|has|had|have)\b|\band (?:the|its|had|has|have|to|it|they|was|were|is|are)\b|\bhowever\b/i.test(between) ? null : last;
}

/** "… plans to lengthen A, to widen B": the plan holds for each further aim. */
function furtherAim(before: string): RegExpExecArray | null {
  return /,\s*(?:and )?to \w+(?:\s+[^,;]{0,80})?$/.test(before) ? PLANNED_BEFORE.exec(before) : null;
}

/** A treaty is claimed only where the words say what the State did with it. */
export function readTreatyStatus(clause: string, start: number, end: number): StatusReading {
  // What another verb begins after the treaty's name is another matter ("has ratified it and is drafting a law").
  const upTo = (text: string): string => text.split(/\s+and (?:is|are|was|were|has|have|had|will|would|its|the)\b|;/)[0] ?? "";
  const before = clause.slice(Math.max(0, start - 260), start);
  // In an enumeration the item's own words decide ("…; signed on 28 February 2012").
  const item = clause.slice(end, end + 90).split(/\n/)[0] ?? "";
  const own = /^[^A-Za-z0-9]{0,6}(?:which)?\s*(?:which )?(?:it |they )?(?:was |were |has been |had been |have been |on )?(?:only )?(?:ratified|signed|acceded|accession|ratification|signature|in \d{4}|\d{4})/i.test(item) ? item : "";
  const ownYearOnly = /^[^A-Za-z0-9]{0,6}(?:in )?\d{4}/.test(own);
  const clauseText = own !== "" && !ownYearOnly ? own : before + " " + clause.slice(start, end) + " " + upTo(clause.slice(end, end + 120));
  if (PROMOTES_TREATY.test(before)) return { status: null, certainty: "explicit", cue: "promoted among others" };
  if (own === "" && NO_CLAIM_BEFORE.test(before)) return { status: null, certainty: "explicit", cue: "need" };
  const not = TREATY_NOT.exec(clauseText);
  const plan = TREATY_PLAN.exec(clauseText);
  if (not !== null && plan !== null && not.index < plan.index && !/signed/i.test(clauseText)) return { status: "absent", certainty: "explicit", cue: "not a party" };
  if (plan !== null) return { status: "planned", certainty: "explicit", cue: "planned" };
  const signedNotRatified = TREATY_IN_PROGRESS.test(clauseText) && /\bnot (?:yet )?(?:been )?ratif|yet to (?:be )?ratif|but (?:had |has |have )?not\b|ratification (?:is )?pending/i.test(clauseText);
  if (signedNotRatified) return { status: "in_progress", certainty: "explicit", cue: "signed, not ratified" };
  if (TREATY_NOT.test(clauseText)) return { status: "absent", certainty: "explicit", cue: "not a party" };
  if (TREATY_PROCESS.test(clauseText)) return { status: "in_progress", certainty: "explicit", cue: "ratification under way" };
  // The nearest verb before the treaty's name decides; without one, the nearest after it.
  const nearest = (text: string, re: RegExp): number => {
    let at = -1;
    for (const m of text.matchAll(new RegExp(re.source, "gi"))) at = m.index;
    return at;
  };
  if (own === "" || ownYearOnly) {
    const p = nearest(before, TREATY_PARTY);
    const s = nearest(before, TREATY_IN_PROGRESS);
    if (p >= 0 || s >= 0) {
      const both = /signed (?:and|or) (?:then )?ratif|ratif\w+ (?:and|or) sign/i.test(before);
      return p > s || both ? { status: "in_place", certainty: "explicit", cue: "party" } : { status: "in_progress", certainty: "explicit", cue: "signed" };
    }
  }
  const tail = own !== "" ? own : clause.slice(end, end + 120);
  if (own !== "" && /^[^A-Za-z0-9]{0,6}(?:in )?\d{4}/.test(own) && !TREATY_PARTY.test(before) && !TREATY_IN_PROGRESS.test(before)) return { status: "in_place", certainty: "explicit", cue: "year of ratification" };
  if (TREATY_PARTY.test(tail)) return { status: "in_place", certainty: "explicit", cue: "party" };
  if (TREATY_IN_PROGRESS.test(tail)) return { status: "in_progress", certainty: "explicit", cue: "signed" };
  return { status: null, certainty: "explicit", cue: "named without an act" };
}

/**
 * Reads the status of a measure from its clause.
 * @param clause masked text of the clause; lists in parentheses blanked out.
 * @param start offsets of the measure's words in `clause`
 * @param end idem
 * @param ownStatus status that the measure's wording carries by itself
 * @param law the measure is a law: one that was "drafted" is not yet one, as a manual that was drafted is
 */
export function readStatus(clause: string, start: number, end: number, ownStatus?: Status, law = false): StatusReading {
  const before = clause.slice(0, start);
  const inside = clause.slice(start, end);
  const after = clause.slice(end);
  const near = before.slice(-160);
  const certainty: Certainty = HEDGE.test(near) || HEDGE.test(after.slice(0, 40)) ? "hedged" : "explicit";
  // The measure's own words end what stands before it; "x" lets patterns that close on a word boundary see that.
  const led = `${near}x`;
  if (/\b(?:rejected|voted down|defeated|turned down|vetoed) (?:a|the|an|its) (?:[\w-]+ ){0,2}(?:bill|law|proposal|draft)/i.test(near + inside.slice(0, 40))) return { status: null, certainty, cue: "rejected" };
  if (NO_CLAIM_BEFORE.test(`${before}x`)) return { status: null, certainty, cue: "need" };
  if (/^[^,;]{0,40}\b(?:remain(?:s|ed)?|is|are|was|were|proved?) (?:very |extremely |a )*(?:difficult|challenge|problem)\b/i.test(after)) return { status: null, certainty, cue: "a difficulty" };
  if (MIXED.test(clause)) return { status: "mixed", certainty, cue: "mixed" };
  const ended = governs(ENDED_BEFORE, near.slice(-90)) ?? ENDED_AFTER.exec(after);
  if (ended !== null && !/licen[cs]es? (?:have|has|had|were|was) (?:been )?withdrawn/i.test(ended[0])) return { status: "ended", certainty, cue: ended[0].trim() };
  if (!LIMITING_NEGATION.test(near + inside + after.slice(0, 60))) {
    const absent = governs(ABSENT_BEFORE, near.slice(-110)) ?? governs(ABSENT_BEFORE, near.slice(-60) + inside.slice(0, 30)) ?? ABSENT_AFTER.exec(after);
    if (absent !== null) return { status: "absent", certainty, cue: absent[0].trim() };
  }
  if (/\b(?:received|given|had|have|has|is|are|was|were) (?:no|not|never)\b(?! only)/i.test(inside)) return { status: "absent", certainty, cue: "negated within" };
  if (ownStatus !== undefined && !PLANNED_BEFORE.test(led) && !PLANNED_BEFORE.test(near + inside.slice(0, 24))) return { status: ownStatus, certainty, cue: "the measure's own wording" };
  if (CONTINUE.test(before)) return { status: "in_place", certainty, cue: "continued" };
  if (law && /\b(?:has|have|had|was|were) drafted (?:an? |the |new |its )?$/i.test(near)) return { status: "in_progress", certainty, cue: "drafted" };
  const planned = PLANNED_BEFORE.exec(led) ?? PLANNED_BEFORE.exec(near + inside.slice(0, 24)) ?? PLAN_CONTENT.exec(before.slice(-320)) ?? PLANNED_INSIDE.exec(inside) ?? furtherAim(before) ?? PLANNED_AFTER.exec(after);
  const progress = PROGRESS_BEFORE.exec(near + inside) ?? PROGRESS_AFTER.exec(after);
  // "are increasingly being established (A, B)": a trend among States that have done it.
  const trend = /\b(?:increasingly|more and more|ever more|growing (?:trend|number|range)|increasing number)\b/i.test(clause) && progress !== null && /\bbeing\b/i.test(progress[0]);
  if (trend && planned === null) return { status: "in_place", certainty, cue: "a trend" };
  if (planned !== null && /\bbeing (?:considered|planned|contemplated|studied|envisaged)/i.test(planned[0])) return { status: "planned", certainty, cue: planned[0].trim() };
  if (progress !== null && (planned === null || /draft|bill|pilot|being|process/i.test(progress[0]))) return { status: "in_progress", certainty, cue: progress[0].trim() };
  if (planned !== null) return { status: "planned", certainty, cue: planned[0].trim() };
  return { status: "in_place", certainty, cue: "" };
}
