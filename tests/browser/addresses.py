"""Every kind of page, by name: what the screenshots show and the walk over every page checks.

A page that shows an answer is asked for one: empty forms say little about how it looks or reads.
"""

from typing import NamedTuple


class Address(NamedTuple):
    path: str
    #: The status of the answer.
    status: int = 200
    #: Whether a map is on it, for which more may be transferred.
    has_map: bool = False


ADDRESSES = {
    "home": Address("/en/", has_map=True),
    "search": Address("/en/search/?q=anderegg"),
    "search-nothing": Address("/en/search/?q=qwxz"),
    "jurisdictions": Address("/en/jurisdictions/"),
    "jurisdiction": Address("/en/jurisdictions/us-ca/"),
    "jurisdiction-unassessed": Address("/en/jurisdictions/ad/"),
    "statutes": Address("/en/statutes/"),
    "statute": Address("/en/statutes/us-18-usc-1466a/"),
    "provision": Address("/en/provisions/us-18-usc-2256-8-b/"),
    "provision-offence": Address("/en/provisions/us-18-usc-1466a-b-1/"),
    "cases": Address("/en/cases/"),
    "case": Address("/en/cases/united-states-v-anderegg/"),
    "ruling": Address("/en/rulings/ashcroft-v-free-speech-coalition-2002/"),
    "issues": Address("/en/issues/"),
    "issue": Address("/en/issues/private-possession-obscene-virtual/"),
    "precedents": Address("/en/precedents/?issue=private-possession-obscene-virtual&court=wiwd&as_of=2026-11-01"),
    "precedents-empty": Address("/en/precedents/"),
    "compare": Address("/en/compare/?jurisdiction=US-CA&jurisdiction=US-TX&jurisdiction=GB&as_of=2026-11-01"),
    "coverage": Address(
        "/en/coverage/?where=possession:yes&where=wholly-synthetic:yes&where=obscenity-required:no&within=US&as_of=2025-01-01",
        has_map=True,
    ),
    "coverage-moves": Address(
        "/en/coverage/?where=possession:yes&where=wholly-synthetic:yes&where=obscenity-required:no&within=US"
        "&as_of=2026-11-01&compare_to=2025-11-01",
        has_map=True,
    ),
    "map": Address("/en/map/?question=wholly-synthetic&as_of=2026-11-01", has_map=True),
    "timeline": Address("/en/timeline/?within=US-CA"),
    "figures": Address("/en/figures/"),
    "counts": Address("/en/counts/"),
    "count": Address("/en/counts/ballotpedia-2025-07-47/"),
    "codebook": Address("/en/codebook/"),
    "method": Address("/en/method/"),
    "completeness": Address("/en/completeness/"),
    "data": Address("/en/data/"),
    "privacy": Address("/en/privacy/"),
    "corrections": Address("/en/corrections/"),
    "accessibility": Address("/en/accessibility/"),
    "not-found": Address("/en/no-such-page/", status=404),
}

#: Pictures of these are taken in French as well.
IN_FRENCH = ("home",)
#: Of these as they are printed.
PRINTED = ("home", "jurisdiction", "provision", "case", "precedents", "coverage")


def in_french(path: str) -> str:
    """The same page in the other language of the interface."""
    return path.replace("/en/", "/fr/", 1)
