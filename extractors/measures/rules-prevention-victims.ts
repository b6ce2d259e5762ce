// Owns the rules for prevention, services, business and media, and data. Must not hold code: patterns and examples only.
import type { MeasureRule } from "./rule.js";

export const PREVENTION_VICTIM_RULES: MeasureRule[] = [
  {
    id: "prevention.demand_campaign:demand",
    measure: "prevention.demand_campaign",
    pattern:
      "(?:clients?\\b{..30}(?:target|object|focus) of (?:\\w+ )?campaigns|\\bdemand\\b{..60}(?:campaign|strategy)|without clients|(?:campaigns?|awareness|information|strateg\\w+|measures|programmes?|initiatives?|efforts|policy|policies|posters?|advertis\\w+|action|plan|outreach){..90}(?:\\bdemand\\b(?! for (?:labou?r|services of traff\\w+ research))|(?:potential )?(?:users?|clients?|customers?|buyers?|purchasers?|consumers)\\b{..40}(?:services|sex|prostitut|traffick|victim|exploit)|(?:persons?|people|men|those) who (?:use|buy|purchase|pay)\\b{..20}(?:sex|services)|sex industry|(?:purchase|buying) (?:of )?sex\\w*|users of (?:sexual )?services)|(?:reduc\\w+|discourag\\w+|curb\\w*|tackl\\w+|address\\w*|target\\w*|combat\\w*|decreas\\w+|stem\\w*) (?:the )?(?:\\w+ )?demand\\b|(?:campaigns?|strateg\\w+){..40}(?:prevent\\w*|against|on|reduc\\w+){..20}(?:sexual exploitation and )?prostitution)",
    topic: "near",
    unless: "research|stud(?:y|ies)|supply and demand|on demand|demand for (?:labou?r|organs|workers)",
    over: ["prevention.awareness_campaign", "prevention.targeted_campaign", "policy.national_action_plan", "policy.targeted_plan"],
    overPart: ["prevention.awareness_campaign", "policy.national_action_plan"],
    examples: {
      match: ["A campaign was aimed at potential clients of trafficked women.", "Measures to curb demand for the services of trafficking victims were taken."],
      not: ["Demand for workers rose."],
    },
  },
  {
    id: "prevention.labour_campaign:topic",
    measure: "prevention.labour_campaign",
    pattern: "(?:(?:campaigns?|awareness\\w*|information (?:campaigns?|materials?|work)|outreach|sensiti[sz]\\w*|publicity|leaflets?|brochures?|posters?|informed|reach out){..100}(?:forced labou?r|labou?r (?:exploitation|trafficking)|exploitative (?:labou?r|work)|bonded labou?r|labou?r rights|domestic servitude)|(?:forced labou?r|labou?r (?:exploitation|trafficking)){..40}(?:campaigns?|awareness))",
    topic: "self",
    context: "campaigns?|awareness|publicity|sensiti[sz]|leaflet|poster|outreach|information",
    unless: "train\\w*|demand|clients?|users",
    over: ["prevention.awareness_campaign", "prevention.targeted_campaign"],
    overPart: ["prevention.awareness_campaign"],
    examples: {
      match: ["Campaigns raise awareness of forced labour."],
      not: ["Inspectors found forced labour."],
    },
  },
  {
    id: "prevention.event_campaign:name",
    measure: "prevention.event_campaign",
    pattern: "(?:mega-?events?|(?:football )?world cup|olympic\\w*|(?:major|large|big|international|large-scale) (?:sport(?:s|ing) |public |international )?events?|sport(?:s|ing) events?|european championships?|commonwealth games)",
    topic: "near",
    context: "{CAMPAIGN}",
    over: ["prevention.awareness_campaign", "prevention.targeted_campaign"],
    overPart: ["prevention.awareness_campaign", "prevention.targeted_campaign"],
    examples: {
      match: ["A campaign on trafficking was held around mega-events.", "Awareness of trafficking was raised before the World Cup."],
      not: ["The State hosted a sporting event to fight trafficking."],
    },
  },
  {
    id: "prevention.child_abuse_campaign:name",
    measure: "prevention.child_abuse_campaign",
    pattern: "(?:(?:{CAMPAIGN}|spots?|warn\\w*){..60}(?:child (?:sexual )?(?:abuse|exploitation)|(?:abuse|sexual abuse|maltreatment) of (?:children|minors)|abuse and exploitation of children)|(?:child (?:sexual )?abuse){..40}(?:campaigns?|awareness))",
    topic: "near",
    context: "campaigns?|awareness|publicity|sensiti[sz]|spots?|broadcasts?",
    over: ["prevention.awareness_campaign"],
    overPart: ["prevention.awareness_campaign"],
    listsOnly: true,
    examples: {
      match: ["Campaigns on child abuse were held."],
      not: ["Child abuse is a crime."],
    },
  },
  {
    id: "prevention.tourism_campaign:name",
    measure: "prevention.tourism_campaign",
    pattern: "(?:(?:hotel|taxi|tour|travel)[\\w, ]{0,20} (?:staff|drivers|guides|personnel|workers|operators|managers){..60}(?:train\\w*|made aware|sensiti[sz]\\w*|informed)|{CAMPAIGN}{..100}(?:tourism|tourist\\w*|hotels?|hoteliers?|travel (?:agen\\w+|industry|sector)|taxi|airlines?)|(?:tourism|tourists?|hotels?|travel (?:agen\\w+|industry)){..60}(?:campaigns?|awareness|made aware|sensiti[sz]ed|informed))",
    topic: "near",
    context: "campaigns?|aware|train\\w*|publicity|sensiti[sz]|inform|leaflets?|brochures?|posters?|outreach",
    unless: "codes? of (?:conduct|ethics)",
    over: ["prevention.awareness_campaign", "prevention.targeted_campaign", "prevention.training"],
    overPart: ["prevention.awareness_campaign"],
    examples: {
      match: ["An awareness campaign on trafficking reached hotel staff and the tourism industry."],
      not: ["Tourism grew."],
    },
  },
  {
    id: "prevention.targeted_campaign:near",
    measure: "prevention.targeted_campaign",
    pattern:
      "(?:(?:campaigns?|awareness[- ]?\\w*|outreach\\w*|information (?:campaigns?|materials?|sessions?|activities|programmes?|leaflets?|work|measures|days|units?)|information (?:was|were|is) (?:directed|aimed|targeted|addressed)|(?:disseminat\\w+|provid\\w+|spread\\w*|distribut\\w+) information|sensiti[sz]\\w*|leaflets?|brochures?|materials\\b|posters?|publicity|briefings?|educational programmes?|inform(?:ed|s|ing)|lectures?|pamphlets?|booklets?|orientation|talks|films?){~60}(?:(?<=\\b(?:in|to|at|for|among|of|towards?|with|targeting|targeted|reach\\w{0,3}|through|within|warn\\w{0,3}|inform\\w{0,3}|against|and|or|alert\\w{0,3}|including|between|amongst) (?:[\\w’'-]+ ){0,3})|(?<=, )|(?<=\\())(?<!traffick\\w{1,4} (?:in|of) (?:women and |girls and |children and )?)(?:at[- ]risk|risk (?:groups?|areas?)|high-risk|vulnerable (?:groups?|populations?|communities|women|children|persons|people|areas|young)|target(?:ed)? (?:groups?|risk|populations?|audiences?)|(?:potential |prospective |departing |temporary foreign |temporary |foreign |young |labou?r |returning )*(?:migrants?|victims|emigrants)(?: workers?)?|migrant (?:workers?|women|communities)|foreign workers|students?|pupils|schools?\\b|school-?children|young(?:er)? (?:people|persons|women|girls)|youths?|adolescents|teenagers|minorit(?:y|ies)|\\bRoma\\b|indigenous|unemployed|job-?seekers|airports?|detention|border (?:areas?|regions?|communities|crossings?|towns)|rural|orphan\\w*|parents|asylum-?seekers|refugees|domestic workers|au pairs|communities|villages?|universit\\w+|(?<!traffick\\w{1,4} (?:in|of) (?:women and |girls and )?)(?:children|women and (?:girls|children))|sex workers|persons? in prostitution|remote)|(?:risk groups?|target groups?|at-risk groups?|migrants?|migrant workers|students|young people|vulnerable (?:groups|women|persons|communities))[^;]{0,60}(?:were|was|are|is|been) (?:informed|warned|briefed|sensiti[sz]ed|made aware)|(?:target(?:ed|ing)|directed|aimed|geared|addressed|tailored)[^;]{0,40}(?:campaigns?|outreach)|(?:campaigns?|outreach|awareness\\w*){..40}(?:target(?:ed|ing)?|direct(?:ed|ing)|aim(?:ed|ing)|geared|address(?:ed|ing)|tailored) (?:at|to|towards|target))",
    topic: "near",
    unless: "train(?:ed|ing) (?:for|of|to)|general public(?! and)|awareness of (?:judges|police|officials)|campaigners|school holidays|school debates|the population",
    overInLists: ["prevention.awareness_campaign"],
    overPart: [],
    examples: {
      match: ["Information campaigns on trafficking were directed at migrants and students.", "Young people were informed of the risks of trafficking in schools: leaflets were handed out to students."],
      not: ["A television spot on trafficking was shown."],
    },
  },
  {
    id: "prevention.targeted_campaign:group",
    measure: "prevention.targeted_campaign",
    pattern:
      "(?:(?:campaigns?|awareness[- ]?\\w*|outreach\\w*|information (?:campaigns?|materials?|sessions?|activities|programmes?|leaflets?|work|measures|days|units?)|information (?:was|were|is) (?:directed|aimed|targeted|addressed)|(?:disseminat\\w+|provid\\w+|spread\\w*|distribut\\w+) information|sensiti[sz]\\w*|leaflets?|brochures?|materials\\b|posters?|publicity|briefings?|educational programmes?|inform(?:ed|s|ing)|lectures?|pamphlets?|booklets?|orientation|talks|films?){..110}(?:(?<=\\b(?:in|to|at|for|among|of|towards?|with|targeting|targeted|reach\\w{0,3}|through|within|warn\\w{0,3}|inform\\w{0,3}|against|and|or|alert\\w{0,3}|including|between|amongst) (?:[\\w’'-]+ ){0,3})|(?<=, )|(?<=\\())(?<!traffick\\w{1,4} (?:in|of) (?:women and |girls and |children and )?)(?:at[- ]risk|risk (?:groups?|areas?)|high-risk|vulnerable (?:groups?|populations?|communities|women|children|persons|people|areas|young)|target(?:ed)? (?:groups?|risk|populations?|audiences?)|(?:potential |prospective |departing |temporary foreign |temporary |foreign |young |labou?r |returning )*(?:migrants?|victims|emigrants)(?: workers?)?|migrant (?:workers?|women|communities)|foreign workers|students?|pupils|schools?\\b|school-?children|young(?:er)? (?:people|persons|women|girls)|youths?|adolescents|teenagers|minorit(?:y|ies)|\\bRoma\\b|indigenous|unemployed|job-?seekers|airports?|detention|border (?:areas?|regions?|communities|crossings?|towns)|rural|orphan\\w*|parents|asylum-?seekers|refugees|domestic workers|au pairs|communities|villages?|universit\\w+|(?<!traffick\\w{1,4} (?:in|of) (?:women and |girls and )?)(?:children|women and (?:girls|children))|sex workers|persons? in prostitution|remote)|(?:risk groups?|target groups?|at-risk groups?|migrants?|migrant workers|students|young people|vulnerable (?:groups|women|persons|communities))[^;]{0,60}(?:were|was|are|is|been) (?:informed|warned|briefed|sensiti[sz]ed|made aware)|(?:target(?:ed|ing)|directed|aimed|geared|addressed|tailored)[^;]{0,40}(?:campaigns?|outreach)|(?:campaigns?|outreach|awareness\\w*){..40}(?:target(?:ed|ing)?|direct(?:ed|ing)|aim(?:ed|ing)|geared|address(?:ed|ing)|tailored) (?:at|to|towards|target))",
    topic: "near",
    listsOnly: true,
    unless: "train(?:ed|ing) (?:for|of|to)|general public(?! and)|awareness of (?:judges|police|officials)|campaigners|school holidays|school debates|the population",
    overInLists: ["prevention.awareness_campaign"],
    overPart: [],
    examples: {
      match: ["Information campaigns on trafficking were directed at migrants and students.", "Young people were informed of the risks of trafficking in schools: leaflets were handed out to students."],
      not: ["A television spot on trafficking was shown."],
    },
  },
  {
    id: "prevention.targeted_campaign:activities",
    measure: "prevention.targeted_campaign",
    pattern:
      "(?:(?:activities|messages|talks|sessions|events)\\b{..40}(?:aimed at|directed at|targeted at|addressed to|geared to|tailored to|taken to|took to|to) (?:specific groups|(?:\\w+ )?schools?|young|women applying|(?:\\w+ )?migrants|students|pupils|minorit\\w+)|(?:took|brought) (?:its|their|the) messages{..40}\\bto\\b)",
    topic: "near",
    listsOnly: true,
    unless: "poverty|income|livelihood",
    over: ["prevention.awareness_campaign", "prevention.girls_education"],
    overPart: ["prevention.awareness_campaign"],
    examples: {
      match: ["Activities on trafficking were aimed at specific groups: dancers and au pairs."],
      not: ["Poverty-eradication activities aimed at women were run against trafficking."],
    },
  },
  {
    id: "prevention.awareness_campaign:name",
    measure: "prevention.awareness_campaign",
    pattern:
      "(?:(?:public |general |national |mass |social )*awareness[- ]?(?:raising|campaigns?|building|activities|programmes?|programs?|projects?|measures|drives?|events?|initiatives?|efforts|strateg\\w+|work|week|day|sessions?)|rais(?:e|es|ed|ing) (?:of )?(?:the )?(?:public(?:[’']s)? |general |greater |community |social )*awareness|(?:information|public|media|sensiti[sz]ation|educational?|advocacy|publicity|prevention|communications?|nationwide|national|televis\\w+|marketing|radio|poster|social media|multimedia|anti-?traffick\\w*|large-scale)(?:,? (?:and|information|awareness|education|public|prevention|sensiti[sz]ation)){0,4} (?:campaigns?|drives?)|campaigns?{..40}{T}|campaigns? (?:in this (?:regard|field|area)|on (?:this|the) (?:issue|subject|topic|matter)|to this end)|(?:materials?|leaflets?|brochures?|posters?|information){..60}{T}{..60}distributed|sensiti[sz](?:e|es|ed|ing|ation){..60}{T}|(?:informed|informing|educat\\w+) (?:the )?(?:general )?(?:public|population){..60}|(?:the )?general public (?:was|is|has been) informed)",
    topic: "near",
    unless: "awareness{..30}(?:among|of|for|to|amongst) (?:police|judges|judicial|prosecutors|law[- ]enforcement|officials|civil servants|professionals)|to raise awareness among (?:police|judges)|campaign (?:promise|pledge)|election campaign",
    examples: {
      match: ["Awareness-raising on trafficking is carried out.", "A public information campaign against trafficking was launched.", "Campaigns against trafficking in persons were run."],
      not: ["Awareness of trafficking remains low."],
    },
  },
  {
    id: "prevention.awareness_campaign:lists",
    measure: "prevention.awareness_campaign",
    pattern: "(?:\\bcampaigns?\\b|World Day against (?:Human )?Trafficking|{TT}{..20}messages|messages{..30}{TT})",
    topic: "near",
    listsOnly: true,
    unless: "targeted|directed|aimed|tailored|clients?|demand|touris|hotel|advertis|media providers|broadcasters?|television (?:station|channel)|newspapers|forced labou?r|child abuse|compan(?:y|ies)",
    examples: {
      match: ["A campaign on trafficking reached 4,000 people."],
      not: ["The camp was closed to victims of trafficking."],
    },
  },
  {
    id: "prevention.vocational_training:lists",
    measure: "prevention.vocational_training",
    pattern: "vocational (?:training|courses?|education)",
    topic: "near",
    listsOnly: true,
    unless: "{V}|rehabilit|reintegrat|shelter|services",
    examples: {
      match: ["Vocational training forms part of prevention of trafficking."],
      not: ["Trafficking: shelters offer vocational training to victims."],
    },
  },
  {
    id: "prevention.poverty:name",
    measure: "prevention.poverty",
    pattern:
      "(?:(?:eradicat\\w+|alleviat\\w+|reduc\\w+|combat\\w*|fight\\w*|tackl\\w+|address\\w*){..20}poverty|poverty[- ](?:eradication|reduction|alleviation|relief)|anti-?poverty|social (?:security|protection|safety)(?: net(?:work)?s?)?|cash[- ]transfers?|micro-?(?:credit|finance|enterprise)\\w*|income[- ]generat\\w+|economic (?:empowerment|opportunit\\w+|programmes?|support)|livelihoods?|job[- ]creation|employment programmes?)",
    topic: "sentence",
    context: "{TT}|prevent\\w*|vulnerab\\w*|root causes|risk factors",
    unless: "reintegrat|services (?:to|for) victims|assist\\w* (?:to|for|of)? ?victims",
    listsOnly: true,
    over: [],
    examples: {
      match: ["Programmes to eradicate poverty were run as prevention of trafficking."],
      not: ["Victims of trafficking are poor."],
    },
  },
  {
    id: "prevention.girls_education:name",
    measure: "prevention.girls_education",
    pattern:
      "(?:girls[’']? (?:enrolment|attendance|schooling|education)|enrol\\w* (?:of|for) girls|(?:access{..30}(?:girls|women|female\\w*){..30}educat\\w+|educat\\w+{..30}(?:of|for|to|among){..20}(?:girls|women)|\\b(?:girls|women)[’']?s?{..40}(?:access to |in )?(?:education|school\\w*)|school(?:ing)? (?:of|for) girls|keep\\w*{..20}girls{..20}school|enrol\\w*{..30}girls|scholarships?{..30}girls|bursar\\w+{..30}girls|(?:stipends?|scholarships?){..40}(?:girls|female)))",
    topic: "sentence",
    context: "prevent\\w*|vulnerab\\w*|{TT}|measures|access|enrol|scholarships?|stipends?|steps|programmes?|root causes",
    unless: "campaign|awareness|pamphlet|train\\w* (?:for|of) (?:police|teachers)|on gender equality|educational programmes on",
    listsOnly: true,
    examples: {
      match: ["Measures to improve the access of girls to education were taken to prevent trafficking."],
      not: ["Girls at school heard lectures: an awareness campaign on trafficking."],
    },
  },
  {
    id: "prevention.vocational_training:name",
    measure: "prevention.vocational_training",
    pattern:
      "(?:(?:tailoring|soap-making|hairdressing|handicrafts?|sewing|catering|dressmaking){..40}(?:women|girls)|(?:courses?|classes|workshops?|train\\w*){..20}(?:in|on){..40}(?:skills|trades?|handicrafts?|tailoring|literacy|business|entrepreneur\\w*){..40}(?:women|girls|female)|(?:vocational|professional|job|occupational|employment|livelihood|skills?)(?:[- ](?:and|or|skills|development|literacy|business|technical)){0,3}[- ](?:train\\w*|courses?|development|education){..60}(?:women|girls|females?|mothers|widows|vulnerable|at[- ]risk)|train\\w* (?:for|of|to) (?:poor |vulnerable |rural |young |unemployed |at-risk )*(?:women|girls){..60}(?:vulnerable|at risk|prevent|{T}|livelihood|trade|skills|job|income)|(?:women|girls){..60}(?:offered|given|received|provided)(?: with)? (?:vocational |professional |skills )?train\\w*|(?:women|girls)[’']?s? vocational train\\w*|(?:teach\\w*|learn\\w*) (?:women|girls) (?:a )?(?:trade|skill)s?)",
    topic: "sentence",
    unless: "(?:for|to|of) (?:the )?(?:victims|survivors)|reintegrat|rehabilit",
    examples: {
      match: ["Vocational training for women was offered to prevent trafficking.", "It paid for training of poor women vulnerable to trafficking."],
      not: ["Vocational training was given to victims of trafficking in shelters."],
    },
  },
  {
    id: "prevention.specialised_centre:name",
    measure: "prevention.specialised_centre",
    pattern:
      "(?:cent(?:re|er)s? of (?:excellence|expertise)|(?:special(?:i[sz]ed)?|dedicated|national|international|regional|resource|expert(?:ise)?|knowledge|competence|research and)(?: [\\w-]+){0,3}? cent(?:re|er)s?{..60}(?:{TT}|capacity)|(?:training|expertise|knowledge|resource|competence) cent(?:re|er)s?{..80}{TT}|cent(?:re|er) (?:against|on|for (?:combating|the fight against|the prevention of)|to combat){..30}{TT}|(?:training )?(?:academy|institute)\\b{..60}{TT}|anti-?traffick\\w* (?:\\w+ )?(?:cent(?:re|er)|academy|institute)s?)",
    topic: "near",
    context: "establish\\w*|creat\\w*|set up|opened?|inaugurat\\w*|founded|run\\w*|launch\\w*|operat\\w*|host\\w*|built|\\bha(?:s|ve)\\b|capacity|\\bits\\b|train\\w*",
    unless: "shelter|victim support cent|rehabilitation cent|reception cent|network of|crisis cent|call cent|assistance cent|identify|transit cent|care cent",
    examples: {
      match: ["A centre against human trafficking was created.", "An international training centre on trafficking was opened."],
      not: ["A crisis centre was opened."],
    },
  },
  {
    id: "prevention.training:train",
    measure: "prevention.training",
    pattern: "(?:{TRAIN}|guidelines|manuals?|handbooks?){..120}{OTHERPRO}|{OTHERPRO}{..80}(?:(?:are|were|was|is|been|have|has|had|also|regularly|being|get|got|receiv\\w+|undergo\\w*|attend\\w*)\\b{..30}{TRAIN})",
    topic: "near",
    context: "{TRAIN}",
    unless:
      "vocational|train\\w*{..60}(?:in|on)(?: the (?:area|field) of)? human rights|train\\w*{..30}(?:for|of) (?:the )?(?:victims|women|girls|poor|survivors)|by (?:non-governmental|NGOs)|journalist|workshops? (?:of|to (?:develop|discuss|draft|review|finali))|school curricul\\w*|awareness|\\b(?:hotel|taxi|tour) (?:staff|drivers|guides|personnel|workers|operators)|hotel, taxi|skills (?:training|development)|(?:police|law[- ]enforcement|judicial|court|prosecut\\w+|security|immigration enforcement)(?: and (?:judicial|prosecut\\w+|law[- ]enforcement|police))? (?:officials|personnel|staff|professionals|employees)(?!,| and| as)|(?:military|peacekeep\\w*)(?!.{0,60}traffick)",
    examples: {
      match: ["Training on trafficking was given to social workers and consular staff.", "Labour inspectors were trained to spot trafficking."],
      not: ["Police attended courses on trafficking."],
    },
  },
  {
    id: "victims.rights_information:name",
    measure: "victims.rights_information",
    pattern:
      "(?:(?:tell\\w*|explain\\w*|inform\\w*|leaflets?|advis\\w+){..60}(?:what they (?:are|were) entitled to|(?:their|those|these) (?:rights|entitlements))|(?:inform\\w*|leaflets?|brochures?|cards?|booklets?|advis\\w+|pamphlets?|notif\\w*|explain\\w*|told){..80}(?:{V}|their|they){..40}(?:rights|recourse|entitlements?|legal options|remedies)|(?:inform\\w*|leaflets?|brochures?|cards?|booklets?|advis\\w+){..60}(?:rights|recourse|entitlements?|remedies){..40}{V}|{V}{..50}(?:inform\\w*|advis\\w+|notified|told) (?:of|about|on){..20}(?:rights|recourse|entitlements?|legal options))",
    topic: "near",
    unless: "labou?r rights|awareness|human rights of women|workers[’'] rights|rights of the child|legal consequences",
    over: ["victims.services", "prevention.targeted_campaign", "prevention.awareness_campaign", "legislation.reparation"],
    overPart: ["prevention.targeted_campaign", "legislation.reparation"],
    examples: {
      match: ["Police must inform victims of trafficking of their rights.", "Leaflets set out the rights of victims of trafficking."],
      not: ["The rights of victims of trafficking are protected."],
    },
  },
  {
    id: "victims.reflection_period:name",
    measure: "victims.reflection_period",
    pattern: "(?:breathing space|(?:recovery|reflection|cooling[- ]?off|breathing|respite|grace|recuperation)(?: and (?:recovery|reflection|recuperation))? (?:and \\w+ )?periods?|(?:recovery and reflection|reflection and recovery|reflection delay)|periods? (?:of|for) (?:reflection|recovery|respite)|(?:time|days|weeks|months) (?:to (?:reflect|recover)|for (?:reflection|recovery)))",
    topic: "near",
    unless: "reporting period",
    over: ["victims.residence_permit", "legislation.residence_permit"],
    examples: {
      match: ["A recovery and reflection period is granted to victims of trafficking.", "Victims of trafficking have thirty days to recover."],
      not: ["The period under review saw trafficking grow."],
    },
  },
  {
    id: "victims.residence_permit:name",
    measure: "victims.residence_permit",
    pattern:
      "(?:(?:residen(?:ce|cy|t)|temporary|humanitarian|stay)(?: and work)? (?:permits?|status|visas?|authori[sz]ations?)|visas? (?:for|to) {V}|permits? (?:of|for) (?:stay|residence)|(?:permission|permitted|allowed|entitled|authori[sz]ed|right|leave) to (?:temporarily )?(?:stay|remain|reside)|extended stays?|temporary (?:stays?|residence|residency)|may (?:stay|remain|reside)(?: and work)?(?: temporarily)?|allow\\w*{..40}to (?:stay|remain|reside)\\b|possibility (?:of|to) (?:remain|stay)\\w*|stays? (?:of|for|to|permits?){..20}{V}|(?:regulari[sz]\\w*|legal) (?:immigration |residen\\w+ |migration )?status (?:for|of|to) {V}|T[- ]visas?)",
    topic: "near",
    unless: "without (?:a )?residen|work(?:ers?[’']?)? permits? (?:for|to) (?:migrant|foreign) (?:domestic )?workers",
    examples: {
      match: ["Residence permits are issued to victims of trafficking.", "Victims of trafficking may remain in the country during the trial."],
      not: ["Traffickers forged passports."],
    },
  },
  {
    id: "victims.referral_mechanism:name",
    measure: "victims.referral_mechanism",
    pattern:
      "(?:(?:referral|re-?orientation)(?: and [\\w-]+){0,3} (?:mechanisms?|procedures?|systems?|pathways?|networks?|protocols?|schemes?|structures?|guidelines|services|process\\w*)|(?:mechanisms?|procedures?|systems?|pathways?|protocols?|networks?){..40}(?:for (?:the )?(?:identification and )?referral|(?:to|of) refer(?:ring|ral)?)\\b|(?:procedures?|mechanisms?){..40}(?:identification and )referral\\b|(?:identification and|and) referral of {V}|assistance networks?|networks?{..50}(?:delivery of|support|assist\\w*|protect\\w*|care|help){..60}{V}|refer(?:s|red|ring) {V}{..50}(?:services|shelters?|NGOs?|cent(?:re|er)s|assistance|authorities))",
    topic: "near",
    unless: "referrals? to (?:the )?(?:court|prosecut)",
    over: ["coordination.national_mechanism", "victims.services", "victims.provider_guidelines"],
    overPart: ["coordination.national_mechanism", "coordination.centre_network"],
    absorbs: true,
    examples: {
      match: ["A national referral mechanism for victims of trafficking was set up.", "An assistance network for victims of trafficking is being built."],
      not: ["The case was referred to the court."],
    },
  },
  {
    id: "victims.provider_guidelines:name",
    measure: "victims.provider_guidelines",
    pattern:
      "(?:(?:protocols?|manuals?|guidelines?|guidance|standard operating procedures|\\bSOPs?\\b|handbooks?|guides?|(?:minimum |quality |care )+standards){..70}(?:service providers|caregivers|carers|social workers|staff of (?:shelters|cent(?:re|er)s)|shelter staff|provid\\w* services|(?:protect\\w*|assist\\w*|support\\w*|car(?:e|ing)|treatment|treat\\w*|handl\\w+|deal\\w* with|interview\\w*|work\\w* with|counsell?ing|repatriat\\w*|return|reception|shelters?|help\\w*|accompan\\w*){..40}{V})|{V}{..40}(?:protocols?|manuals?|handbooks?|care standards)|(?:service providers|carers|shelter staff|social workers|those who (?:assist|care|support)\\w*){..60}(?:handbooks?|manuals?|protocols?|guidelines?|(?:minimum |quality |care )standards))",
    topic: "near",
    unless: "joint protocols|memorand|(?:palermo|optional) protocol|protocol to (?:prevent|the)|trafficking protocol|protocols? thereto|code of|recommended principles",
    over: ["victims.services", "victims.shelter", "prevention.training", "justice.training"],
    overPart: [],
    absorbs: true,
    examples: {
      match: ["Manuals for service providers on the protection of victims of trafficking are used."],
      not: ["It ratified the Palermo Protocol to protect victims of trafficking."],
    },
  },
  {
    id: "victims.identification:name",
    measure: "victims.identification",
    pattern:
      "(?:indicators? of (?:human )?traffick\\w*|(?:decrees?|orders?|regulations?|rules|procedures?|circulars?) on (?:the )?identification|(?:procedures?|guidelines?|checklists?|indicators?|protocols?|criteria|tools?|interviews?|forms?|standards)(?: \\w+)? for (?:the )?(?:early |proactive |formal |better )?(?:identif\\w+|screening|detect\\w+)|identification (?:is|was|forms?|has been|are) (?:a )?(?:part|included|entrusted|carried out|conducted|done|among)|screen\\w* (?:of )?(?:persons|people|migrants|arrivals|detainees|asylum)|(?:guid(?:ance|elines?|es?)|procedures?|mechanisms?|criteria|indicators?|standards?|protocols?|manuals?|tools?|checklists?|screening|systems?|mandate\\w*|instructions?|efforts?|measures|methods?|methodolog\\w+|forms?|profil\\w+|centre|center|teams?|units?|inspect\\w+|directives?|raid\\w*|operations|responsib\\w+|handbook|kit|capacity|continued|actively|proactive\\w*|recogni[sz]\\w*){..80}(?:identif(?:y|ies|ied|ying|ication)|reconnaissance|detect(?:ion|ing|s)?|screen(?:ed|ing|s)?|recogni[sz](?:e|ing|ition)){..60}(?:{V}|traffick\\w* (?:victims|cases|situations|persons)|cases)|procedures?{..40}identification and (?:referral|assistance)|(?:early |proactive |better |victim |formal |correct |systematic )+identif(?:ication|ying){..60}(?:{V}|traffick\\w*|{T})?|identification of (?:(?:potential|possible|presumed|child|the|foreign|suspected|trafficking|trafficked) )*{V}|{V}{..20}identification|identif\\w+{..30}{V}{..60}(?:mandat\\w*|procedures?|guidelines?|mechanisms?|criteria|protocols?|indicators|standards)|screen(?:ed|ing|s)?{..40}(?:for|to){..20}(?:indicators? of |signs of )?traffick\\w*)",
    topic: "near",
    context: "{TT}|{V}|sexual(?:ly)? exploit\\w*|forced labou?r",
    unless: "once identified|identified \\d+|(?:train\\w*|courses?){..80}(?:identif|recogni|detect|spot|signs)|identif\\w+ \\d+|number of (?:identified|victims)|identif\\w* (?:and (?:arrest|prosecut)\\w* )?(?:traffickers|perpetrators)(?! or)",
    over: ["victims.provider_guidelines"],
    examples: {
      match: ["Guidelines for the identification of victims of trafficking were issued.", "It has criteria to identify trafficking victims."],
      not: ["The police identified 12 victims of trafficking."],
    },
  },
  {
    id: "victims.identification:mandate",
    measure: "victims.identification",
    pattern: "(?:identif\\w+{..70}(?:mandates?|tasks?|remit|responsib\\w+){..40}(?:{BODY}|institutions?|inspectorates?|officers?)|(?:{BODY}|institutions?){..60}(?:mandate\\w*|task\\w*|responsib\\w*|remit){..40}identif\\w+)",
    topic: "near",
    overPart: ["coordination.national_mechanism", "coordination.government_unit"],
    examples: {
      match: ["Identification of victims of trafficking is part of the mandate of the national institution."],
      not: ["The national institution on trafficking has a mandate to collect data."],
    },
  },
  {
    id: "victims.hotline:name",
    measure: "victims.hotline",
    pattern: "(?:\\bline \\d{3,}|hot-?\\s?lines?|help-?\\s?lines?|toll-?free(?: [\\w-]+){0,3}|(?:emergency|free(?:-of-charge)?|24-hour|confidential|dedicated|national|SOS|telephone|phone) (?:telephone |phone |counsell?ing |crisis |call )*(?:lines?|numbers?)\\b|call-?cent(?:re|er)s?)",
    topic: "near",
    unless: "(?:domestic|family) violence (?:hot|help)",
    examples: {
      match: ["A hotline for victims of trafficking was opened.", "A toll-free number takes reports of trafficking."],
      not: ["Online traffic grew."],
    },
  },
  {
    id: "victims.shelter:name",
    measure: "victims.shelter",
    pattern:
      "(?:shelters?\\b|shelter(?:ed|ing)\\b|safe[- ]?(?:houses?|homes?|havens?|accommodation|housing|places?)|(?:crisis|temporary|secure|emergency|supported|protected|special(?:i[sz]ed)?|transitional) (?:accommodation|housing|lodging|refuges?|homes)|crisis cent(?:re|er)s?(?=[^;]{0,60}(?:traffick|victims of))|(?:reception|transit|accommodation|residential|protection|recovery|halfway|welcome|care|government-run|state-run)(?: and \\w+)? (?:cent(?:re|er)s?|homes?|houses?|facilities){..90}(?:{V}|{TT}|exploit)|refuges?\\b(?= for (?:trafficked|victims|women|survivors))|accommodation (?:for|to|of) (?:\\w+ )?{V}|(?:board and )?lodging)",
    topic: "near",
    unless: "(?:data|information|figures|statistics){..20} from|(?:out of|trafficked from) shelters|(?:tax|animal) shelter|homeless shelters?(?! and)|sheltering traffickers",
    examples: {
      match: ["Shelters for victims of trafficking were opened.", "Trafficked women live in safe houses.", "Safe accommodation for victims of trafficking is financed."],
      not: ["Victims of trafficking were questioned."],
    },
  },
  {
    id: "victims.shelter:centre",
    measure: "victims.shelter",
    pattern: "(?:reception|transit|accommodation|halfway|protection)(?: and \\w+)? (?:cent(?:re|er)s?|homes?|houses?|facilities)\\b",
    topic: "near",
    listsOnly: true,
    unless: "screening|identif|asylum|detention",
    examples: {
      match: ["A reception centre exists for those who were subjected to trafficking."],
      not: ["A training centre on trafficking exists."],
    },
  },
  {
    id: "victims.rehabilitation:name",
    measure: "victims.rehabilitation",
    pattern:
      "(?:(?:rehabilitat\\w+|re-?integrat\\w+|re-?insert\\w+|social (?:inclusion|integration|insertion)|integration programmes?|repatriat(?:ion|ing|e)\\b|programmes? for returnees|resettle\\w*|recovery programmes?|(?:safe|voluntary|assisted|dignified|secure)(?:,? (?:and )?(?:safe|voluntary|assisted|dignified))* returns?|return (?:programmes?|and|of {V}|assistance)){..80}(?:{V}|{TT}|programmes?|they|them)|(?:{V}|{TT}){..100}(?:rehabilitat\\w+|re-?integrat\\w+|re-?insert\\w+|repatriation|(?:safe|voluntary|assisted) return))",
    topic: "near",
    context: "{V}|{T}",
    unless: "persons\\) (?:regulations|act|law|order)|offenders|prisoners|drug|perpetrators",
    examples: {
      match: ["Programmes for the rehabilitation and reintegration of victims of trafficking are run."],
      not: ["Prisoners are rehabilitated."],
    },
  },
  {
    id: "victims.services:name",
    measure: "victims.services",
    pattern:
      "(?:(?:psycholog\\w+|psycho-?social|medical|legal|social|financial|health|material|humanitarian|social/financial|therapeutic|crisis)(?:,? ?(?:and|or|/|,|psycholog\\w+|psycho-?social|medical|legal|social|financial|health|material|as well as|humanitarian)){0,9} (?:assistance|aid|support|care|counsell?ing|services?|help|treatment){..70}{V}|counsell?ing{..60}{V}|{V}{..90}(?:(?:psycholog\\w+|psycho-?social|medical|legal|social|financial) (?:\\w+ ){0,3}?(?:assistance|aid|support|care|counsell?ing|services?|treatment)|counsell?ing)|(?:provid\\w*|giv\\w*|offer\\w*|grant\\w*) (?:assistance|support|protection|care|aid|help)(?: and \\w+){0,2} (?:to |for )?(?:(?:trafficking|trafficked|child|foreign|the|such) ){0,2}{V}|(?:speciali[sz]ed|support|assistance|protection|welfare|comprehensive|direct|care|victim|victims[’']?|victim-support)(?:,? (?:and|or) (?:\\w+))? (?:services|programmes?|packages?|schemes?|assistance){..60}{V}|\\b(?:assistance|services|support|care|aid|help|assist(?:s|ed|ing)|(?<!\\bto |\\bto protect and )assist|protect(?:s|ed|ing) and assist\\w*|assist(?:s|ed|ing) and protect\\w*)(?:,? (?:and|or) (?:\\w+ ?){1,3})? (?:is |are |was |were )?(?:given |provided |available |offered |granted |extended )?(?:to|for|of)? ?(?:(?:the|all|such|child|these|foreign|female|adult|potential|identified|presumed|trafficking|human trafficking) )*{V}|{V}{..50}(?:receiv\\w+|are (?:given|provided|offered|assisted)|were (?:given|provided|offered|assisted)|(?:have|had) access to|(?:is|are|was|were) (?:also )?(?:entitled|eligible) to|benefit\\w* from){..60}(?:assistance|services|support|care|aid|treatment|help))",
    topic: "near",
    context: "{V}|{T}|traffick\\w*",
    unless: "mutual legal assistance|technical assistance|legal assistance (?:agreement|treat)|social services (?:personnel|staff|workers)|train\\w*|sexual services|users? of|donations?|services of (?:victims|traffick)|services provided by victims|financial (?:support|assistance) (?:to|for|from) (?:NGO|the (?:NGO|organi))|video",
    absorbs: false,
    examples: {
      match: ["Victims of trafficking receive medical and legal assistance.", "Specialised services are available for victims of trafficking.", "The State gives assistance to victims of trafficking."],
      not: ["Mutual legal assistance in trafficking cases was given."],
    },
  },
  {
    id: "victims.services:kinds",
    measure: "victims.services",
    pattern:
      "(?:psycholog\\w+|psycho-?social|medical|legal|social|financial|health|material|social/financial|therapeutic|crisis)(?:,? ?(?:and|or|/|,|psycholog\\w+|psycho-?social|medical|legal|social|financial|health|material|as well as)){0,9} (?:assistance|aid|support|care|counsell?ing|services?|help|treatment)|counsell?ing|(?:speciali[sz]ed|support|assistance|protection|welfare|comprehensive|direct|care|victim|victims[’']?|victim-support)(?:,? (?:and|or) (?:\\w+))? (?:services|programmes?|packages?|schemes?|assistance)(?= |,|\\.|;|$)",
    topic: "near",
    listsOnly: true,
    unless: "social protection|mutual legal assistance|technical assistance|legal assistance (?:agreement|treat)|social services (?:personnel|staff|workers)|train\\w*|sexual services|video|health (?:care )?(?:workers|personnel)",
    examples: {
      match: ["Medical and legal assistance is offered (trafficking)."],
      not: ["Mutual legal assistance in trafficking cases was given."],
    },
  },
  {
    id: "business.code_of_conduct:name",
    measure: "business.code_of_conduct",
    pattern: "(?:codes? of (?:conduct|ethics|practice|behaviou?r)|corporate social responsibility|\\bCSR\\b|self-regulat\\w+ (?:codes?|mechanisms?|scheme)|(?:industry|ethical) (?:charter|codes?|standards))",
    topic: "near",
    context: "touris\\w*|hotel\\w*|travel|compan\\w+|business\\w*|industr\\w+|private|operators?|employers?|corporate|tour |enterpris\\w*|sector|retail\\w*|agenc\\w+|media|providers|{TT}",
    unless: "police code|codes? of conduct for (?:police|peacekeep|judges|law)",
    over: ["prevention.tourism_campaign"],
    absorbs: true,
    examples: {
      match: ["Hotels signed a code of conduct against trafficking.", "Companies adopted corporate social responsibility schemes on trafficking."],
      not: ["Police follow a code of conduct in trafficking cases: the code of conduct for police."],
    },
  },
  {
    id: "business.partnership:name",
    measure: "business.partnership",
    pattern:
      "(?:public[-–/ ]?(?:and[- ])?private (?:partnerships?|declarations?|cooperation|projects?|initiatives?|alliances?|collaborat\\w+|campaigns?|agreements?|working|sector)|(?:partnerships?|cooperat\\w+|collaborat\\w+|agreements?|alliances?|pledges?|joint(?:ly)?|memorand\\w+|together with|in conjunction){..60}(?:private sector|business(?:es)?(?: sector| community)?|compan(?:y|ies)|corporations?|touris[mt] (?:industry|sector|operators?)|hotel (?:industry|chains?|associations?)|travel industry|banks?\\b|airlines?|manufacturers|chambers? of commerce|employers[’']? (?:organi\\w+|associations?)|retailers|firms)|(?:private sector|business(?:es)?(?: community)?|compan(?:y|ies)|banks|airlines|touris[mt] (?:industry|sector)){..60}(?:partnerships?|cooperation|collaboration|jointly))",
    topic: "near",
    unless: "code of conduct|employment agenc|recruitment|bilateral cooperation",
    over: ["prevention.awareness_campaign", "prevention.tourism_campaign"],
    examples: {
      match: ["A public-private partnership against trafficking was launched.", "It works jointly with a company on a trafficking campaign."],
      not: ["Private clinics treat victims of trafficking."],
    },
  },
  {
    id: "business.agency_monitoring:name",
    measure: "business.agency_monitoring",
    pattern:
      "(?:(?:monitor\\w*|regulat\\w*|withdr[ae]w\\w*|revok\\w*|licen[cs]\\w*|inspect\\w*|supervis\\w*|control\\w*|overs(?:ee|ight)\\w*|regist\\w*|audit\\w*|scrutin\\w*|accredit\\w*){..80}(?:(?:private |labou?r )?recruiters|licen[cs]es? of (?:\\w+ )?agencies|(?:employment|recruit\\w*|labou?r|placement|job|manpower|temp(?:orary work)?|au pair|domestic workers?|outsourcing)[ -](?:\\w+ )?(?:agenc\\w+|brokers?|bureaux?|intermediar\\w+|offices|firms|compan\\w+|agents?))|(?:employment|recruit\\w*|placement|job|labou?r|manpower)[ -](?:\\w+ )?(?:agenc\\w+|brokers?|bureaux?|intermediar\\w+|agents?|firms|offices|compan\\w+){..80}(?:monitor\\w*|regulat\\w*|licen[cs]\\w*|inspect\\w*|supervis\\w*|control\\w*|regist\\w*|suspended|revoked|accredit\\w*))",
    topic: "near",
    examples: {
      match: ["Employment agencies are licensed and inspected to prevent trafficking."],
      not: ["Employment agencies lure victims of trafficking."],
    },
  },
  {
    id: "media.journalist_training:name",
    measure: "media.journalist_training",
    pattern:
      "(?:(?:{TRAIN}|guidelines|trained){..70}(?:journalis\\w+|reporters|media (?:professionals|personnel|representatives|workers|staff|practitioners)|newsrooms?|editors|broadcasters)|(?:journalis\\w+|reporters|media (?:professionals|personnel|representatives)){..60}(?:{TRAIN}|trained))",
    topic: "near",
    over: ["prevention.training", "justice.training"],
    overPart: [],
    examples: {
      match: ["Training on trafficking was held for journalists."],
      not: ["Journalists wrote about trafficking."],
    },
  },
  {
    id: "media.advertising:name",
    measure: "media.advertising",
    pattern: "(?:advert\\w*|classified\\w*|notices?|announcements?){..70}(?:sexual services|sex\\b|prostitut\\w*|sexual|escort|erotic)|(?:sexual services|prostitut\\w*|escort){..60}advert\\w*",
    topic: "near",
    context: "reduc\\w*|prohibit\\w*|ban(?:s|ned|ning)?\\b|limit\\w*|restrict\\w*|remov\\w*|eliminat\\w*|discourag\\w*|refus\\w*|curb\\w*|agree\\w*|regulat\\w*|control\\w*|stop\\w*|eradicat\\w*|phase\\w*|end|may not|no longer|not to|undert\\w+|action against",
    over: ["prevention.demand_campaign"],
    overPart: ["prevention.demand_campaign"],
    examples: {
      match: ["Newspapers agreed to reduce advertising of sexual services, to fight trafficking."],
      not: ["Advertisements warned against trafficking."],
    },
  },
  {
    id: "media.campaign:name",
    measure: "media.campaign",
    pattern:
      "(?:(?:media (?:providers?|outlets?|companies|houses|organi[sz]ations|partners)|television (?:stations?|channels?|networks?)|TV (?:stations?|channels?)|radio (?:stations?|channels?|networks?)|broadcasters?|newspapers|(?:state|national|public) (?:television|radio|broadcaster|media)|the media)\\b{..80}(?:campaigns?|programmes?|advert\\w*|spots|information|carr(?:y|ied|ies)|broadcast|air(?:ed|s|ing)?|series|aware\\w*)|(?:campaigns?|spots|announcements|programmes|advert\\w*|series|messages){..50}(?:by|in|on|through|carried by|aired (?:on|by)|broadcast (?:on|by)|run by|over) (?:the )?(?:\\w+ )?(?:media (?:providers?|outlets?|companies|houses)|television|TV|radio|broadcasters?|newspapers|national media|mass media))",
    topic: "near",
    context: "{TT}",
    unless: "train\\w*|journalist|sexual services|electronic and print",
    over: ["prevention.awareness_campaign"],
    overPart: ["prevention.awareness_campaign"],
    examples: {
      match: ["Media providers have carried campaigns on trafficking.", "Television stations broadcast programmes on trafficking."],
      not: ["Journalists covered a trial on trafficking."],
    },
  },
  {
    id: "data.rapporteur_mandate:name",
    measure: "data.rapporteur_mandate",
    pattern:
      "(?:(?:mechanism|rapporteurs?|committee|bod(?:y|ies)|commission|coordinator|office|agency|unit|task force|institution|centre)\\b{..80}(?:mandat\\w*|task\\w*|charg\\w*|responsib\\w*|entrust\\w*|require\\w*|empower\\w*|assign\\w*|collects?|gathers?|compiles?){..40}(?:collect\\w*|gather\\w*|compil\\w*|data|statistics|information)(?:ing|ion|ed|es)?{..30}(?:data|statistics|information|figures)?|mandate{..30}(?:collect\\w*|data collection|compil\\w*))",
    topic: "near",
    context: "data|statistic\\w*|figures",
    unless: "recommend|united nations|european institute",
    over: ["coordination.national_rapporteur", "coordination.national_mechanism", "data.database"],
    overPart: ["coordination.national_rapporteur", "coordination.national_mechanism", "coordination.government_unit"],
    examples: {
      match: ["The national rapporteur on trafficking is mandated to collect data."],
      not: ["The rapporteur on trafficking travelled."],
    },
  },
  {
    id: "data.monitoring_system:name",
    measure: "data.monitoring_system",
    pattern:
      "(?:(?:national |permanent |government )*monitoring systems?(?! for (?:prison|school))|observator(?:y|ies)(?! (?:for|of|on) (?!(?:human |the )?traffick))|(?:expertise|knowledge|information|documentation|monitoring) cent(?:re|er)s?)",
    topic: "near",
    context: "{TT}|data|statistic\\w*",
    unless: "awareness|training cent",
    over: ["prevention.specialised_centre", "coordination.centre_network", "data.database"],
    overPart: ["prevention.specialised_centre"],
    examples: {
      match: ["A national monitoring system on trafficking was created.", "Portugal has an observatory on trafficking in persons."],
      not: ["The training centre on trafficking opened."],
    },
  },
  {
    id: "data.database:name",
    measure: "data.database",
    pattern:
      "(?:\\bdata\\b{..40}(?:is|are|were) (?:systematically |regularly )?collected|information systems?\\b|data-?\\s?bases?|data[- ]?banks?|data[- ]collection(?: and [\\w-]+)? (?:systems?|mechanisms?|tools?|frameworks?|platforms?|methods?|procedures?)|(?:system|systems|mechanism|framework|platform|software|tool)s? (?:of|for|to) (?:the )?(?:systematic )?(?:data|collect\\w*|regist\\w*|record\\w*|gather\\w*|stor\\w*|compil\\w*){..40}(?:data|cases|victims|information|statistics)?|(?:electronic |central(?:i[sz]ed)? |national |case |unified |computeri[sz]ed )+(?:registr\\w+|registers?|case management systems?|information systems?|statistical systems?)|registration of cases|case[- ](?:registration|management) systems?|statistical (?:system|tool|module)s?|(?:collects?|collected|compiles?|compiled|keeps?|publish\\w*) (?:disaggregated |systematic |annual )*(?:data|statistics))",
    topic: "near",
    unless: "(?:lack|absence) of data|sex offender",
    examples: {
      match: ["A database on trafficking cases was developed.", "A system of registering trafficking cases was created."],
      not: ["Data on trafficking are scarce."],
    },
  },
  {
    id: "data.indicators:name",
    measure: "data.indicators",
    pattern: "(?:(?:trafficking |statistical |national |common |set of )*indicators(?! of traffick| for (?:the )?identif)|trafficking index|\\bindex\\b{..30}(?:traffick|indicator)|guidelines (?:for|on) (?:the )?(?:harmoni[sz]ed )?(?:data|collect\\w*){..30}(?:data|collection)?|data[- ]collection guidelines)",
    topic: "near",
    context: "data|statistic\\w*|index|develop\\w*|guidelines|measur\\w*|produc\\w*|set of",
    unless: "performance indicators|identif\\w+ (?:of )?(?:victims|trafficked|potential)|screen\\w*|indicators to identify|indicators (?:for|of) identif|detect|recogni[sz]e",
    over: ["data.database"],
    overPart: ["data.database"],
    examples: {
      match: ["Indicators on trafficking are being developed to measure it.", "Guidelines for data collection on trafficking were written."],
      not: ["Police use indicators to identify victims of trafficking."],
    },
  },
  {
    id: "data.route_mapping:name",
    measure: "data.route_mapping",
    pattern: "(?:(?:surveys?|stud(?:y|ies)|analys[ie]s) of (?:the )?(?:\\w+ ){0,2}routes?|map(?:s|ped|ping)?\\b{..50}(?:routes?|corridors|flows|patterns|hotspots|traffick\\w*)|chart(?:ed|ing) (?:the )?(?:\\w+ ){0,2}routes?|(?:routes?|flows|corridors)\\b{..30}(?:map(?:s|ped|ping)|chart(?:ed|ing)))",
    topic: "near",
    over: ["data.research"],
    overPart: ["data.research"],
    examples: {
      match: ["It mapped trafficking routes.", "Mapping of the routes used for trafficking was done."],
      not: ["Traffickers use many routes."],
    },
  },
  {
    id: "data.research:name",
    measure: "data.research",
    pattern:
      "(?:(?:research(?!ers)\\w*|stud(?:y|ies)\\b|surveys?|baseline|situation(?:al)? (?:analys[ie]s|assessment)|(?:rapid |needs )assessments?)(?! (?:visit|tour|programme abroad|permit)){..120}{T}|{T}{..80}(?:research\\w*|stud(?:y|ies) (?:on|of|was|were|into|have|has|had)|surveys? (?:on|of|was|were)|were (?:studied|researched|surveyed))|(?:carr(?:y|ied)\\w* out|conduct\\w*|commission\\w*|fund\\w*|undert(?:ake|ook|aken)|launch\\w*|publish\\w*|produc\\w*|prepar\\w*|finance\\w*|support\\w*|initiat\\w*|through|sponsor\\w*|complet\\w*) (?:\\w+ ){0,4}?(?:research\\w*|stud(?:y|ies)\\b|surveys?))",
    topic: "near",
    unless: "feasibility|case stud|students?\\b{..10}stud|according to|a study (?:by|of) (?:UNICEF|ILO|IOM|an NGO|Human Rights)|research institutions",
    examples: {
      match: ["Research on trafficking was carried out.", "It commissioned a study of trafficking in children."],
      not: ["Students heard of trafficking."],
    },
  },
  {
    id: "data.database:feasibility",
    measure: "data.database",
    pattern: "feasibility stud(?:y|ies){..60}(?:data|statistic\\w*|database)",
    topic: "near",
    status: "in_progress",
    over: ["data.research"],
    overPart: ["data.research"],
    examples: {
      match: ["A feasibility study on a national data framework for trafficking was made."],
      not: ["A feasibility study on a bridge was made."],
    },
  },
];
