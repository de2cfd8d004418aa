"""How a record or an answer is cited: as text after Bluebook or OSCOLA, and as data for reference managers.

    from kb import references

    cited = references.of(ruling, as_of=date, address="https://…/rulings/x/")
    cited.bluebook, cited.oscola              # safe HTML, italics where the style wants them
    cited.bluebook_text, cited.oscola_text    # the same as plain text
    ris.entry(cited), bibtex.entry(cited)     # one entry of RIS or BibTeX: kb.references.formats
    csl.item(cited), jsonld.document(cited)   # one CSL-JSON item; one schema.org description
    jsonld.script(cited)                      # the latter for a page: a safe <script> element

    references.of_answer("coverage", title="…", as_of=date, address="https://…", downloads={"text/csv": "https://…"})
    references.of_knowledge_base(address="https://…/", downloads={…})

`of(record, as_of, address)` takes a public Ruling, Case, Statute, Provision, Indicator or Observation. `address` is
the absolute address at which the record (or the answer, with its date) stands; `as_of` the day the law is asked
about. `listed(records, …)` is the bibliography of many: an indicator gives the sources of its figures, a case its
rulings. Downloads come from the API: `?format=ris`, `bibtex`, `csl-json` or `jsonld` (see `renderers`).

Rules that all of it keeps:

- What is not on record is left out: no year, page, docket, court or author is made up. So some citations are
  shorter than the style asks for (Official Journal references, years of a code's edition, pinpoints).
- Captions stand as the court published them: only the point of "v." follows the style. No other person is named.
- Nobody is given as author of this knowledge base: it is cited by its title, its address, the day of the law asked
  about and the day its data was last loaded.

`of` reads `public_<relation>` where the API's `plan` has filled it; else a ruling causes two queries (appeals,
sources), a statute two (events, sources), a provision two (wordings, effects of rulings), an indicator two. Give
rulings with `case__jurisdiction` and `court__jurisdiction` joined.
"""

from kb.references.citing import listed, of, of_answer, of_knowledge_base
from kb.references.itself import TITLE
from kb.references.reference import DOWNLOADS, Kind, Reference

__all__ = ["DOWNLOADS", "TITLE", "Kind", "Reference", "listed", "of", "of_answer", "of_knowledge_base"]
