"""What the pages call the values of each vocabulary: a word or two, in the reader's language.

The sentences that define them are the labels of the models' choices; the page of the codebook shows both.
A value that is missing here is shown as it is stored.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: vocabulary -> value -> word
WORDS: dict[str, dict[str, object]] = {
    "answer": {
        "yes": _("Yes"),
        "partial": _("Partial"),
        "unclear": _("Unclear"),
        "silent": _("Silent"),
        "no": _("No"),
        "not-assessed": _("Not assessed"),
    },
    "outcome": {
        "match": _("Match"),
        "no_match": _("No match"),
        "unclear": _("Unclear"),
        "silent": _("Silent"),
        "not_assessed": _("Not assessed"),
    },
    "group": {
        "material": _("Material"),
        "conduct": _("Conduct"),
        "duties": _("Duties"),
        "limits": _("Limits"),
    },
    "place": {
        "country": _("Country"),
        "dependency": _("Dependency"),
        "special-administrative-region": _("Special administrative region"),
        "constituent-country": _("Constituent country"),
        "state": pgettext_lazy("of a federation", "State"),
        "province": _("Province"),
        "district": _("District"),
        "territory": _("Territory"),
        "supranational": _("Supranational body"),
    },
    "legal-system": {
        "common-law": _("Common law"),
        "civil-law": _("Civil law"),
        "mixed": _("Mixed"),
        "religious": _("Religious law"),
        "supranational": _("Supranational law"),
    },
    "level": {
        "supreme": _("Court of last resort"),
        "constitutional": _("Constitutional court"),
        "appellate": _("Court of appeal"),
        "trial": _("Court of first instance"),
        "military-appellate": _("Military court of appeal"),
        "international": _("International court"),
        "regulator": _("Regulator"),
        "other": _("Other body"),
    },
    "law-group": {
        "in-force": _("In force"),
        "bills": _("Bills"),
        "enacted": _("Made law; its coming into force is not on record, or lies ahead"),
        "other": _("Status not on record, or ended"),
        "guidelines": _("Guidelines: they do not bind"),
    },
    "coder": {
        "first reader": _("coded by a first reader"),
        "second reader": _("read by a second reader"),
    },
    "reading": {
        "clause": _("the clause was read"),
        "definition": _("only its definition was read"),
        "digest": _("only a digest was read"),
    },
    "ordering": {
        "citation": _("Citation"),
        "title": _("Title"),
        "kind": _("Kind"),
        "jurisdiction": _("Jurisdiction"),
    },
    "participation": {"party": _("Party"), "member": _("Member")},
    "source": {
        "primary": _("Primary source"),
        "official": _("Official page"),
        "report": _("Report"),
        "scholarship": _("Scholarship"),
        "news": _("News of record"),
        "advocacy": _("Advocacy"),
    },
    "event": {
        "consultation": _("Consultation"),
        "introduced": _("Introduced"),
        "committee": _("In committee"),
        "passed-chamber": _("Passed one chamber"),
        "passed": _("Passed"),
        "signed": _("Signed"),
        "enacted": _("Enacted"),
        "in-force": _("In force"),
        "amended": _("Amended"),
        "duty-starts": _("Duty starts"),
        "vetoed": _("Vetoed"),
        "failed": _("Failed"),
        "struck-down": _("Struck down"),
        "repealed": _("Repealed"),
    },
    "life": {
        "not-on-record": _("Not on record"),
        "pending": _("Pending"),
        "enacted": _("Enacted"),
        "in-force": _("In force"),
        "repealed": _("Repealed"),
        "failed": _("Failed"),
        "vetoed": _("Vetoed"),
        "struck-down": _("Struck down"),
        "ended": _("Ended"),
        "not-in-force": _("Not in force"),
        "unclear": _("Unclear"),
    },
    "statute": {
        "constitution": _("Constitution"),
        "act": _("Act"),
        "code-section": _("Code section"),
        "bill": _("Bill"),
        "treaty": _("Treaty"),
        "directive": _("Directive"),
        "regulation": _("Regulation"),
        "guideline": _("Guideline"),
    },
    "issue": {
        "protected-expression": _("Protected expression"),
        "validity": _("Validity"),
        "reach": _("Reach of the law"),
    },
    "holding": {
        "protected": _("Protected"),
        "not-protected": _("Not protected"),
        "constitutional": _("Constitutional"),
        "unconstitutional": _("Unconstitutional"),
        "yes": _("Yes"),
        "no": _("No"),
        "mixed": _("Mixed"),
        "not-reached": _("Not reached"),
    },
    "scope": {
        "facial": _("Facial"),
        "as-applied": _("As applied"),
        "statutory": _("Statutory"),
        "sentencing": _("Sentencing"),
    },
    "case": {
        "criminal": _("Criminal"),
        "civil": _("Civil"),
        "constitutional": _("Constitutional review"),
        "investigation": _("Investigation"),
        "other": _("Other"),
    },
    "state": {
        "pending": _("Pending"),
        "decided": _("Decided"),
        "closed": _("Closed"),
        "on-appeal": _("On appeal"),
    },
    "disposition": {
        "pending": _("Pending"),
        "dismissed": _("Dismissed"),
        "convicted-plea": _("Convicted on a plea"),
        "convicted-trial": _("Convicted at trial"),
        "acquitted": _("Acquitted"),
        "withdrawn": _("Withdrawn"),
    },
    "appeal": {
        "affirms": _("affirms"),
        "reverses": _("reverses"),
        "vacates": _("vacates"),
        "remands": _("remands"),
        "amends": _("amends or replaces"),
        "stays": _("stays"),
        "pending": _("is under appeal"),
    },
    "composition": {
        "majority": _("Majority"),
        "en-banc": _("En banc"),
        "plurality": _("Plurality"),
        "unknown": _("Not on record"),
    },
    "effect": {
        "upheld": _("Upheld"),
        "struck": _("Struck"),
        "struck-as-applied": _("Struck as applied"),
        "narrowed": _("Narrowed"),
        "enjoined": _("Enjoined"),
        "stayed": _("Stayed"),
    },
    "reach": {
        "parties": _("Between the parties"),
        "territory": _("In a part of the territory"),
        "nationwide": _("Nationwide"),
    },
    "precedential": {
        "precedential": _("Precedential"),
        "non-precedential": _("Not precedential"),
        "unknown": _("Not on record"),
    },
    "ruling": {
        "opinion": _("Opinion"),
        "order": _("Order"),
        "judgment": _("Judgment"),
        "sentence": pgettext_lazy("of a court", "Sentence"),
        "certiorari-denied": _("Certiorari denied"),
        "advisory": _("Advisory opinion"),
    },
    "treatment": {
        "follows": _("follows"),
        "applies": _("applies"),
        "distinguishes": _("distinguishes"),
        "limits": _("limits"),
        "criticizes": _("criticizes"),
        "questions": pgettext_lazy("a ruling does", "questions"),
        "overrules": _("overrules"),
        "cites": _("cites"),
    },
    "finder": {"person": _("asserted by a person"), "machine": _("found by machine")},
    "standing": {
        "good": _("Good law"),
        "overruled": _("Overruled"),
        "reversed": _("Reversed"),
        "vacated": _("Vacated"),
        "limited": _("Limited"),
        "questioned": _("Questioned"),
        "superseded": _("Superseded"),
        "unclear": _("Unclear"),
    },
    "weight": {
        "binding": _("Binding"),
        "own_court": _("The court's own"),
        "persuasive": _("Persuasive"),
        "not_determinable": _("Not determinable"),
        "not_yet": _("Not yet given"),
    },
    "verdict": {
        "enforceable": _("Enforceable"),
        "limited": _("Enforceable in part"),
        "not-enforceable": _("Not enforceable"),
        "not-in-force": _("Not in force"),
        "not-determinable": _("Not determinable"),
    },
    "wording": {
        "in-force": _("In force"),
        "not-in-force": _("Not in force"),
        "unclear": _("Unclear"),
        "not-on-record": _("Not on record"),
    },
    "type": {
        "statute": _("Statute"),
        "provision": _("Provision"),
        "case": _("Case"),
        "ruling": _("Ruling"),
        "holding": _("Holding"),
        "jurisdiction": _("Jurisdiction"),
        "indicator": _("Indicator"),
        "issue": _("Issue"),
        "question": _("Question"),
    },
    "chronicle": {
        "event": _("Events of law-making"),
        "wording": _("Wordings that begin or end"),
        "ruling": _("Rulings"),
        "effect": _("Effects of rulings on wordings"),
    },
    "request": {
        "open": _("Not decided yet"),
        "accepted": _("Accepted"),
        "partly": _("Accepted in part"),
        "declined": _("Declined"),
    },
    "types": {
        "statute": _("Statutes"),
        "provision": _("Provisions"),
        "case": _("Cases"),
        "ruling": _("Rulings"),
        "holding": _("Holdings"),
        "jurisdiction": _("Jurisdictions"),
        "indicator": _("Indicators"),
    },
}

#: A map shows either: the answer to one question, or the list of the coverage explorer.
WORDS["map"] = WORDS["answer"] | WORDS["outcome"]

#: A sign for each answer, so that colour is never alone. They stand beside the word.
SIGNS = {
    "yes": "●",
    "match": "●",
    "partial": "◐",
    "unclear": "?",
    "silent": "–",  # noqa: RUF001  (a dash is meant)
    "no": "○",
    "no_match": "○",
    "not-assessed": "·",
    "not_assessed": "·",
    "enforceable": "●",
    "limited": "◐",
    "not-enforceable": "○",
    "not-in-force": "–",  # noqa: RUF001  (a dash is meant)
    "not-determinable": "?",
}


def word(vocabulary: str, value: object) -> str:
    """The word for a value; the value itself where the vocabulary has none for it."""
    return str(WORDS[vocabulary].get(str(value), value))
