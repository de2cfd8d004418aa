"""Generated legal worlds, any size, the same for the same seed: invented rulings of real courts, invented law.

Places, courts, relations of review, sources and the codebook stay as curated; law, cases and issues are
replaced. Rows go in by COPY.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from django.db import connection, transaction

#: Holdings on the issue whose precedents are the main number, and on the large one.
MAIN, LARGE = 200, 4_000
#: Issues that share the rulings of neither.
OTHER_ISSUES = 22
FIRST_DAY, LAST_DAY = dt.date(1985, 1, 1), dt.date(2026, 10, 31)
QUESTIONS_A_WORDING = 6
STATUTE_PROVISIONS = 5

#: All that is replaced; what hangs on them goes with them.
REPLACED = ("cases_case", "cases_issue", "jurisdictions_statute", "kb_indicator")


@dataclass(frozen=True, slots=True)
class Size:
    rulings: int
    treatments: int
    provisions: int
    wordings: int = 5

    def __str__(self) -> str:
        return f"{self.rulings:,} rulings"

    @property
    def main(self) -> int:
        """Holdings on the main issue."""
        return min(MAIN, self.rulings // 2)

    @property
    def large(self) -> int:
        """Holdings on the large issue; 0 where the world is too small for one."""
        return LARGE if self.rulings >= 5 * LARGE else 0


def _chances(**weights: float) -> tuple[list[str], list[float]]:
    return [name.replace("_", "-") for name in weights], list(accumulate(weights.values()))


_TREATED = _chances(cites=32, follows=27, applies=16, distinguishes=16, limits=3, questions=2.5, criticizes=2.5,
                    overrules=1)  # fmt: skip
_REVIEWED = _chances(affirms=70, reverses=14, vacates=12, amends=2, stays=2)
_EFFECTS = _chances(upheld=60, narrowed=15, struck_as_applied=15, struck=7, enjoined=3)
_ANSWERS = _chances(constitutional=60, unconstitutional=25, mixed=15)
_SCOPES = _chances(facial=30, as_applied=40, statutory=30)
_PRECEDENTIAL = _chances(precedential=70, non_precedential=25, unknown=5)
_COMPOSITION = _chances(majority=92, en_banc=3, plurality=2, unknown=3)
_CODED = _chances(yes=45, no=15, partial=10, unclear=10, silent=20)
_STATUTES = _chances(code_section=60, act=25, regulation=8, bill=5, guideline=2)
_COURTS = {"supreme": 6, "appellate": 30, "trial": 64}


@dataclass
class World:
    """One generation, through Django's connection, in one transaction."""

    size: Size
    random: random.Random = field(default_factory=lambda: random.Random(20261101))  # noqa: S311 - not for secrets

    def generate(self) -> None:
        """Replace the law and the cases of the database, and let the planner know."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {', '.join(REPLACED)} RESTART IDENTITY CASCADE")
            cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
            if cursor.fetchone() == (True,):
                # Neither history nor checks of foreign keys, row by row: this database is thrown away.
                cursor.execute("SET LOCAL session_replication_role = replica")
            self.sources = self._column("SELECT id FROM jurisdictions_source ORDER BY id")
            self._law()
            self._issues()
            self._cases()
            self._holdings()
            self._treatments()
            self._appeals()
            self._effects()
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    # How rows are written

    def _column(self, query: str) -> list[Any]:
        return [row[0] for row in self._rows(query)]

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    def _copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """A public record has three columns more, and every record a caution that is empty."""
        with connection.cursor() as cursor:
            indexes = _without_indexes(cursor, table)
            with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            for index in indexes:
                cursor.execute(index)
            if columns[0] == "id":
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}) + 1)"  # noqa: S608 - a name of ours
                )

    def _record(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, note: str = "") -> None:
        """Published records, checked on one day; each row begins with its id and slug."""
        common = ("published", "", note, "", "2026-11-01T00:00:00Z", "2026-10-01")
        names = ("status", "withdrawn_reason", "note", "curated_in", "updated_at", "checked_on")
        self._copy(table, ("id", "slug", *columns, *names), ((*row, *common) for row in rows))

    def _one_of(self, chances: tuple[list[str], list[float]]) -> str:
        return self.random.choices(chances[0], cum_weights=chances[1])[0]

    def _source(self) -> int:
        return self.random.choice(self.sources)

    # The law

    def _law(self) -> None:
        size = self.size
        self.places = self._rows(
            "SELECT id, code FROM jurisdictions_jurisdiction WHERE status = 'published' ORDER BY code"
        )
        self.questions = self._rows('SELECT id, slug, "group" FROM jurisdictions_question ORDER BY position, slug')
        self.statutes = range(1, -(-size.provisions // STATUTE_PROVISIONS) + 1)
        self.statute_kinds = [self._one_of(_STATUTES) for _ in self.statutes]
        self._record(
            "jurisdictions_statute",
            ("jurisdiction_id", "kind", "citation", "title", "language", "summary", "official_url",
             "official_url_read", "stated_status"),
            (
                (n, f"statute-{n}", self.places[n % len(self.places)][0], kind, f"Code § {n}", f"Invented act {n}",
                 "en", "Forbids what the benchmark asks about.", "", False, "")
                for n, kind in zip(self.statutes, self.statute_kinds, strict=True)
            ),
        )  # fmt: skip
        self._record(
            "jurisdictions_legislativeevent",
            ("statute_id", "date", "kind", '"by"', "source_id", "pinpoint"),
            ((number, f"event-{number}", *event) for number, event in enumerate(self._events(), 1)),
        )
        self._record(
            "jurisdictions_provision",
            ("statute_id", "label", "position", "role", "is_group"),
            (
                (n, f"provision-{n}", self._statute_of(n), f"§ {n}(a)", n % STATUTE_PROVISIONS, "offence", False)
                for n in range(1, size.provisions + 1)
            ),
        )
        self._copy(
            "jurisdictions_provision_incorporates",
            ("from_provision_id", "to_provision_id"),
            (
                (n, self._definition_of(n))
                for n in range(1, size.provisions + 1)
                if not self._defines(n) and self.random.random() < 0.8
            ),
        )
        self._record(
            "jurisdictions_provisiontext",
            ("provision_id", "valid_from", "valid_to", "shown_on", "summary", "penalty"),
            self._texts(),
        )
        self._record(
            "jurisdictions_coding",
            (
                "text_id",
                "question_id",
                "answer",
                "words",
                "words_language",
                "read",
                "coder",
                "reviewer",
                "recoded_from",
                "source_id",
                "pinpoint",
            ),
            self._codings(),
            note="Invented.",
        )

    def _statute_of(self, provision: int) -> int:
        return (provision - 1) // STATUTE_PROVISIONS + 1

    def _definition_of(self, provision: int) -> int:
        return (provision - 1) // STATUTE_PROVISIONS * STATUTE_PROVISIONS + 1

    def _defines(self, provision: int) -> bool:
        return provision == self._definition_of(provision)

    def _events(self) -> Iterator[tuple[Any, ...]]:
        for statute, kind in zip(self.statutes, self.statute_kinds, strict=True):
            year = self.random.randint(1970, 1989)
            yield statute, f"{year - 1}-03-01", "introduced", "", self._source(), ""
            if kind != "bill":
                yield statute, f"{year}-06-01", "enacted", "", self._source(), ""
                yield statute, f"{year}-09-01", "in-force", "", self._source(), ""
            for amended in range(self.random.randint(0, 2)):
                yield statute, f"{2005 + 5 * amended}-01-01", "amended", f"act {amended}", self._source(), ""

    def _texts(self) -> Iterator[tuple[Any, ...]]:
        """Wordings that follow one another; of one provision in five the first has no known start."""
        number = 0
        for provision in range(1, self.size.provisions + 1):
            first = 1990 + self.random.randint(0, 5)
            starts = [f"{first + 6 * n}-{self.random.randint(1, 12):02}-01" for n in range(self.size.wordings)]
            for n, start in enumerate(starts):
                number += 1
                unknown = n == 0 and provision % 5 == 3
                ends = starts[n + 1] if n + 1 < len(starts) else None
                yield (
                    number, f"text-{number}", provision, None if unknown else start, ends, start if unknown else None,
                    "Whoever knowingly does what the question asks about commits an offence of this invented place.",
                    "Imprisonment of up to five years.",
                )  # fmt: skip

    def _codings(self) -> Iterator[tuple[Any, ...]]:
        number = 0
        material = [id_ for id_, _, group in self.questions if group == "material"]
        rest = [id_ for id_, _, group in self.questions if group != "material"]
        for text in range(1, self.size.provisions * self.size.wordings + 1):
            defines = self._defines((text - 1) // self.size.wordings + 1)
            of_material = min(QUESTIONS_A_WORDING if defines else 1, len(material))
            asked = [
                *self.random.sample(material, of_material),
                *(() if defines else self.random.sample(rest, QUESTIONS_A_WORDING - of_material)),
            ]
            for question in asked:
                number += 1
                yield (number, f"coding-{number}", text, question, self._one_of(_CODED), "", "en", "", "a coder",
                       "a reader", "", self._source(), "(b)(1)")  # fmt: skip

    # The cases

    def _issues(self) -> None:
        names = ["main", "large", *(f"other-{n}" for n in range(1, OTHER_ISSUES + 1))]
        self.issues = {name: number for number, name in enumerate(names, 1)}
        self._record(
            "cases_issue",
            ("title", "text", "kind", "position"),
            (
                (number, f"issue-{name}", f"Issue {name}", "Is the enactment valid?", "validity", number)
                for name, number in self.issues.items()
            ),
        )

    def _cases(self) -> None:
        courts = self._rows(
            "SELECT c.id, c.level, c.jurisdiction_id FROM jurisdictions_court c"
            " JOIN jurisdictions_jurisdiction j ON j.id = c.jurisdiction_id"
            " WHERE (j.code = 'US' OR j.code LIKE 'US-%') AND c.status = 'published' AND c.until IS NULL"
            " ORDER BY c.slug"
        )
        by_level = {level: [court for court in courts if court[1] == level] for level in _COURTS}
        levels = [level for level in _COURTS if by_level[level]]
        drawn = self.random.choices(levels, [_COURTS[level] for level in levels], k=self.size.rulings)
        self.courts = [self.random.choice(by_level[level]) for level in drawn]
        days = (LAST_DAY - FIRST_DAY).days
        self.dates = [FIRST_DAY + dt.timedelta(days * n // self.size.rulings) for n in range(self.size.rulings)]
        self._record(
            "cases_case",
            ("caption", "jurisdiction_id", "court_id", "docket", "kind", "language", "state", "summary", "sentence"),
            (
                (n, f"case-{n}", f"United States v. Invented Party {n}", place, court, f"1:{n % 40:02}-cr-{n}",
                 "criminal", "en", "decided", "An invented case about an invented charge.", "")
                for n, (court, _, place) in enumerate(self.courts, 1)
            ),
        )  # fmt: skip
        self._record(
            "cases_ruling",
            ("case_id", "own_caption", "court_id", "date", "kind", "citations", "precedential", "composition",
             "outcome", "summary"),
            (
                (n, f"ruling-{n}", n, "", self.courts[n - 1][0], day.isoformat(), "opinion", [f"{n % 999} F.9th {n}"],
                 self._one_of(_PRECEDENTIAL), self._one_of(_COMPOSITION), "Motion to dismiss denied.",
                 "The court held what the benchmark needs it to hold, and gave its reasons at some length.")
                for n, day in enumerate(self.dates, 1)
            ),
        )  # fmt: skip

    def _holdings(self) -> None:
        """One a ruling. Those on the main and the large issue are spread evenly over the years."""
        size = self.size
        chosen = self.random.sample(range(1, size.rulings + 1), size.main + size.large)
        main, large = set(chosen[: size.main]), set(chosen[size.main :])

        def issue(ruling: int) -> int:
            name = "main" if ruling in main else "large" if ruling in large else ""
            return self.issues[name or f"other-{1 + ruling % OTHER_ISSUES}"]

        self._record(
            "cases_holding",
            ("ruling_id", "issue_id", "answer", "scope", "dictum", "summary", "recoded_from", "source_id", "pinpoint"),
            (
                (n, f"holding-{n}", n, issue(n), self._one_of(_ANSWERS), self._one_of(_SCOPES),
                 self.random.random() < 0.03, "The clause does, or does not, reach the invented material at issue.",
                 "", self._source(), f"at {n % 900}")
                for n in range(1, size.rulings + 1)
            ),
        )  # fmt: skip
        for table, count in (("statute", len(self.statutes)), ("provision", size.provisions)):
            self._copy(
                f"cases_holding_{table}s",
                ("holding_id", f"{table}_id"),
                ((n, self.random.randint(1, count)) for n in range(1, size.rulings + 1)),
            )

    def _treatments(self) -> None:
        self._record(
            "cases_treatment",
            ("citing_id", "cited_id", "kind", "found_by", "source_id", "pinpoint"),
            ((number, f"treatment-{number}", *row) for number, row in enumerate(self._cited(), 1)),
        )

    def _cited(self) -> Iterator[tuple[Any, ...]]:
        """Each ruling treats some given before it; one treatment in six was only found by a machine."""
        left = self.size.treatments
        for citing in range(2, self.size.rulings + 1):
            remaining = self.size.rulings - citing + 1
            count = min(-(-left // remaining), citing - 1)
            for cited in self.random.sample(range(1, citing), count):
                machine = self.random.random() < 1 / 6
                kind = "cites" if machine else self._one_of(_TREATED)
                yield citing, cited, kind, "machine" if machine else "person", self._source(), ""
            left -= count

    def _appeals(self) -> None:
        """One ruling in seven was reviewed, by a ruling given within the next fifty."""
        rulings = self.size.rulings
        reviewed = [n for n in range(1, rulings) if self.random.random() < 1 / 7]
        self._record(
            "cases_appealoutcome",
            ("of_id", "by_id", "kind", "docket", "appellant", "source_id", "pinpoint"),
            (
                (number, f"appeal-{number}", n, min(rulings, n + self.random.randint(1, 50)), self._one_of(_REVIEWED),
                 "", "", self._source(), "")
                for number, n in enumerate(reviewed, 1)
            ),
        )  # fmt: skip

    def _effects(self) -> None:
        """One ruling in twenty has an effect on a wording in force that day; five of them on provision 2."""
        self._record(
            "cases_effect",
            ("holding_id", "text_id", "kind", "reach", "since", "source_id", "pinpoint"),
            (
                (number, f"effect-{number}", n, self._text_on(self.dates[n - 1], 2 if number <= 5 else None),
                 self._one_of(_EFFECTS), self.random.choice(("parties", "nationwide")),
                 self.dates[n - 1].isoformat(), self._source(), "")
                for number, n in enumerate(range(self.size.rulings, 0, -20), 1)
            ),
        )  # fmt: skip

    def _text_on(self, date: dt.date, provision: int | None) -> int:
        """About the wording of that day: they change every six years."""
        of = provision or self.random.randint(1, self.size.provisions)
        wording = min(max((date.year - 1993) // 6, 0), self.size.wordings - 1)
        return (of - 1) * self.size.wordings + 1 + wording


def _without_indexes(cursor: Any, table: str) -> list[str]:
    """Drop the table's indexes but those of constraints; returns the statements that make them again."""
    cursor.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
        " WHERE i.indrelid = %s::regclass"
        " AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid) ORDER BY 1",
        [table],
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f"DROP INDEX {name}")
    return [definition for _, definition in found]
