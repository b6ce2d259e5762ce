// Owns the rules for the justice system, for plans and coordination, and for cooperation. Must not hold code: patterns and examples only.
import type { MeasureRule } from "./rule.js";

export const JUSTICE_POLICY_RULES: MeasureRule[] = [
  {
    id: "justice.witness_protection:name",
    measure: "justice.witness_protection",
    pattern: "(?:witness(?:es)?{..60}protection programmes?|witness(?:es)? and victims? protection|victims? and witness(?:es)? protection|witness(?:es)?[- ]protection|protection (?:programmes? )?(?:of|for) (?:(?:victims?|survivors)(?: and|/| or) )?witness\\w*|protect\\w*{..40}witness\\w*|(?:victims?|survivors)[- ]and[- ]witness\\w*|witnesses? (?:and victims? )?(?:are|were) protected)",
    topic: "near",
    over: ["victims.services"],
    overPart: ["victims.services"],
    examples: {
      match: ["Austria runs a witness protection programme for victims of trafficking.", "The act protects witnesses in trafficking trials."],
      not: ["Witnesses told the court of trafficking."],
    },
  },
  {
    id: "justice.testimony_support:name",
    measure: "justice.testimony_support",
    pattern:
      "(?:(?:support|assist\\w*|help|counsel\\w*|accompan\\w*|legal (?:aid|representation|assistance)|represent\\w*|guardian|authori[sz]ed person|facilitat\\w*|allow\\w*|preparation){..60}(?:{V}|witnesses){..40}(?:(?:giv|provid)(?:e|es|ing) (?:evidence|testimon\\w+|statements?)|testif\\w+|testimon\\w+|in court\\b|(?:during|in|throughout) (?:the )?(?:criminal |court |legal |judicial )?(?:proceedings|trials?|hearings?)|(?:take|taking) the stand)|(?:{V}|witnesses){..50}(?:(?:giving|give|gave|provid\\w+) (?:evidence|testimon\\w+)|testif(?:y|ies|ied|ying)){..60}(?:video|screens?|support|remot\\w+|without (?:facing|confront\\w*)|assist\\w*|in private|separate)|video-?\\s?(?:link\\w*|conferenc\\w*|taped?|record\\w*)|(?:support|assist\\w*)[^;]{0,40}(?:giving evidence|testif\\w+))",
    topic: "near",
    unless: "video{..20}(?:awareness|campaign)|train\\w*",
    over: ["victims.services", "justice.witness_protection"],
    examples: {
      match: ["Canada supports victims of trafficking who give evidence.", "Victims of trafficking may testify by video link."],
      not: ["Victims of trafficking were heard."],
    },
  },
  {
    id: "justice.closed_hearings:name",
    measure: "justice.closed_hearings",
    pattern: "(?:closed[- ](?:door )?(?:hearings?|sessions?|courts?|trials?|proceedings)|in camera|behind closed doors|(?:hearings?|trials?|proceedings){..30}(?:closed to the public|in private|held in private|excluded the public|without the public)|private hearings?|exclu(?:de|sion of) the public)",
    topic: "near",
    examples: {
      match: ["Georgia holds closed hearings in trafficking cases."],
      not: ["The hearing on trafficking was public."],
    },
  },
  {
    id: "justice.specialised_unit:police",
    measure: "justice.specialised_unit",
    pattern:
      "(?:(?:special(?:i[sz]ed|ist)?|dedicated|specific|designated|central|elite|{TT}(?: in (?:human beings|persons|people))?|vice)(?:[ -][\\w/]+){0,6}? (?:police|prosecut\\w*|investigat\\w*|law[- ]enforcement|criminal|crime)(?:[ /-](?:and|or|\\w+)){0,6}? (?:units?|squads?|teams?|divisions?|departments?|sections?|branch(?:es)?|bureaux?|bureaus|desks?|offices?|services?|brigades?|forces?|sub-?units?|directorates?|prosecutors|investigators)\\b|(?:police|prosecut\\w*|investigat\\w*|law[- ]enforcement|detective|constabular\\w*|interior|gendarmerie|federal police|attorney[- ]general\\w*|public prosecution){..50}(?:units?|squads?|teams?|divisions?|departments?|sections?|branch(?:es)?|bureaux?|desks?|offices?|brigades?|directorates?)\\b{..60}{TT}|(?:{TT}(?: in (?:human beings|persons|people|women))?(?:[ -][\\w/]+){0,3}? (?:units?|squads?|teams?|divisions?|sections?|branch|bureau|desks?|brigades?|directorates?))\\b{..60}(?:police|prosecut\\w*|law[- ]enforcement|criminal investigation|interior|public security)|(?:special(?:i[sz]ed)?|dedicated|specific|designated){~20} (?:prosecutors?|investigators?|police officers|judges|courts?|magistrates|detectives){..60}{TT}|special(?:i[sz]ed)? (?:branches|units?|brigades|sections|departments?) of the (?:\\w+ )?(?:police|gendarmerie|judiciary|prosecut\\w+){..90}{TT}|(?:investigat\\w*|policing|prosecut\\w*) units? (?:devoted|dedicated)? ?{..30}{TT}|(?:units?|squads?|brigades?){..60}(?:investigat\\w*|prosecut\\w*){..40}{TT})",
    topic: "near",
    unless: "train\\w*|task force (?:on|against)|national (?:committee|commission|coordinat\\w+)",
    over: ["coordination.government_unit", "coordination.national_mechanism"],
    overPart: ["coordination.government_unit"],
    examples: {
      match: ["Special police and prosecution units have been set up against trafficking.", "The anti-trafficking squad of the federal police was enlarged.", "Specialised prosecutors handle trafficking cases."],
      not: ["A trafficking unit was created in the Ministry of Social Affairs."],
    },
  },
  {
    id: "justice.training:train",
    measure: "justice.training",
    pattern:
      "(?:{TRAIN}|guidelines|manuals?|handbooks?|guidance|instructed|materials|protocols?){..130}{JUSTICE}|{JUSTICE}{..90}(?:{TRAIN}|guidelines|manuals?|handbooks?|been instructed)",
    topic: "near",
    context: "{TRAIN}|guidelines|manuals?|handbooks?|guidance|instruct",
    unless: "referral|identification|identify\\w*{..30}victims{..20}$|court interpreters|human rights training|workshops? (?:of|to (?:develop|discuss|draft|review|finali))",
    over: [],
    examples: {
      match: ["Training on trafficking was given to police and prosecutors.", "Police officers attended courses on trafficking in persons."],
      not: ["Teachers attended courses on trafficking.", "Police arrested traffickers."],
    },
  },
  {
    id: "policy.local_plan:name",
    measure: "policy.local_plan",
    pattern:
      "(?:(?:cities|towns|municipalities|provinces|regions|counties|districts|cantons|townships?){..30}(?:(?:own|local|action|{TT}) )+plans?|\\bplans?\\b{..70}by (?:the )?(?:provinces|d[ée]partements|municipalities|regions|cantons|cities|districts)|\\btownship-level plans|(?:at|on) (?:the )?(?:local|provincial|municipal|district|county|cantonal|departmental|community) levels?{..40}{PLAN}|{PLAN}{..80}(?:(?:at|on) (?:the )?(?:local|provincial|municipal|district|county|state|regional|cantonal|departmental|community) levels?|in (?:its|their|all|the|several|most)? ?(?:\\w+ )?(?:provinces|municipalities|districts|counties|cantons|regions))|{LOCAL}(?: (?:and|or|/) (?:{LOCAL}|regional))?(?: {TT})?(?: [\\w-]+){0,2}? (?:action )?(?:plans?|strategies)\\b)",
    topic: "near",
    context: "{T}",
    over: ["policy.national_action_plan", "policy.targeted_plan"],
    overPart: ["policy.national_action_plan", "policy.targeted_plan"],
    examples: {
      match: ["Plans against child trafficking are in place at the local level.", "Municipal action plans against trafficking were adopted."],
      not: ["A national plan against trafficking is in place."],
    },
  },
  {
    id: "policy.targeted_plan:target",
    measure: "policy.targeted_plan",
    pattern:
      "(?:{PLAN}{~70}(?:traffick\\w+ (?:in|of) (?:women|girls|children|minors|child\\w*)(?:,? (?:and|or) (?:women|girls|children|minors|boys))?|child(?:ren)? (?:sex )?traffick\\w*|(?:commercial )?sexual exploitation|child (?:prostitution|sex)|sexual(?:ly)? exploit\\w+|(?:protect|for the protection of) vulnerable children|prostitution|sexual abuse of children|sale of children)|{PLAN}[^;,]{0,30}, which (?:includes?|contains?|covers?|addresses){..40}(?:traffick\\w+ (?:in|of) (?:women|children|girls)|sexual exploitation of children)|\\bplans?\\b(?! to\\b){~50}\\bon (?:the )?(?:traffick\\w+ (?:in|of) (?:women|children|girls)|child(?:ren)? traffick\\w*|sexual exploitation)|{PLAN}{~40}(?:sex(?:ual)? traffick\\w*)|(?:women|girls|children|child\\w*|minors)[’']?s?{..30}{TT}{..30}{PLAN}|traffick\\w+ (?:in|of) (?:women|children|girls)(?: and (?:women|children|girls))?{..40}(?:in|into|part of){..20}(?:strateg(?:y|ies)|plans?|programmes?)|child[- ]trafficking{..20}{PLAN}|{PLAN}{..40}(?:to protect|that protects?|protecting|for|on)(?: the protection of)? (?:vulnerable |at-risk )?(?:children|minors|women|girls){..50}(?:traffick\\w*|exploit\\w*))",
    topic: "self",
    unless: "manufacturers|compan(?:y|ies)|awareness|campaign|economic plan|demand|united nations (?:global )?plan|world programme",
    over: ["policy.national_action_plan"],
    overPart: [],
    examples: {
      match: ["The Congo adopted a strategy against child trafficking.", "It has a plan to prevent sexual exploitation."],
      not: ["It has a national plan against human trafficking."],
    },
  },
  {
    id: "policy.national_action_plan:name",
    measure: "policy.national_action_plan",
    pattern:
      "(?:{PLAN}{~110}{TT}|(?:{PLAN}|strategic documents|policy documents|action programmes){..40}in the (?:areas?|fields?) of {..90}{TT}|{TT}(?: in (?:human beings|persons|people|women|children))?(?:[ -](?!and\\b)[\\w]+){0,4}? {PLAN}|{TT}(?:[ -][\\w]+){0,3}? plans?\\b|{PLAN}{..60}(?:forced labou?r|slavery|modern slavery|labou?r exploitation))",
    topic: "self",
    unless: "awareness strateg|{PLAN}{..40}demand|communication strateg|economic plan|business and human rights|prosecution strateg|training (?:plan|strateg|programme)|police (?:plan|strateg)",
    absorbs: true,
    examples: {
      match: ["Dedicated anti-trafficking plans are in place.", "Bulgaria adopted a national strategy to combat trafficking in human beings.", "A Plan of Action against Human Trafficking was adopted."],
      not: ["A national plan on employment was adopted.", "There is a plan."],
    },
  },
  {
    id: "policy.national_action_plan:bare",
    measure: "policy.national_action_plan",
    pattern:
      "(?:(?:new|renewed|updated|revised|dedicated)(?: (?:or|and) \\w+)? (?:action )?plans\\b|\\b(?:action )?plans (?:are|were|have been|had been) (?:being |also |currently )?(?:adopted|drafted|prepared|developed|launched|approved)|(?:adopted|finali[sz]ing|drafting|preparing|approved) (?:new )?action plans\\b|(?:national|first|second|third|fourth|fifth|sixth|current|new|latest|five-year|four-year|three-year|two-year) (?:national )?(?:action )?(?:plans?|strateg(?:y|ies))\\b|national plans? of action|(?:draft\\w*|adopt\\w*|ha(?:s|ve|d|ving)|prepar\\w*|finali\\w*|develop\\w*|implement\\w*|updat\\w*) (?:a|an|such a|its|their) (?:national )?(?:action )?plan\\b)",
    topic: "near",
    listsOnly: true,
    unless: "women|child|gender|employment|communication|local|municipal|regional plan|sectoral|migration plan|training plan",
    examples: {
      match: ["Malawi is drafting a plan; trafficking is on the rise.", "The sixth plan of Malta is in force against trafficking."],
      not: ["Malawi planned a meeting on trafficking."],
    },
  },
  {
    id: "coordination.local_body:name",
    measure: "coordination.local_body",
    pattern:
      "(?:{LOCAL}(?:[ -](?:and|or|/|level|{LOCAL}))*(?:[ -](?:coordinat\\w+|vigilance|protection|surveillance|watch|{TT}|multi-?\\w+|inter-?\\w+|level|sectoral|agency|institutional|working)){0,4}(?: (?:{BODY}|networks?|structures|chapters|branches|offices))\\b|(?:{BODY}|networks?|structures|coordinat\\w+){..50}at (?:the )?(?:local|provincial|municipal|district|county|state|regional|departmental)(?:(?:,| and| or){1,2} \\w+)* levels?|regional(?: [\\w-]+){0,2} (?:task forces?|committees?|councils?|offices?|units?)\\b{..60}\\bin the [\\w, ]{3,60} regions?\\b|(?:councils|committees|groups|bodies) coordinat\\w+{..60}in the (?:provinces|departments|regions|districts)|(?:{BODY}){..30}in (?:all|each|every|several|the)? ?(?:\\d+ |\\w+ )?(?:provinces|municipalities|districts|counties|regions|cantons|departments|states)\\b)",
    topic: "near",
    context: "coordinat\\w*|{TT}|bod(?:y|ies)|round[- ]table|committee|commission|task|council|network",
    unless: "(?:local|cantonal|provincial|municipal|district|county) authorit\\w+(?! (?:have|has) (?:set|establish|creat))|referral|indicators|local government|local communit\\w+|local non",
    over: ["coordination.national_mechanism"],
    overPart: [],
    examples: {
      match: ["Bulgaria has created provincial coordination bodies against trafficking.", "Committees against trafficking were set up at district level."],
      not: ["A national committee coordinates action on trafficking."],
    },
  },
  {
    id: "coordination.national_rapporteur:name",
    measure: "coordination.national_rapporteur",
    pattern:
      "(?:(?<!special )(?:\\bnational )?(?<!special )\\brapporteurs?\\b(?! of the working| for the)|(?:independent|equivalent|national) (?:monitoring|reporting) (?:mechanism|body|institution|authority|office|institutions|bodies)s?(?: (?:on|for|against){..20}traffick\\w*)?|(?:commissioner|ombuds\\w*|observer|monitor){..40}(?:as|to serve as|act\\w* as|designated){..20}rapporteur)",
    topic: "near",
    unless: "special rapporteurs?|rapporteur (?:for|of) the|country rapporteur|\\btroika\\b|rapporteurs? \\(|committee rapporteur|mechanism (?:for|of) (?:the )?implement",
    over: ["coordination.national_mechanism"],
    overPart: ["coordination.government_unit"],
    examples: {
      match: ["Finland has appointed a national rapporteur on trafficking.", "An independent monitoring body on trafficking reports to parliament."],
      not: ["The Special Rapporteur on trafficking visited Poland."],
    },
  },
  {
    id: "coordination.centre_network:name",
    measure: "coordination.centre_network",
    pattern: "(?:(?:national |nationwide |countrywide )?networks?{..40}(?:cent(?:re|er)s|offices|posts|points|hubs)\\b|(?:cent(?:re|er)s|posts){..60}networks?\\b)",
    topic: "near",
    context: "{TT}",
    unless: "shelter|social networks",
    over: ["coordination.national_mechanism", "victims.referral_mechanism", "prevention.specialised_centre"],
    overPart: ["prevention.specialised_centre"],
    examples: {
      match: ["Brazil has a network of anti-trafficking centres."],
      not: ["A network of roads was built against trafficking."],
    },
  },
  {
    id: "coordination.government_unit:within",
    measure: "coordination.government_unit",
    pattern:
      "(?:(?:units?|desks?|offices?|departments?|divisions?|sections?|focal points?|bureaux?|directorates?|secretariats?|cells?){..60}(?:within|in|of|inside|at|under|attached to|housed in){..15}(?:(?:(?:key |relevant |several |various |the |a |their |its |central )*(?:government(?:al)? (?:authorit\\w+|bod(?:y|ies)|agenc\\w+|departments?|ministr\\w+|institution\\w*)|ministr(?:y|ies)|national human rights (?:institution|commission)s?|human rights (?:institution|commission)|ombuds\\w*|labou?r inspectorate|immigration (?:service|authorit\\w+|department))))|(?:ministr(?:y|ies)|human rights (?:institution|commission)|government(?:al)? authorit\\w+|ombuds\\w*){..50}(?:special(?:i[sz]ed)?|dedicated|{TT}){..30}(?:units?|desks?|offices?|departments?|divisions?|sections?|focal points?)|(?:ministr\\w+|departments?)(?: of [\\w ]{3,40}?)? (?:has|have|had|created|set up|established|runs?|opened) an? (?:\\w+ )?(?:units?|desks?|sections?|offices?){..20}{TT}|{TT}(?: in (?:human beings|persons|people))?(?: [\\w-]+){0,2}? (?:units?|desks?|departments?|divisions?|sections?|focal points?|office)\\b)",
    topic: "near",
    context: "{TT}",
    unless: "police (?:unit|division|department|squad)|prosecut\\w* (?:unit|office)|united nations|UNODC|\\bofficers?\\b{..10}(?:in|of) the ministr",
    over: ["coordination.national_mechanism"],
    examples: {
      match: ["A specialised trafficking unit was set up within the Ministry of Labour.", "It has an anti-trafficking desk in the national human rights commission."],
      not: ["An anti-trafficking committee was set up."],
    },
  },
  {
    id: "coordination.national_mechanism:name",
    measure: "coordination.national_mechanism",
    pattern:
      "(?:\\b(?:inter-?(?:ministerial|departmental|agency|institutional|sectoral|governmental|ministry|disciplinary)|national(?:-level)?|multi-?(?:agency|sectoral|disciplinary|stakeholder)|high-level|steering|central|permanent|coordinating|coordination|co-ordination|cabinet|presidential|governmental?|state|federal|joint|special|ministerial|standing|expert|dedicated|{TT})(?:[ -](?:and|on|for|level|national|anti-\\w+|inter-?\\w+|multi-?\\w+|coordinat\\w+|steering|working|expert|action|ministerial|permanent|technical|executive|special|state|thematic|human|{TT}|in|persons)){0,6}?[ -]{BODY}\\b{~80}{T}|inter-?(?:ministerial|departmental|governmental|agency|institutional|ministry) (?:[\\w-]+ ){0,2}?{BODY}\\b|{TT}(?: in (?:human beings|persons|people|women|children|women and children))?(?:[ -](?:and|national|inter-?\\w+|multi-?\\w+|coordinat\\w+|steering|working|expert|action|ministerial|technical|smuggling|of|migrants|executive|management|advisory|policy|commissioner)){0,5}?[ -]{BODY}\\b|(?<!international |regional |relevant |other |all |of |various |those |such |these )\\b(?:committees?|commissions?|councils?|task[- ]?forces?|working (?:groups?|part(?:y|ies))|body|mechanisms?|agency|boards?|coordinators?(?! from)|coalitions?|steering groups?|secretariats?|platforms?|authority|coordination (?:groups?|offices?|units?|cent(?:re|er)s?)|institution)\\b{~30}(?:on|against|to (?:combat|prevent|fight|counter|coordinate|address|eliminate|suppress|monitor)|for (?:the )?(?:prevention|combat\\w*|coordination|prohibition|elimination|suppression|fight)(?: of)?|for|responsible for|dealing with|charged with|mandated to|tasked with|coordinat\\w+|in charge of|overseeing)\\b{~60}{TT}|(?:national )?coordinat(?:or|ing body|ion mechanism|ion body|ion structure)s?\\b{..60}{TT}|\\bcoordinati(?:on|ng) (?:committees?|commissions?|councils?|mechanisms?|structures?|bod(?:y|ies))|(?:dedicated |national )+mechanisms? to (?:improve |strengthen |ensure )?coordinat\\w*|{TT}(?: in (?:human beings|persons))? coordinators?\\b|(?:national|inter-?\\w+) (?:coordinati(?:on|ng)|multi-?\\w+) (?:mechanisms?|bod(?:y|ies)|committees?|structures?))",
    topic: "near",
    reach: 16,
    unless:
      "government agencies|governmental bodies|referral|draft(?:ing)? (?:a|the)\\b|Stability Pact|strengthening mechanisms?|protection mechanisms?|bodies that|mechanisms? (?:of|for) (?:the )?(?:reconnaissance|identif|assist|protect|support|monitor|follow)|treaty bod|(?:human rights|rights) committee|committee (?:on the (?:elimination|rights)|against torture)|human rights council|security council|european (?:commission|council)|regional (?:mechanism|body)|council of europe|international (?:mechanism|body|organi)|law[- ]enforcement (?:agenc|bod|authorit)|non-governmental|NGOs? (?:and )?(?:bod|agenc)|united nations|UN agenc|special procedures|monitoring mechanism|data[- ]collection|\\bUNODC\\b|complaints?|employment agenc|recruitment agenc|travel agenc|news agenc|competent authorit|local authorit|judicial authorit|relevant authorit|immigration authorit|training authorit|ECOWAS|\\bASEAN\\b|parliamentary assembly|identif\\w+ of victims|responsible for (?:the )?investigat|human rights (?:commission|institution)|ombuds|international agenc|bilateral|experts? (?:group|body) of",
    absorbs: true,
    examples: {
      match: [
        "An interministerial committee on trafficking was established.",
        "The National Agency for the Prohibition of Trafficking in Persons was created.",
        "It set up a national committee to combat human trafficking.",
        "An anti-trafficking task force meets monthly.",
      ],
      not: ["A referral mechanism for victims of trafficking exists.", "The Committee on the Elimination of Discrimination against Women raised trafficking."],
    },
  },
  {
    id: "cooperation.liaison_officers:name",
    measure: "cooperation.liaison_officers",
    pattern: "(?:liaison (?:officers?|magistrates?|officials?|police)|attach[ée]s?\\b|(?:officers?|police){..20}(?:posted|stationed|seconded|deployed) (?:abroad|overseas|in countries of origin|to embassies))",
    topic: "near",
    examples: {
      match: ["Finland has stationed liaison officers in countries of origin to fight trafficking."],
      not: ["Officers were trained abroad on trafficking."],
    },
  },
  {
    id: "cooperation.bilateral:name",
    measure: "cooperation.bilateral",
    pattern:
      "(?:bilateral(?:ly)?(?:,? (?:and|or|and/or) (?:\\w+ )?(?:multilateral|regional|trilateral|subregional)\\w*)?(?: [\\w-]+){0,4}? (?:agreements?|memorand\\w+|cooperation|co-operation|treat(?:y|ies)|arrangements?|accords?|partnerships?|programmes?|protocols?|projects?|initiatives?|mechanisms?|relations|instruments?|pacts?|MOUs?)|(?:concluded|signed|entered into|negotiat\\w+|reached) (?:an? |the |several |\\w+ )?(?:[\\w-]+ ){0,3}(?:cooperation|assistance|extradition|readmission|police|judicial|joint) (?:protocols?|agreements?|treat(?:y|ies)|memorand\\w+|accords?|arrangements?)|(?:agreements?|memorand(?:um|a)(?:s)?(?: of understanding)?|MOUs?|MoU|accords?|joint declarations?|partnerships?)\\b{~50}\\b(?:with|between)\\b{~40}(?:\\bcountr\\w+|\\bStates?\\b|governments? of|neighbou?r\\w*|\\b{COUNTRY}\\b))",
    topic: "near",
    absorbs: true,
    over: ["victims.provider_guidelines", "victims.rehabilitation"],
    unless:
      "(?:agreement|memorand\\w+|MOU|partnership)s?{..60}(?:NGOs?|non-governmental|civil society|hotel|compan|private sector|media|churches|universit\\w+|UNODC|UNICEF|IOM|ILO|UNHCR|United Nations|between (?:the )?(?:police|ministr|government))|regional agreement|collective|labou?r agreements? with",
    examples: {
      match: ["Bulgaria concluded bilateral agreements on trafficking.", "It signed a memorandum of understanding with neighbouring countries against trafficking."],
      not: ["The police signed a memorandum of understanding on trafficking with NGOs."],
    },
  },
  {
    id: "cooperation.regional:name",
    measure: "cooperation.regional",
    pattern:
      "(?:(?:regional|sub-?regional|multilateral|inter-?regional|cross-regional|tripartite|trilateral|multi-country|continental|pan-\\w+)(?:[ -][\\w-]+){0,3}? (?:agreements?|process\\w*|coalitions?|initiatives?|programmes?|plans?|protocols?|networks?|cooperation|task forces?|frameworks?|strateg\\w+|memorand\\w+|arrangements?|polic(?:y|ies)|projects?|mechanisms?|partnerships?|platforms?|working groups?)|\\b(?:Bali Process|Coordinated Mekong Ministerial Initiative\\w*|COMMIT Process|Ouagadougou Action Plan|Budapest Process|Rabat Process|Khartoum Process|Colombo Process|Puebla Process|Almaty Process|Prague Process|Abu Dhabi D\\w+|Regional Conference on Migration)|(?:programme|plan|agreement|strateg\\w+|cooperation|coalition|convention|network|accord|compact|action plan|initiative|protocol|working group|task force|framework|mechanism|arrangement|policy|efforts|memorandum|declaration)s?(?: [\\w-]+){0,8}? (?:in|of|within(?: the framework of)?|by|under|among|across|through|for)(?: the)?(?: framework of)?(?: the)? (?:Commonwealth of Independent States|CIS\\b|Economic Community of (?:West|Central) African States|ECOWAS|ECCAS|Southern African Development Community|SADC|East African Community|EAC\\b|Association of South-?East Asian Nations|ASEAN|South Asian Association for Regional Cooperation|SAARC|Southern Common Market|MERCOSUR|Organization of American States|OAS\\b|Central American (?:Integration System|Council)|SICA\\b|Andean Community|Caribbean Community|CARICOM|Pacific Islands Forum|League of Arab States|Gulf Cooperation Council|GCC|African Union|European Union|EU\\b|Council of Europe|OSCE|Organization for Security and Co-?operation in Europe|Nordic Council|Council of (?:the )?Baltic Sea States|Baltic Sea States|Black Sea Economic Cooperation|Greater Mekong(?: Sub-?region)?|Stability Pact(?: for South-?Eastern Europe)?|South-?Eastern? Europe|West(?:ern)? (?:and Central )?Africa|Central America|Central Asia|Southern Africa|East(?:ern)? Africa|Horn of Africa|South Asia|Pacific|Caribbean)|(?:South Asian|Arab|African|Inter-American|Asian|Ibero-American|Pacific|Caribbean|Andean) (?:convention|protocol|plan|programme|initiative|strategy|charter|network)|(?:SADC|ECOWAS|ECCAS|ASEAN|SAARC|MERCOSUR|CARICOM|OSCE|Nordic-Baltic|Nordic|Baltic|Central American|West African|Mekong|Ibero-American|Eurasian)(?: [\\w-]+){0,4}? (?:programme|plan|agreement|strateg\\w+|cooperation|coalition|convention|network|accord|initiative|protocol|working group|task force|framework|memorandum|declaration|meeting of ministers)|cooperat\\w+{..30}\\bwith (?:the )?(?:Organization for Security and Co-?operation in Europe|OSCE\\b|Council of Europe|Organization of American States|Association of South-?East Asian Nations|Economic Community of \\w+ African States|Southern African Development Community))",
    topic: "near",
    over: ["policy.national_action_plan", "policy.targeted_plan", "coordination.national_mechanism", "legislation.victim_services", "legislation.reform"],
    absorbs: true,
    unless: "(?:municipal|local|provincial|district) (?:or|and) regional|\\b(?:in|of) the [\\w, ]{3,60} regions?\\b|regional (?:level )?offices?|regional human rights|human rights treaty|bilateral and (?:multilateral|regional) (?:cooperation are|donors)",
    examples: {
      match: ["Nicaragua takes part in a subregional coalition against trafficking.", "It joined the Bali Process on trafficking in persons.", "A programme of cooperation against trafficking in the Commonwealth of Independent States was adopted."],
      not: ["Regional offices of the ministry work against trafficking."],
    },
  },
];
