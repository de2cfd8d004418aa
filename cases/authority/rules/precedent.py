"""Who binds whom."""

from __future__ import annotations

import datetime as dt

from cases.authority.rules.rule import Rule

PRECEDENT = [
    # When and whether the question can be asked
    Rule("not-yet-given", "A ruling is no authority before the day on which it was given."),
    Rule(
        "date-within-span",
        "Where a date is known only to the month or year and the day asked about lies within it, the order of "
        "events is not determinable.",
    ),
    Rule("court-not-sitting", "A court that did not sit on the day asked about had nothing to be bound by."),
    Rule("not-a-court", "The decision of a regulator, prosecutor or police authority is not a precedent."),
    Rule(
        "no-rule-on-record",
        "Where no rule of precedent is on record for the deciding court's legal system, what binds it is not "
        "determinable: in civil-law systems rulings have no formal binding force, whatever their weight in practice.",
    ),
    Rule(
        "no-relation-on-record",
        "Where no relation of review between the two courts is on record, and no rule says that such courts do not "
        "bind each other, what binds is not determinable.",
    ),
    Rule(
        "question-not-classified",
        "Where the answer turns on whether a question is one of federal or of state law and that is not on record, "
        "it is not determinable.",
    ),
    # What a ruling must be, to bind
    Rule(
        "dictum",
        "A remark that was not needed for the result is dictum and never binds.",
        "Cohens v. Virginia, 19 U.S. (6 Wheat.) 264, 399 (1821); Central Virginia Community College v. Katz, "
        "546 U.S. 356, 363 (2006)",
    ),
    Rule(
        "plurality",
        "Where no opinion commanded a majority, the holding is the narrowest ground of those who concurred in the "
        "judgment; which that is must be argued case by case, so it is not determinable here.",
        "Marks v. United States, 430 U.S. 188, 193 (1977)",
    ),
    Rule(
        "unpublished",
        "A ruling that its court issued as not precedent, or left unpublished, persuades and does not bind.",
        "Fed. R. App. P. 32.1 (citation); 7th Cir. R. 32.1(b); 9th Cir. R. 36-3(a); 11th Cir. R. 36-2; "
        "Wis. Stat. § 809.23(3)",
    ),
    Rule(
        "us-ca5-unpublished-before-1996",
        "An unpublished opinion of the Fifth Circuit given before 1 January 1996 is precedent there.",
        "5th Cir. R. 47.5.3, 47.5.4",
    ),
    Rule(
        "status-not-on-record",
        "Where a court issues some rulings as precedent and others not, and the record does not say which this is, "
        "whether it binds is not determinable.",
    ),
    Rule(
        "us-certiorari-denied",
        "A denial of certiorari says nothing on the merits and is no precedent.",
        "Maryland v. Baltimore Radio Show, Inc., 338 U.S. 912, 919 (1950) (Frankfurter, J.); "
        "Teague v. Lane, 489 U.S. 288, 296 (1989)",
    ),
    Rule(
        "advisory",
        "An advisory opinion decides no case; whether it is precedent differs between the courts that give them, so "
        "it is not determinable here.",
    ),
    # Everywhere that a rule is on record
    Rule(
        "lower-court",
        "A court is not bound by the rulings of the courts it stands above.",
        "Hutto v. Davis, 454 U.S. 370, 375 (1982); Broome v Cassell & Co Ltd [1972] AC 1027, 1054; "
        "R v Comeau, 2018 SCC 15, para 26 (each: the lower follows the higher)",
    ),
    Rule(
        "predecessor",
        "Decisions that a named older court gave before a named day count as the court's own.",
        "Bonner v. City of Prichard, 661 F.2d 1206, 1207 (11th Cir. 1981) (en banc), and the like authority on "
        "record for each court",
    ),
    Rule(
        "foreign-ruling",
        "The ruling of a court of another country, or of a court of a treaty, binds no court here; it may persuade.",
        "Roper v. Simmons, 543 U.S. 551, 578 (2005) (foreign opinion confirms and does not control)",
    ),
    # United States
    Rule(
        "us-vertical-federal",
        "A federal court is bound by the precedents of the courts that review it, up to the Supreme Court; those of "
        "a court of appeals bind the districts of its circuit.",
        "Hutto v. Davis, 454 U.S. 370, 375 (1982) (per curiam); Hart v. Massanari, 266 F.3d 1155, 1170 (9th Cir. 2001)",
    ),
    Rule(
        "us-vertical-military",
        "A service's Court of Criminal Appeals is bound by the Court of Appeals for the Armed Forces, and both by "
        "the Supreme Court.",
        "United States v. Jones, 23 M.J. 301, 302 (C.M.A. 1987); 28 U.S.C. § 1259",
    ),
    Rule(
        "us-supreme-court-own",
        "The Supreme Court follows its own precedents unless it overrules them; stare decisis is a principle of "
        "policy and no inexorable command.",
        "Payne v. Tennessee, 501 U.S. 808, 827-828 (1991); Hohn v. United States, 524 U.S. 236, 251-253 (1998)",
    ),
    Rule(
        "us-law-of-the-circuit",
        "A panel of a court of appeals is bound by the court's earlier published panels until the full court or the "
        "Supreme Court says otherwise; some circuits let a panel depart after all active judges were asked.",
        "LaShawn A. v. Barry, 87 F.3d 1389, 1395 (D.C. Cir. 1996) (en banc); 7th Cir. R. 40(e)",
    ),
    Rule(
        "us-armed-forces-own",
        "The Court of Appeals for the Armed Forces follows its own precedents unless it overrules them.",
        "United States v. Tualla, 52 M.J. 228, 231 (C.A.A.F. 2000)",
    ),
    Rule(
        "us-district-court",
        "The ruling of a federal district court binds neither another district, nor its own, nor the same judge in "
        "another case.",
        "Camreta v. Greene, 563 U.S. 692, 709 n.7 (2011)",
    ),
    Rule(
        "us-other-circuit",
        "The precedents of a federal court of appeals bind within its own circuit only.",
        "Hart v. Massanari, 266 F.3d 1155, 1172-1173 (9th Cir. 2001)",
    ),
    Rule(
        "us-civil-and-military",
        "Civil and military courts of the United States stand in separate lines of review and meet only at the "
        "Supreme Court; neither line binds the other.",
        "10 U.S.C. § 867; 28 U.S.C. §§ 1254, 1259, 1291",
    ),
    Rule(
        "us-supreme-court-binds-states",
        "On a question of federal law a state's court is bound by the Supreme Court of the United States.",
        "James v. City of Boise, 577 U.S. 306, 307 (2016) (per curiam); U.S. Const. art. VI, cl. 2; "
        "28 U.S.C. § 1257(a)",
    ),
    Rule(
        "us-state-law-is-the-states",
        "On a question of a state's law the Supreme Court of the United States has no say over the state's courts.",
        "Murdock v. City of Memphis, 87 U.S. (20 Wall.) 590, 626 (1875)",
    ),
    Rule(
        "us-lower-federal-and-states",
        "A state's court is not bound by federal courts below the Supreme Court, not even on federal law.",
        "Lockhart v. Fretwell, 506 U.S. 364, 376 (1993) (Thomas, J., concurring); ASARCO Inc. v. Kadish, "
        "490 U.S. 605, 617 (1989)",
    ),
    Rule(
        "us-erie",
        "On a question of a state's law the federal courts are bound by that state's highest court.",
        "Erie R.R. Co. v. Tompkins, 304 U.S. 64, 78 (1938); Wainwright v. Goode, 464 U.S. 78, 84 (1983)",
        dt.date(1938, 4, 25),
    ),
    Rule(
        "law-of-another-sovereign",
        "A holding on what an enactment means binds as to the law of the place that enacted it; on a court that does "
        "not apply that law as its own it binds only where a case there turns on that law.",
        "Erie R.R. Co. v. Tompkins, 304 U.S. 64, 78 (1938); Wainwright v. Goode, 464 U.S. 78, 84 (1983); R.A.V. v. "
        "City of St. Paul, 505 U.S. 377, 381 (1992); Johnson v. Fankell, 520 U.S. 911, 916 (1997)",
    ),
    Rule(
        "us-state-court-on-federal-law",
        "On a question of federal law the federal courts are not bound by a state's courts.",
        "Lockhart v. Fretwell, 506 U.S. 364, 376 (1993) (Thomas, J., concurring) (each decides for itself, "
        "under the Supreme Court)",
    ),
    Rule(
        "us-lower-state-court",
        "Of a state's courts below the highest, a federal court weighs what they say on state law and is not bound "
        "where other data show that the highest would decide otherwise.",
        "West v. American Telephone & Telegraph Co., 311 U.S. 223, 237 (1940)",
    ),
    Rule(
        "us-vertical-state",
        "Within a common-law state a court is bound by the precedents of the state courts that review it.",
        "Lockhart v. Fretwell, 506 U.S. 364, 376 (1993) (Thomas, J., concurring); Hart v. Massanari, 266 F.3d 1155, "
        "1170 (9th Cir. 2001); Pardo v. State, 596 So. 2d 665, 666 (Fla. 1992)",
    ),
    Rule(
        "us-state-highest-own",
        "A common-law state's court of last resort follows its own precedents unless it overrules them.",
        "State v. Grady, 2007 WI 81, para 20, for Wisconsin; the like elsewhere",
    ),
    Rule(
        "us-wi-court-of-appeals-own",
        "The Court of Appeals of Wisconsin may not overrule, modify or withdraw its own published decisions.",
        "Cook v. Cook, 208 Wis. 2d 166, 189-190 (1997); Wis. Stat. § 752.41(2)",
    ),
    Rule(
        "us-fl-districts",
        "A decision of a Florida district court of appeal binds every trial court of the state unless districts "
        "disagree, and does not bind another district.",
        "Pardo v. State, 596 So. 2d 665, 666-667 (Fla. 1992)",
    ),
    Rule(
        "us-sister-state",
        "A state's court is not bound by the courts of another state.",
        "State v. Muckerheide, 2007 WI 5, para 38, for Wisconsin; the like elsewhere",
    ),
    Rule(
        "us-sister-state-law",
        "Where a state's court applies the law of another state, it takes its meaning from that state's highest court: "
        "it may not contradict what is clearly established there and brought to its attention.",
        "Sun Oil Co. v. Wortman, 486 U.S. 717, 730-731 (1988); U.S. Const. art. IV, § 1",
    ),
    # England and Wales
    Rule(
        "gb-vertical",
        "In England and Wales each tier of courts accepts the decisions of the tiers above it.",
        "Broome v Cassell & Co Ltd [1972] AC 1027, 1054 (Lord Hailsham LC)",
    ),
    Rule(
        "gb-highest-own",
        "The House of Lords, and after it the Supreme Court, treats its decisions as normally binding and may depart "
        "from them (before 26 July 1966 it could not).",
        "Practice Statement [1966] 1 WLR 1234; Austin v Southwark LBC [2010] UKSC 28, para 25",
    ),
    Rule(
        "gb-court-of-appeal-own",
        "The Court of Appeal is bound by its own decisions, with exceptions that its Criminal Division reads more "
        "widely where liberty is at stake.",
        "Young v Bristol Aeroplane Co Ltd [1944] KB 718; R v Taylor [1950] 2 KB 368",
    ),
    Rule(
        "gb-divisional-court-own",
        "A Divisional Court that supervises inferior courts follows its own decisions from comity and is not bound.",
        "R v Greater Manchester Coroner, ex p Tal [1985] QB 67",
    ),
    Rule(
        "gb-strasbourg",
        "A court of the United Kingdom must take into account the rulings of the European Court of Human Rights; "
        "they do not bind it.",
        "Human Rights Act 1998, s 2(1), in force on 2 October 2000",
        dt.date(2000, 10, 2),
    ),
    # Canada
    Rule(
        "ca-vertical",
        "In Canada a common-law court applies the decisions of the courts above it, save in extraordinary cases.",
        "R v Comeau, 2018 SCC 15, para 26",
    ),
    Rule(
        "ca-supreme-court-own",
        "The Supreme Court of Canada follows its own decisions unless there are compelling reasons to depart.",
        "R v Henry, 2005 SCC 76, para 44",
    ),
    Rule(
        "ca-on-court-of-appeal-own",
        "The Court of Appeal for Ontario is ordinarily bound by its own decisions.",
        "Fernandes v Araujo, 2015 ONCA 571, paras 45-46; David Polowin Real Estate Ltd v Dominion of Canada General "
        "Insurance Co (2005), 76 OR (3d) 161, para 127 (CA)",
    ),
    Rule(
        "ca-other-province",
        "A court of a Canadian province is not bound by the courts of another.",
        "Wolf v The Queen, [1975] 2 SCR 107, 109",
    ),
    # Australia
    Rule(
        "au-vertical",
        "In Australia a court follows the decisions of the courts that review its own, up to the High Court.",
        "Blackshield, 'Precedent', in The Oxford Companion to the High Court of Australia (2001) 553",
    ),
    Rule(
        "au-high-court-own",
        "The High Court of Australia follows its own decisions and may depart from them.",
        "John v Federal Commissioner of Taxation (1989) 166 CLR 417, 438-440",
    ),
    Rule(
        "au-other-state",
        "A court of an Australian state is not bound by the courts of another; it should depart from an appellate "
        "court's reading of Commonwealth or uniform law only if convinced that it is plainly wrong.",
        "Farah Constructions Pty Ltd v Say-Dee Pty Ltd (2007) 230 CLR 89, para 135; Australian Securities Commission "
        "v Marlborough Gold Mines Ltd (1993) 177 CLR 485, 492",
    ),
    # Hong Kong
    Rule(
        "hk-vertical",
        "In Hong Kong the decisions of the Court of Final Appeal bind all courts below, and those of the Court of "
        "Appeal the courts below it.",
        "A Solicitor (24/07) v Law Society of Hong Kong (2008) 11 HKCFAR 117",
        dt.date(1997, 7, 1),
    ),
    Rule(
        "hk-own",
        "The Court of Final Appeal may depart from its own decisions; the Court of Appeal follows its own unless "
        "convinced that one is plainly wrong.",
        "A Solicitor (24/07) v Law Society of Hong Kong (2008) 11 HKCFAR 117",
        dt.date(1997, 7, 1),
    ),
]
