"""Columns and conditions for full text. The third migration makes the database's side of them.

The database has one configuration a language (`kb_english`, `kb_french`, `kb_german`, `kb_spanish`,
and `kb_simple` for every other), each folding accents before it stems, and these functions:

- `search_configuration(language)`: a BCP 47 tag -> its configuration.
- `search_text(text)`: what is handed to the parser: "U.S.C." as "USC", "F. 3d" as "F3d", "a/b" as "a b".
- `search_query(text, language)`: what a person typed ("…", or, -) -> a query for records in that language.
- `citation_numbers(text)`: the runs of digits of a citation, by which it is looked up.
- `folded(text)`: without accents, in lower case; `name_key(text)`: without punctuation, too;
  `name_share(name, key, unspaced)`: how much of a name was typed.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value

#: Languages other than English whose words are stemmed.
STEMMED = ("fr", "de", "es")

#: Longest text that is searched for; `search_query` reads no further.
LONGEST_QUERY = 500


def weighed(*fields: str, weight: str, language: str = "") -> SearchVector:
    """The words of these columns with weight A to D, stemmed as English (our own words), or in the
    language whose tag stands in the column `language`."""
    config: Func | str = "kb_english"
    if language:
        config = Func(F(language), function="search_configuration", output_field=models.CharField())
    texts = [Func(F(field), function="search_text", output_field=models.TextField()) for field in fields]
    return SearchVector(*texts, config=config, weight=weight)


def search_column(vector: models.Expression) -> models.GeneratedField:
    """The column that holds a row's words; give its model a GIN index on it."""
    return models.GeneratedField(expression=vector, output_field=SearchVectorField(), db_persist=True)


def citation_numbers_column(field: str) -> models.GeneratedField:
    """The column that holds the runs of digits in the citation (or citations) `field`."""
    output = ArrayField(models.TextField())
    return models.GeneratedField(
        expression=Func(F(field), function="citation_numbers", output_field=output),
        output_field=output,
        db_persist=True,
    )


class TypedQuery(SearchQuery):
    """What a person typed ("…", or, -), as a query for records in one language; NULL, which matches
    nothing, where nothing in it can be searched for."""

    template = "search_query(%(expressions)s)"

    def __init__(self, text: str, language: str = "en") -> None:
        super().__init__(Value(text[:LONGEST_QUERY].replace("\x00", "")))
        self.set_source_expressions([*self.get_source_expressions(), Value(language)])


def matching(text: str, *, language: str = "") -> Q:
    """Rows whose column `search` answers what was typed; `language` names the column with a row's tag."""
    if not language:
        return Q(search=TypedQuery(text))
    condition, rest = Q(), Q()
    for tag in STEMMED:
        spoken = Q(**{f"{language}__istartswith": tag})
        condition |= spoken & Q(search=TypedQuery(text, tag))
        rest |= spoken
    return condition | (~rest & Q(search=TypedQuery(text)))
