"""What this knowledge base is called, where it is cited."""

from __future__ import annotations

#: As LICENSE-DATA names it.
TITLE = "Knowledge base of the law on AI-generated CSAM"
LONG_TITLE = "The law on AI-generated child sexual abuse material"
DESCRIPTION = (
    "Reference data that joins dated statutes, typed court rulings and the dated court hierarchy: what a jurisdiction "
    "has enacted or is debating about AI-generated child sexual abuse material, what courts have decided about it, "
    "and how the two bear on each other on a given date. Legal facts only; each answer names its source and says how "
    "well it rests on it. Not legal advice."
)
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
