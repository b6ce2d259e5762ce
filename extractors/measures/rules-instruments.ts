// Owns the rules for treaties and for legislation. Must not hold code: patterns and examples only.
import type { MeasureRule } from "./rule.js";

export const INSTRUMENT_RULES: MeasureRule[] = [
  {
    id: "treaty.trafficking_protocol:name",
    measure: "treaty.trafficking_protocol",
    pattern:
      "(?:trafficking and (?:migrants? )?smuggling protocols|protocol to prevent,? (?:suppress|combat|repress),? and punish(?:ing)? (?:the )?trafficking in (?:persons|human beings|women)(?:,? (?:especially|particularly|in particular) (?:in )?(?:women and (?:children|girls)|children and women))?(?:,?\\s*\\(?\\s*(?:the )?palermo protocol\\)?)?(?:,? ?(?:supplementing|additional to|to|supplemental to|annexed to|supplement to) the (?:united nations |UN )?convention against transnational organi[sz]ed crime)?|palermo protocols?(?: (?:on|against|to)[^;,.]{0,60}traffick\\w+(?: in persons)?)?|(?:anti-?)?(?:human )?trafficking(?: in persons)? protocol|protocols? (?:on|against|relating to|concerning) (?:human )?trafficking(?: (?:in|of) (?:persons|human beings|women and children|women|people))?|TIP protocol|UN(?:ited Nations)? (?:trafficking|TIP) protocol)",
    topic: "none",
    over: ["treaty.untoc"],
    examples: {
      match: ["Qatar has acceded to the Palermo Protocol.", "It ratified the Protocol to Prevent, Suppress and Punish Trafficking in Persons."],
      not: ["A protocol for interviewing victims of trafficking was issued."],
    },
  },
  {
    id: "treaty.smuggling_protocol:name",
    measure: "treaty.smuggling_protocol",
    pattern:
      "(?:trafficking and (?:migrants? )?smuggling protocols|protocols? (?:[\\w ]{3,40}? and )?(?:against|on|to prevent|relating to) (?:the )?(?:illicit )?smuggling of migrants(?: by (?:land|sea|air),? (?:land|sea|air)?,? ?and (?:land|sea|air|by sea))?(?:,? ?(?:supplementing|additional to) the (?:united nations |UN )?convention against transnational organi[sz]ed crime)?|(?:migrants?|smuggling|migrant smuggling) protocol|protocol against smuggling)",
    topic: "none",
    over: ["treaty.untoc"],
    examples: {
      match: ["Niger has become party to the migrants Protocol.", "It acceded to the Protocol against the Smuggling of Migrants by Land, Sea and Air."],
      not: ["Police fight the smuggling of migrants."],
    },
  },
  {
    id: "treaty.untoc:name",
    measure: "treaty.untoc",
    pattern:
      "(?:(?:united nations |UN )?convention (?:against|on|to combat|for the suppression of) (?:transnational|international) organi[sz]ed (?:crime|criminality)|palermo convention|\\bUN-?TOC\\b|\\bUNCATOC\\b|\\bCTOC\\b)",
    topic: "none",
    unless: "(?:supplementing|supplementary to|supplemental to|additional to|protocols? to) (?:the |this |that )?(?:united nations |UN )?(?:convention (?:against|on)|palermo)",
    examples: {
      match: ["Yemen ratified the United Nations Convention against Transnational Organized Crime."],
      not: ["It ratified the Protocol supplementing the United Nations Convention against Transnational Organized Crime."],
    },
  },
  {
    id: "treaty.crc_optional_protocol:name",
    measure: "treaty.crc_optional_protocol",
    pattern:
      "(?:optional protocols? (?:\\(?no\\.? ?\\d\\)? )?(?:to|of|on) (?:the )?(?:(?:united nations |UN |international )?convention (?:on|for) the rights of the child|CRC\\b)(?: on (?:the )?(?:sale of children(?:, child prostitution,? and child pornography)?|involvement of children in armed conflicts?|a communications? procedure))?|(?:two |both |its |their )?(?:CRC|convention on the rights of the child)(?: \\(CRC\\))?(?: and)?(?: (?:its|both|their|both of its|its two))?(?: additional)? optional protocols?|optional protocols? on (?:the )?(?:sale of children|involvement of children|children in armed conflict|rights of the child)[^;,.]{0,50}|\\bOP-?CRC(?:-(?:AC|SC|IC|CP))?\\b|\\bCRC-?OP(?:-?(?:AC|SC|IC))?\\b|\\bOPSC\\b|\\bOPAC\\b|\\bOP-?(?:AC|SC)-?CRC\\b)",
    topic: "none",
    examples: {
      match: ["Germany ratified the Optional Protocol to the Convention on the Rights of the Child.", "It has signed OP-CRC-IC."],
      not: ["It ratified the Convention on the Rights of the Child."],
    },
  },
  {
    id: "treaty.cedaw_optional_protocol:name",
    measure: "treaty.cedaw_optional_protocol",
    pattern:
      "(?:optional protocols? (?:to|of) (?:the )?(?:(?:united nations |UN |international )?convention on the elimination of (?:all )?(?:forms of )?discriminations? against women|CEDAW\\b)|(?:CEDAW|convention on the elimination of (?:all )?(?:forms of )?discrimination against women)(?: \\(CEDAW\\))?,? (?:and )?(?:its|the|with its) optional protocol|\\bOP-?CEDAW\\b|\\bCEDAW-?OP\\b)",
    topic: "none",
    examples: {
      match: ["It acceded to the Optional Protocol to the Convention on the Elimination of Discrimination against Women.", "It ratified CEDAW and its Optional Protocol."],
      not: ["It submitted its report under CEDAW."],
    },
  },
  {
    id: "legislation.comprehensive_law:name",
    measure: "legislation.comprehensive_law",
    pattern:
      "(?:comprehensive|multidisciplinary|integrated|holistic|wide-ranging|all-encompassing|omnibus)(?:,? (?:and )?[\\w/-]+){0,5}? (?:laws?|legislation|acts?|statutes?)\\b(?!\\s*(?:enforcement|and policies))",
    topic: "near",
    context: "{T}",
    over: ["legislation.specific_law", "legislation.criminal_offence", "legislation.victim_services"],
    overPart: ["legislation.specific_law", "legislation.criminal_offence"],
    absorbs: true,
    examples: {
      match: ["Cyprus adopted a comprehensive anti-trafficking law.", "Comprehensive legislation on trafficking is in force."],
      not: ["A comprehensive strategy against trafficking was adopted.", "A comprehensive law on road traffic was adopted."],
    },
  },
  {
    id: "legislation.comprehensive_law:single-act",
    measure: "legislation.comprehensive_law",
    pattern:
      "(?:single|one|unified|consolidated|stand-?alone|same|dedicated|specific)(?: \\w+){0,3}? (?:law|act|statute|instrument){..80}(?:combin\\w+|bring\\w* together|that covers?|covering|which covers?|govern\\w*|regulat\\w*|dealing with|that (?:punish|deal)\\w*){..60}(?:protect\\w*|assist\\w*|support|services|prevention|coordination)|\\b(?:act|law)\\b{..60}(?:criminali[sz]|punish|prohibit)\\w*{..80}(?:assist|protect)\\w*{..80}(?:establish|creat|coordinat|prevent)\\w*|\\b(?:act|law|legislation)\\b{..60}(?:brings? together|combines?|unites?|join(?:s|ing)?){..120}(?:assist\\w*|protect\\w*|support|compens\\w*|coordinat\\w*)|\\b(?:act|law|legislation)\\b{..60}(?:covers?|includes?|regulates?|contains?|addresses)(?: [\\w-]+){0,3}? (?:(?:prevention|punishment|prosecution|protection|assistance|cooperation|coordination|support)(?:,? (?:and )?| of victims,? | to victims,? )){3,}",
    topic: "near",
    over: ["legislation.specific_law"],
    overPart: ["legislation.specific_law", "legislation.criminal_offence", "legislation.victim_services"],
    absorbs: true,
    examples: {
      match: ["A single act on trafficking brings together punishment, assistance to victims and prevention."],
      not: ["A specific law on trafficking in persons is in force."],
    },
  },
  {
    id: "legislation.child_trafficking_law:name",
    measure: "legislation.child_trafficking_law",
    pattern:
      "(?:{LAW}(?: no\\.? ?[\\w/-]+)?(?: of \\d{4})? (?:on|against|to (?:combat|prevent|suppress|punish|prohibit|counter)|concerning|relating to|prohibiting|punishing|focus\\w+ on|dedicated to|devoted to|dealing (?:solely |only |exclusively |specifically )?with|aimed (?:solely |only |exclusively |specifically )?at|for the (?:prevention|suppression) of){..90}(?:traffick\\w+ (?:in|of) (?:children|minors|child\\w*)|child trafficking|sale of children|trade in children)(?! and (?:wom|adult))|(?:legal|legislative|normative) (?:framework|measures|provisions){~40}\\b(?:against|on|to (?:prevent|combat|counter|suppress)|concerning){..20}(?:child(?:ren)? trafficking|traffick\\w+(?: and sale)? (?:in|of) (?:children|minors))(?! and (?:wom|adult))|child[- ]trafficking {LAW}|{LAW}{..40}(?:only|specifically|exclusively){..20}children{..30}traffick\\w*|(?:children|child)[’']?s?{..20}\\(?(?:trafficking|sale)\\)? {LAW})",
    topic: "self",
    over: ["legislation.specific_law", "legislation.criminal_offence"],
    overPart: ["legislation.specific_law"],
    examples: {
      match: ["Cameroon has a law on trafficking in children.", "The Child Trafficking Act is in force."],
      not: ["It has a law on trafficking in women and children."],
    },
  },
  {
    id: "legislation.specific_law:name",
    measure: "legislation.specific_law",
    pattern:
      "(?:(?:specific|dedicated|special(?:i[sz]ed)?|stand-?alone|separate|distinct|particular|autonomous|tailored)(?: [\\w-]+){0,3}? {LAW}\\b(?! enforcement){..60}{TT}|(?:(?:anti|counter)-? ?(?:human[- ])?traffick\\w*|human[- ]trafficking|trafficking(?:[- ]in[- ](?:human beings|persons|people|women(?: and children)?|humans))?)(?: in persons)?(?: \\([^)]{0,60}\\))?(?:,? (?:and |& )?(?:prevention|prohibition|control|suppression|smuggling|of|migrants|related|offences?|victims?|protection|enforcement|administration)){0,8} (?:laws?|legislation|acts?|statutes?|ordinances?|decrees?|proclamations?)\\b(?! enforcement)|\\b{LAW}(?:,? (?:no\\.?|number|nr\\.?|of|dated)? ?[\\d./-]+(?:[ -]\\w{1,3}\\b)?)*(?: of \\d{4})? (?:on|against|to (?:combat|prevent|suppress|counter|fight|punish|address|eliminate|prohibit|curb|tackle|repress)|concerning|relating to|regarding|dealing with|specific to|(?:dedicated|devoted)(?: exclusively| solely)? to|targeting|prohibiting|for (?:the )?(?:prevention|suppression|combating|elimination|prohibition)(?: of)?)\\b{~60}{TT}|{LAW} and (?:[\\w-]+ ){0,2}(?:plans|policies|strategies|programmes) (?:to (?:combat|prevent|fight|counter|address)|against|on){..40}{TT}|trafficking in persons \\((?:prevention|prohibition|offences)[^)]{0,40}\\) (?:act|law|order))",
    topic: "self",
    unless: "convention|law[- ]enforcement (?:on|against|to)|{TT}{..4} (?:and|or) (?:criminal|penal|immigration) code|model law|draft(?:ing)? model",
    over: ["legislation.criminal_offence"],
    examples: {
      match: [
        "Kenya has in place a specific law on human trafficking.",
        "The 2005 Anti-Trafficking in Persons Act is applied.",
        "Belgium welcomed the Law to combat trafficking.",
        "Act No. 12 of 2009 on combating trafficking in human beings entered into force.",
      ],
      not: ["Training for law enforcement on trafficking was held.", "The Convention on Action against Trafficking entered into force."],
    },
  },
  {
    id: "legislation.criminal_offence:offence",
    measure: "legislation.criminal_offence",
    pattern: "(?:offen[cs]es?|crimes?|felon(?:y|ies)|criminal acts?)\\b{..50}(?:of|related to|relating to|concerning|on|involving|for|regarding|dealing with|covering){..40}{TT}",
    topic: "self",
    context:
      "(?:include\\w*|introduc\\w*|creat\\w*|establish\\w*|defin\\w*|provid\\w*|insert\\w*|add(?:ed|s|ing)\\b|contain\\w*|recogni[sz]\\w*|explicit\\w*|incorporat\\w*|codif\\w*|enact\\w*|specif\\w*|stipulat\\w*|amend\\w*|revis\\w*|penal code|criminal code|\\barticles? \\d|\\bsection \\d|distinct|autonomous|separate)",
    unless: "convicted|suspect\\w*|victims? of (?:the )?(?:offen|crime)|investigat\\w* (?:of )?(?:the )?(?:offen|crime)|number of (?:offen|crime)|recorded|registered|unit|committed|cases|perpetrators of",
    examples: {
      match: ["The Penal Code now includes an explicit offence of trafficking in persons.", "A new offence concerning trafficking was introduced in 2004."],
      not: ["Victims of the crime of trafficking received aid.", "Police investigated 12 offences of trafficking."],
    },
  },
  {
    id: "legislation.criminal_offence:criminalise",
    measure: "legislation.criminal_offence",
    pattern:
      "(?:(?<!de)criminali[sz]\\w*(?! (?:of )?(?:the )?victims){..80}{TT}|{TT}(?! victims){..60}(?<!de)criminali[sz](?:ed|es|ing|ation)\\b|(?:mak(?:e|es|ing)|made|treats?|classif(?:y|ies|ied)|qualif(?:y|ies|ied)|recogni[sz]es?|defin(?:e|es|ed|ing)|designat\\w+){..10}{TT}{..60}(?:offen[cs]e|crime|felony)|(?:{LAW}|codes?|legal framework|provisions|articles?|sections?|chapters?|amendments?|constitution|reform){..60}(?:prohibit|outlaw|ban(?:s|n)|proscrib|penali[sz]|punish|forbid|sanction)(?:e?s|ed|ing|s)?\\b{..60}{TT}|{TT}(?: (?:in|of) (?:human beings|persons|people|women and (?:girls|children)|women|children|minors|girls))?(?: for [^,;]{0,60})? (?:is|are|was|were|has been|had been|became|constitutes?)(?: now| also| currently| already| \\w+ly| made| a| an| explicit| separate| distinct){0,4} (?:prohibited|outlawed|banned|punishable|punished|penali[sz]ed|forbidden|crime|(?:criminal |separate |specific |distinct |explicit |serious )*offen[cs]e|felony|illegal|sanctioned)|(?:\\blaws?\\b|code|legislation|act|statute|article \\d+){..60}(?:penalt(?:y|ies)|sentences?|punishments?|prison terms?|imprisonment){..40}(?:for|of){..30}{TT}|{TT}{..40}constitut\\w* (?:an? )?(?:\\w+ ){0,2}(?:offen[cs]e|crime)|guilty of (?:human )?{TT}{..60}(?:imprison\\w*|prison|sentence\\w*|years))",
    topic: "self",
    unless: "(?:not|never) (?:be )?criminali[sz]ed|criminali[sz]\\w* (?:the )?(?:purchase|buying|use|demand|payment)|constitution(?:s|al)?\\b{..40}(?:prohibit|ban|forbid)|(?:prohibit|ban|forbid)\\w*{..60}constitution",
    examples: {
      match: ["Croatia has criminalized trafficking in persons.", "The law prohibits all forms of human trafficking.", "Trafficking is a separate offence under the code."],
      not: ["Trafficked children are not criminalized.", "Forced labour is prohibited."],
    },
  },
  {
    id: "legislation.criminal_offence:code",
    measure: "legislation.criminal_offence",
    pattern:
      "(?:definition of (?:human )?{TT}{..60}(?:code|law|act)\\b|(?:penal|criminal) (?:codes?|laws?|legislation|provisions?|acts?)|codes? of criminal (?:law|justice)|crimes? act|article \\d+\\w*|articles? [\\d, and]+|section \\d+\\w*|immigration (?:law|act|code)s?){~90}(?:, which )?\\b(?:deals? with|dealing with|cover\\w*|address\\w*|include\\w*|incorporat\\w*|on|concerning|with regard to|in relation to|in the (?:field|area) of|relating to|to (?:include|cover|combat|punish)|(?:expressly|explicitly) (?:punish|refer)\\w*|defin\\w*|introduc\\w*|provisions? (?:on|against)|as regards){..50}{TT}",
    topic: "self",
    unless: "train\\w*|unit\\b|committed (?:in|outside) |plan to|prosecuted under|investigat|convicted",
    examples: {
      match: ["Article 120 of the Criminal Code, which deals with trafficking, was widened.", "The penal code was amended to cover human trafficking."],
      not: ["Training on the penal code and on trafficking was given."],
    },
  },
  {
    id: "legislation.multiple_forms:forms",
    measure: "legislation.multiple_forms",
    pattern:
      "(?:(?:cover|include|encompass|address|extend|criminali[sz]|prohibit|defin|recogni[sz]|penali[sz]|punish|appl(?:y|ies)|embrac|reach|outlaw)\\w*{..60}(?:various|different|several|multiple|all|many|diverse|a (?:broad |wide )?(?:range|variety) of|most|both) (?:forms|types|kinds|purposes|modalities)(?: and purposes)?(?: of (?:(?:human |internal )?traffick\\w+|exploitation))|(?:traffick\\w+|exploitation) (?:in|for) (?:various|different|several|multiple|all|many) (?:its )?(?:forms|purposes))",
    topic: "near",
    context: "{LAWCTX}",
    examples: {
      match: ["In some States, the offence covers several forms of trafficking.", "The law prohibits all forms of trafficking."],
      not: ["A campaign addresses all forms of trafficking."],
    },
    over: [],
  },
  {
    id: "legislation.multiple_forms:purposes",
    measure: "legislation.multiple_forms",
    pattern:
      "(?:purposes?|forms?|aims?|includ\\w*|apart from|both|whether|not only|cover\\w*|defin\\w*|extend\\w*|sexual as well as)\\b{..60}(?:sexual (?:exploitation|as well as)|prostitution|sex trafficking|labou?r exploitation|forced labou?r|organs?\\b){..80}(?:forced (?:labou?r|begging|marriage|criminality|services)|labou?r (?:exploitation|trafficking|or services)|slavery|servitude|enslavement|removal of organs|organ (?:removal|harvesting|trafficking)|organs\\b|begging|illegal adoption|sexual exploitation)",
    topic: "near",
    context: "{LAWCTX}",
    unless: "awareness|campaign|train\\w*|research|stud(?:y|ies)|cases|victims (?:were|identified)|subjected|reported|investigat|allegation",
    examples: {
      match: ["The offence extends to trafficking for the purpose of sexual exploitation, forced labour or the removal of organs."],
      not: ["A campaign told women of sexual exploitation and forced labour."],
    },
  },
  {
    id: "legislation.internal_trafficking:name",
    measure: "legislation.internal_trafficking",
    over: ["legislation.criminal_offence"],
    pattern:
      "(?:(?:internal|domestic|in-country|intra-State|intranational|national) (?:human |sex )?traffick\\w+|traffick\\w+{..50}(?:within (?:the |its |their |a )?(?:national |State |country[’']s )?(?:borders?|boundaries|territor\\w+|country|countries|State)|inside (?:the|its|their) (?:country|borders?)|internally|that (?:does|do) not cross)|(?:irrespective|regardless) of whether{..30}borders?|whether or not{..40}borders?|(?:moved|recruited|solely|entirely|only|wholly) (?:\\w+ )?within (?:the |its |their )(?:country|borders?|territory)|within the (?:country|State|national territory) (?:or|and|as well as) (?:across|outside|beyond|abroad)|(?:both )?(?:internal(?:ly)?|domestic(?:ally)?|national(?:ly)?) (?:and|as well as|or) (?:international(?:ly)?|cross-border|transnational(?:ly)?|external(?:ly)?)(?: (?:human )?traffick\\w+)|(?:cross-border|transnational|international)(?:ly)? (?:and|as well as|or) (?:internal|domestic|national)(?:ly)?(?: (?:human )?traffick\\w+))",
    topic: "near",
    context: "{LAWCTX}|punish\\w*|criminali\\w*|prosecut\\w*",
    unless: "rather (?:focus|than)|focus\\w* on (?:international|transnational|cross-border)|campaign|awareness|train\\w*|stud(?:y|ies)|plan\\b|strategy|subjected",
    examples: {
      match: ["The offence also covers internal trafficking.", "The code punishes trafficking within the borders of the country."],
      not: ["A study looked at internal trafficking."],
    },
  },
  {
    id: "legislation.user_liability:use",
    measure: "legislation.user_liability",
    pattern:
      "(?:(?:clients?|customers?|buyers?|those who|anyone who|persons? who){..60}(?:aware|know\\w*){..60}traffick\\w*|(?:mak(?:e|es|ing) use of|us(?:e|es|ing)|avail\\w*) (?:of )?(?:the )?services{..60}(?:know\\w*|traffick\\w*)|(?:know\\w*|deliberate\\w*|intentional\\w*|aware){..60}(?:us(?:e|es|ed|ing)|avail\\w*|buy\\w*|purchas\\w*|obtain\\w*|benefit\\w*|exploit\\w*|employ\\w*|hir\\w*){..80}(?:{V}|traffick\\w*|services)|(?:us(?:e|ed|es|ing|ers?)|purchas\\w*|buy\\w*|clients?|customers?|demand|obtain\\w*|solicit\\w*|pay\\w* for){..50}(?:services?|sexual services|sex|labou?r){..30}(?:of|from|by|provided by){..20}(?:{V}|traffick\\w+)|{V}{..20}services{..40}(?:knowing\\w*|users?))",
    topic: "near",
    context: "(?:liab\\w*|offen[cs]es?|criminal(?:ly|i[sz]\\w*| offen\\w*| law| code| sanction\\w*)|crime|punish\\w*|penal\\w*|prohibit\\w*|prosecut\\w*|penalt\\w*|sanction\\w*|illegal|held accountable|imprison\\w*|fine[sd]?\\b)",
    unless: "campaign|awareness|(?:knowledge|stud(?:y|ies)) (?:on|of)",
    over: ["legislation.criminal_offence"],
    overPart: ["legislation.criminal_offence"],
    examples: {
      match: ["Anyone who knowingly uses the services of trafficking victims is criminally liable."],
      not: ["Campaigns were aimed at users of services of victims."],
    },
  },
  {
    id: "legislation.extraterritorial:name",
    measure: "legislation.extraterritorial",
    pattern:
      "(?:extra-?territorial\\w*|(?:offen[cs]es?|acts?|crimes?|traffick\\w+){..40}(?:committed|perpetrated|carried out|occurring|that (?:occur|take place)|took place|taking place){..20}(?:in (?:other|another|foreign|third) (?:countr\\w+|States?)|abroad|outside (?:the|its|their|of|national)|overseas|beyond (?:its|their|the|national))|(?:committed|perpetrated){..15}abroad|(?:nationals|citizens|residents){..15}(?:who|for|that){..15}(?:commit|engage|traffick|offen)\\w*{..40}(?:abroad|overseas|outside|in (?:other|another|foreign))|(?:nationals|citizens|residents){..60}wherever)",
    topic: "near",
    context: "{LAWCTX}|jurisdiction|prosecut\\w*|\\bcourts?\\b|\\btry\\b|\\btried\\b",
    over: ["legislation.criminal_offence"],
    overPart: ["legislation.criminal_offence"],
    examples: {
      match: ["Penal law reaches trafficking offences committed abroad.", "Courts have extraterritorial jurisdiction over trafficking offences."],
      not: ["Embassies abroad assist victims of trafficking."],
    },
  },
  {
    id: "legislation.constitutional_prohibition:name",
    measure: "legislation.constitutional_prohibition",
    pattern:
      "(?:(?:prohibit|forb[ia]d|ban|outlaw|bar)\\w*{..80}{T}{..60}\\bconstitutions?\\b|\\bconstitution(?:s|al(?:ly)?)?\\b{..120}(?:prohibit|forb[ia]d|ban(?:s|ned)|outlaw|bar(?:s|red))\\w*{..60}{T}|\\bconstitution(?:s|al(?:ly)?)?\\b{..60}{T}{..60}(?:prohibit|forbid|forbidden|ban(?:s|ned)|outlaw)\\w*|{T}{..60}(?:prohibit|forbid|forbidden|ban(?:s|ned)|outlaw)\\w*{..60}\\bconstitution(?:s|al(?:ly)?)?\\b)",
    topic: "self",
    over: ["legislation.criminal_offence"],
    overPart: ["legislation.criminal_offence"],
    examples: {
      match: ["Colombia prohibits human trafficking in its constitution.", "The Constitution forbids slavery and trafficking in persons."],
      not: ["The Constitution guarantees equality."],
    },
  },
  {
    id: "legislation.related_offence:subsumed",
    measure: "legislation.related_offence",
    pattern:
      "(?:prosecut(?:e|es|ing) (?:such )?(?:traffickers|cases|acts|offenders|them) under (?:other |related )?(?:provisions|offences|laws?|charges|articles)|(?:subsumed|prosecuted|punished|covered|dealt with|addressed|treated|charged|punishable|pursued|tried|handled|captured|brought){..50}(?:under|as|through|within|by|on the basis of|by means of|using|with){..30}(?:laws? (?:on|against|relating to) (?!(?:human )?traffick)|provisions (?:relating to|governing|dealing with)|other|related|neighbou?ring|existing|general|analogous|alternative|different|non-specific|provisions (?:on|against|concerning))(?: \\w+){0,3}? ?(?:offen[cs]es?|crimes?|provisions?|charges|legislation|laws?|headings?|articles?|(?:slavery|abduction|kidnapping|forced labou?r|procuring|pimping|prostitution|exploitation|illegal adoption))|(?:prosecuted|punished|tried|treated|charged|pursued|handled|classified|qualified|sanctioned|dealt with)(?: \\w+){0,2}? (?:as|for|with) (?:acts of |cases of |the )?(?:pimping|procur\\w+|pandering|servitude|slavery|kidnapping|abduction|false imprisonment|(?:unlawful|illegal) (?:confinement|placement|adoption|detention)|corruption of minors|forced (?:labou?r|prostitution)|prostitution|organ removal|sexual (?:violence|assault)|rape|sale of (?:children|persons)|deprivation of liberty|illegal employment|smuggling)|bring(?:s|ing)?{..30}cases{..20}under (?:the )?(?:laws?|provisions) (?:on|against) (?!(?:human )?traffick)|(?:cases|acts|conduct|traffickers|they|many){..30}(?:dealt with|brought|handled|tried|pursued|prosecuted|punished){..40}under (?:the )?(?:provisions?|laws?|articles?) (?:on|against|concerning|relating to|governing) (?!(?:human )?traffick)|(?:brought to trial|charges? (?:were|are|was) brought|charged) for \\w+|^\\s*provisions on (?:pimping|procur\\w+|slavery|abduction|kidnapping|forced labour|illegal adoption|debt bondage)|rel(?:y|ies|ied|ying) (?:instead )?on (?:other |existing |general |related )?(?:provisions|offences|charges) (?:against|on|of|concerning))",
    topic: "near",
    context: "{T}",
    absorbs: true,
    over: ["legislation.criminal_offence"],
    overPart: ["legislation.criminal_offence", "legislation.multiple_forms"],
    examples: {
      match: ["Trafficking may also be prosecuted under other offences, such as slavery."],
      not: ["Traffickers were prosecuted under the anti-trafficking law."],
    },
  },
  {
    id: "legislation.reform:efforts",
    measure: "legislation.reform",
    pattern:
      "(?:{TT}(?: in persons)? {LAW}{..20}(?:is|are|was|were) (?:currently )?(?:being|under) (?:amended|revised|reviewed|revision|review|adopted|drafted|elaborated|updated|amendment)|(?:efforts?|steps?|work|process\\w*|reforms?|initiatives?){..40}(?:under ?way|on-?going|in progress|being made|to (?:amend|adopt|revise|reform|review|draft|enact|update|introduce|finali[sz]e)){..60}{TT}{..40}(?:{LAW}|legislative|legal framework|bills?|codes?)|{LAW}{..40}{TT}{..20}(?:is|are) (?:currently )?being (?:revised|amended|reviewed|updated)|\\b(?:amend|finali[sz](?:e|ing)|promulgat(?:e|ing)|revis(?:e|ing)|reform(?:ing)?|adopt(?:ing)?|enact(?:ing)?|draft(?:ing)?|update|updating|review(?:ing)?|prepar(?:e|ing)|elaborat(?:e|ing)|introduc(?:e|ing)|harmoni[sz]ing|bring(?:ing)?)\\b{..60}{TT}(?: in persons| related)?(?:[- ]related)? (?:{LAW}|legislative|legal framework|bills?|provisions)|\\b(?:amend(?:ing)?|finali[sz](?:e|ing)|promulgat(?:e|ing)|revis(?:e|ing|ion)|reform(?:ing)?|adopt(?:ing)?|enact(?:ing)?|draft(?:ing)?|prepar(?:e|ing)|review(?:ing)?|consider(?:ing)?|debat(?:e|ing))\\b{..30}(?:(?:new |draft |specific |comprehensive |such |dedicated )*(?:{LAW}|bills?)|penal codes?|criminal codes?){..40}{TT}|(?:draft|proposed|new) (?:\\w+ ){0,4}?(?:laws?|legislation|bills?|acts?|amendments?){..50}{TT}{..60}(?:being (?:prepared|drafted|considered|debated|discussed|elaborated|finali[sz]ed|reviewed|examined)|under (?:preparation|consideration|discussion|review|elaboration|examination)|before (?:the )?(?:\\w+ )?(?:parliament|congress|assembly|legislature|senate|house)|pending|submitted to|awaiting)|(?:bills?|amendments?|draft laws?){..60}{TT}{..60}(?:before|pending|under|submitted|being|awaiting)|{TT}(?: in persons)? (?:bills?|draft laws?)\\b|amendments? to{..40}(?:penal|criminal) codes?{..60}{TT}{..40}(?:being|under|pending|before))",
    topic: "self",
    context:
      "(?:under ?way|on-?going|in progress|\\b(?:is|are|was|were|been|being)\\b{..20}(?:draft|amend|prepar|revis|review|adopt|consider|elaborat|debat|discuss|finali|reform|working|in the process|pending|before|submitted)|\\bdraft(?:ing|ed)?\\b|\\bbills?\\b|process of|working (?:on|towards)|being|preparing|considering|efforts|plan(?:s|ned|ning)? to|intend\\w* to|will )",
    unless: "plan of action|action plan|strateg(?:y|ies)|(?:penal|criminal) code was amended",
    status: "in_progress",
    over: ["legislation.specific_law", "legislation.criminal_offence", "legislation.comprehensive_law"],
    overPart: ["legislation.specific_law", "legislation.criminal_offence", "legislation.comprehensive_law"],
    examples: {
      match: ["Efforts are under way to amend or adopt anti-trafficking legislation.", "A bill on trafficking in persons is before parliament."],
      not: ["The anti-trafficking law is applied."],
    },
  },
  {
    id: "legislation.reform:pointing",
    measure: "legislation.reform",
    pattern: "\\b(?:bills?|draft laws?)\\b{..25}(?:to (?:that|this) (?:end|effect)|(?:address|tackl|on|against|concern)\\w* (?:this|that|the) (?:issue|problem|crime|phenomenon|matter))",
    topic: "near",
    status: "in_progress",
    examples: {
      match: ["Trafficking was widespread. A bill to address this issue had passed its second reading: a bill against that crime of trafficking."],
      not: ["A bill on roads was passed."],
    },
  },
  {
    id: "legislation.reform:bill",
    measure: "legislation.reform",
    pattern:
      "(?:(?:examining|considering|debating|preparing|discussing) (?:changes|amendments|revisions) to|(?:bills?|draft (?:laws?|bills?|acts?|legislation|amendments?)|amendments?){..100}(?:before|pending|under (?:consideration|discussion|review|debate|preparation)|awaiting|being (?:\\w+ly )?(?:considered|debated|discussed|drafted|prepared|examined|reviewed)|tabled|submitted|introduced (?:in|to) (?:parliament|congress))|(?:submitted|tabled|presented|introduced|prepared|drafted|drafting|preparing|finali[sz]ing|debating|examining){..30}(?:\\bbills?\\b|draft (?:laws?|bills?|acts?|legislation))|(?:revis|amend|updat|reform|review|overhaul|harmoni[sz])ing (?:its|their|the|existing|relevant)(?: [\\w-]+){0,6}? (?:laws?|legislation|(?:penal|criminal) codes?|acts?|legal framework|provisions))",
    topic: "near",
    status: "in_progress",
    listsOnly: true,
    underHeading: true,
    over: ["legislation.specific_law", "legislation.criminal_offence", "legislation.comprehensive_law"],
    absorbs: true,
    unless: "witness protection bill",
    examples: {
      match: ["Several Governments reported on anti-trafficking law: a bill is before parliament.", "Malawi is revising its legislation on trafficking."],
      not: ["The law on trafficking is in force."],
    },
  },
  {
    id: "legislation.specific_law:dedicated",
    measure: "legislation.specific_law",
    pattern: "(?:dedicated|specific|special|stand-?alone|separate)(?: \\w+){0,2}? (?:law|act|statute|legislation)\\b",
    topic: "near",
    listsOnly: true,
    unless: "child|comprehensive",
    over: ["legislation.criminal_offence"],
    examples: {
      match: ["Malawi considers a dedicated law; trafficking is on the rise."],
      not: ["The law is applied to trafficking."],
    },
  },
  {
    id: "legislation.residence_permit:law",
    measure: "legislation.residence_permit",
    pattern: "(?:(?:residen(?:ce|cy|t)|temporary|humanitarian|stay) (?:permits?|status|visas?|authori[sz]ations?)|permits? (?:of|for) (?:stay|residence)|permission to (?:stay|remain|reside)|right to (?:remain|stay|reside)|leave to remain|extended stays?|temporary (?:stays?|residence|residency|protection status)|residence cards?|possibility (?:of|to) (?:remain|stay)\\w*|(?:permanent|legal|temporary) residence\\b)",
    topic: "near",
    context: "(?=[^]*(?:{V}|{TT}))[^]*(?:enshrin\\w*|\\blaws?\\b(?! enforcement)|legislat\\w*|\\bacts?\\b|\\bcodes?\\b(?! of (?:conduct|ethics|practice))|statut\\w*|\\bdecrees?\\b|legal provisions?|\\barticles? \\d|regulations?\\b|stipulat\\w*|codified)",
    unless: "violation|without (?:a )?(?:residen|permit)",
    over: ["victims.residence_permit", "legislation.victim_services", "victims.services"],
    overPart: ["victims.residence_permit"],
    examples: {
      match: ["The Aliens Act provides for a residence permit for victims of trafficking."],
      not: ["Victims are given residence permits."],
    },
  },
  {
    id: "legislation.reparation:name",
    measure: "legislation.reparation",
    pattern: "(?:\\bdamages to (?:the |their )?{V}|\\breparations?|compensat\\w+|restitution|indemni\\w+|redress)(?! (?:for|of) (?:workers|employees|the dead))",
    topic: "near",
    context: "{V}|traffick\\w*",
    unless: "unpaid|salary|wages|private compensation",
    over: ["legislation.victim_services", "victims.services"],
    examples: {
      match: ["The law gives victims of trafficking a right to compensation.", "Reparation for victims is enshrined in law."],
      not: ["Civil servants received compensation."],
    },
  },
  {
    id: "legislation.marriage_agencies:name",
    measure: "legislation.marriage_agencies",
    pattern: "(?:(?:international )?(?:marriage|matrimonial|match-?making|bridal|bride)[- ](?:\\w+ )?(?:agenc\\w+|brokers?|brokerage|bureaux?|intermediar\\w+|businesses)|mail-?order brides?)",
    topic: "near",
    context: "(?:monitor\\w*|regulat\\w*|licen[cs]\\w*|supervis\\w*|control\\w*|inspect\\w*|oversight|oversee\\w*|registr\\w*|\\blaws?\\b|legislat\\w*|\\bacts?\\b)",
    examples: {
      match: ["International marriage brokers are regulated and monitored to prevent trafficking."],
      not: ["Marriage agencies advertise in newspapers about trafficking."],
    },
  },
  {
    id: "legislation.victim_services:enshrined",
    measure: "legislation.victim_services",
    pattern:
      "(?:(?:\\bact\\b|\\blaw\\b|\\bcode\\b|legislation|decree){..40}{V}{..40}(?:entitled|right to|may (?:receive|obtain)|guaranteed){..60}(?:assistance|care|protection|support|services|aid)|(?<!which, in addition{..80})contains? (?:\\w+ )?provisions (?:on|for|concerning) (?:the )?(?!prevention){..60}(?:rescue|protection|assistance|rehabilitation|reintegration|care|support)|(?:guarantee|provid|secur|ensur)\\w* (?:for )?by (?:law|statute)\\b{..120}(?:assistance|care|support|accommodation|protection|services)|\\bby law\\b{..60}{V}{..60}(?:entitled|right|guaranteed|receive)|(?:protection|assistance|services|support|rehabilitation|reintegration|care|shelter|aid){..100}(?:enshrined|provided for|guaranteed|laid down|stipulated|prescribed|set (?:out|down)|established|regulated|recogni[sz]ed|mandated|required|codified|anchored|embedded|based|written|secured|ensured|granted|foreseen){..25}(?:in|by|under|through|into|on){..25}(?:\\blaws?\\b(?! enforcement)|legislat\\w*|\\bacts?\\b|\\bcodes?\\b|statut\\w*|regulations?|decrees?|legal)|(?:statutory|legal) (?:entitlements?|rights?|guarantees?)(?: of victims)? (?:to|of){..30}(?:protection|assistance|services|support|rehabilitation|care|shelter|aid|counsell?ing))",
    topic: "near",
    context: "{V}|traffick\\w*",
    unless: "convention|agreement|memorand|plan of action|action plan",
    over: ["victims.services", "victims.rehabilitation", "victims.shelter"],
    overInLists: ["legislation.specific_law"],
    overPart: ["victims.services", "victims.rehabilitation", "victims.shelter"],
    examples: {
      match: ["Assistance to victims is increasingly enshrined in legislation.", "Victims have a statutory entitlement to assistance."],
      not: ["Assistance to victims is provided by the police."],
    },
  },
  {
    id: "legislation.victim_services:provides",
    measure: "legislation.victim_services",
    pattern:
      "(?:(?:\\blaws?\\b(?! enforcement)|legislation|legislative (?:steps|measures|changes|reforms?)|\\bacts?\\b|\\bcode\\b|provisions?|decree|amendments?|article \\d+|statutes?|regulations?){..60}(?:provid(?:e|es|ed|ing)(?: for)?|guarantee\\w*|stipulat\\w*|entitl\\w*|ensur\\w*|establish\\w*|requir\\w*|oblig\\w*|grant\\w*|regulat\\w*|extend\\w*|expand\\w*|mandat\\w*|secur\\w*|defin\\w*|contain\\w*|enabl\\w*)\\b{..70}(?:(?:protection|assistance|services|support|rehabilitation|reintegration|care|medical|accommodation|counsell?ing|legal aid)){..60}(?:{V}|traffick\\w*))",
    topic: "near",
    unless: "convention|agreement|memorand|plan of action|action plan|witness protection|code of conduct",
    over: ["victims.services", "victims.rehabilitation", "victims.shelter"],
    overPart: ["victims.services", "victims.rehabilitation", "victims.shelter"],
    examples: {
      match: ["The new act guarantees medical care and support for victims of trafficking."],
      not: ["The ministry guarantees medical care for victims of trafficking."],
    },
  },
  {
    id: "legislation.victim_services:lists",
    measure: "legislation.victim_services",
    pattern: "(?:\\blaws?\\b(?! enforcement)|legislation|\\bacts?\\b) (?:also |now |further )?(?:provides?|provided|guarantees?|guaranteed|stipulates?|ensures?|secures?) (?:for )?{..60}(?:assistance|protection|services|support|rehabilitation|reintegration|care)",
    topic: "near",
    listsOnly: true,
    unless: "residence|compensation|reparation",
    over: ["victims.services", "victims.rehabilitation"],
    overPart: ["victims.services", "victims.rehabilitation"],
    examples: {
      match: ["Legislation provides for assistance or reintegration services; trafficking is rife."],
      not: ["The ministry provides assistance; trafficking is rife."],
    },
  },
];
