"""Whether a ruling stood, what its effects left of a clause, and whether that could be enforced: `cases.standing`."""

from __future__ import annotations

from cases.authority.rules.rule import Rule

STANDING = [
    # Good law
    Rule("overruled", "A ruling is no longer good law from the day on which a ruling that stands overrules it."),
    Rule(
        "reversed-or-vacated",
        "A ruling that review reversed or vacated has no force from that day.",
        "O'Connor v. Donaldson, 422 U.S. 563, 577 n.12 (1975); 28 U.S.C. § 2106",
    ),
    Rule("superseded-opinion", "An opinion that its court amends or replaces gives way to the later one for good."),
    Rule(
        "superseded-wording",
        "A holding on a wording that is no longer in force decides nothing about the wording that followed it.",
    ),
    Rule("limited", "A ruling that a later one limits stands within the limits set."),
    Rule("questioned", "A ruling that a later one questions or criticizes remains good law."),
    Rule(
        "undone",
        "What a ruling did to another no longer counts once that ruling is itself undone, and counts again if that "
        "is undone in turn; a judgment reversed or vacated comes back through review of its own case, not "
        "because the reviewing ruling is overruled in another.",
        "28 U.S.C. § 2106; Plaut v. Spendthrift Farm, Inc., 514 U.S. 211, 218-219, 226-227 (1995)",
    ),
    Rule(
        "treatment-of-an-issue",
        "A treatment that goes to one issue bears on what the ruling held on it, and not on its other holdings: "
        "of the ruling as a whole it says no more than that it was overruled, limited or questioned in part.",
    ),
    Rule(
        "every-holding-overruled",
        "A ruling overruled on each issue on which it has a holding on record is overruled: as a whole a ruling "
        "stands while one of its holdings does. A dictum is no holding.",
    ),
    Rule(
        "no-treatment-on-record",
        "Where nothing on record counts against a ruling by the date, that is what is said of it: the record is "
        "silent, which is no finding that the ruling is good law.",
    ),
    Rule(
        "appeal-pending",
        "An appeal is pending from the day it was filed until a ruling of that court on it is on record; where that "
        "day is not on record, from the day of the ruling appealed from. It takes nothing from the ruling by itself.",
    ),
    Rule("conflicting-record", "Where treatments on record undo each other in a circle, the standing is unclear."),
    # Effects, and whether a clause can be enforced
    Rule("effect-stands", "An effect stands from the day it begins to the day before it ends."),
    Rule(
        "effect-undone",
        "An effect ends from the day its ruling is reversed, vacated or stayed, and comes back if that is undone.",
        "28 U.S.C. § 2106; Nken v. Holder, 556 U.S. 418, 428-429 (2009)",
    ),
    Rule(
        "effect-overruled",
        "Whether a clause struck by a ruling since overruled is enforceable again differs between legal systems, so "
        "it is not determinable; an injunction stands until the court that gave it lifts it.",
        "Jawish v. Morlet, 86 A.2d 96, 97 (D.C. 1952); Agostini v. Felton, 521 U.S. 203, 215, 238-239 (1997)",
    ),
    Rule(
        "stay-after-affirmance",
        "Whether a stay outlasts the affirmance of the ruling it suspends depends on its terms: not determinable.",
    ),
    Rule(
        "parties-only",
        "An order that reaches the parties limits the clause between them, persuades others, and does not strike it.",
        "Doran v. Salem Inn, Inc., 422 U.S. 922, 931 (1975); Camreta v. Greene, 563 U.S. 692, 709 n.7 (2011)",
    ),
    Rule(
        "trial-court-does-not-strike",
        "What a court of first instance declares invalid is so for the parties; only an injunction goes further.",
        "Doran v. Salem Inn, Inc., 422 U.S. 922, 931 (1975); Camreta v. Greene, 563 U.S. 692, 709 n.7 (2011)",
    ),
    Rule("effect-reaches", "An effect reaches a court whose territory it names, or which the ruling's court binds."),
    Rule(
        "effect-does-not-reach",
        "Elsewhere the ruling persuades, and the clause is untouched.",
        "Hart v. Massanari, 266 F.3d 1155, 1172-1173 (9th Cir. 2001)",
    ),
    Rule("higher-court-upheld", "A clause struck below is enforceable again where a higher court later upheld it."),
    Rule("wording-in-force", "Only a wording in force on the date can be enforced."),
    Rule(
        "shown-by-ruling",
        "A ruling that upheld, struck or narrowed a wording shows that wording in force on the day of the ruling, "
        "unless it had ended by then; an order that only stops enforcement, and an advisory opinion, may come before "
        "it is law.",
    ),
    Rule("nothing-limits", "A wording in force that no standing effect limits is enforceable."),
]
