"""Where law meets conditions: `where`, `any`, `none`, `also`, `basis`, `kind`, `grade`, `within` and `compare_to`, and
what they are answered with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jurisdictions.grades import GRADES, Grade
from jurisdictions.models import Jurisdiction, JurisdictionKind
from jurisdictions.parameters import ParameterReader, nearest, not_one_of, shown
from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import say, told
from kb.asking.record_start import check_on_record
from kb.coverage.conditions import ASK_SOMETHING, Basis, Condition, Query
from kb.coverage.report import Coverage, cover, read_query

#: What counts as law; the default is what rulings left enforceable.
BASES = tuple(basis.value for basis in Basis)

#: The older spelling of two of them, which addresses still have.
ENFORCEABLE = {"text": Basis.IN_FORCE, "in-practice": Basis.ENFORCEABLE}

#: Kinds of jurisdiction that may be asked about.
KINDS = tuple(JurisdictionKind.values)

#: Parameters that hold conditions.
CONDITIONS = ("where", "any", "none", "also")

#: What asks, besides the days.
ASKED = (*CONDITIONS, "within", "basis", "enforceable", "kind", "grade")

PARAMETERS = (*ASKED, "as_of", "compare_to")

_TITLED = {Basis.ENFORCEABLE: "", Basis.IN_FORCE: " (text only)", Basis.ENACTED: " (law made, in force or not)"}


@dataclass(frozen=True, slots=True)
class CoverageAsked:
    """`asked` may ask of no clause only where a face shows the question before it is asked. `within` is a code."""

    asked: Query
    as_of: dt.date
    within: str | None = None
    compare_to: dt.date | None = None
    basis: Basis = Basis.ENFORCEABLE
    kinds: tuple[str, ...] = ()
    grade: Grade | None = None

    @property
    def title(self) -> str:
        """What the answer is called where it is cited."""
        asked = self.asked
        one_clause = [*map(str, asked.where)]
        if asked.any_of:
            one_clause.append(f"at least one of {', '.join(map(str, asked.any_of))}")
        title = f"Jurisdictions whose law meets {'; '.join(one_clause)}"
        title += "".join(f", with a provision that meets {condition}" for condition in asked.also)
        title += "".join(f", without a provision that meets {condition}" for condition in asked.none_of)
        title += f", within {self.within}" if self.within else ""
        title += f", of kind {' or '.join(self.kinds)}" if self.kinds else ""
        title += f", by answers of grade {self.grade} or better" if self.grade else ""
        return title + _TITLED[self.basis]

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Those that one clause must meet together."""
        return self.asked.where

    def written(self) -> dict[str, list[str]]:
        """The conditions as their parameters have them."""
        asked = self.asked
        parts = zip(CONDITIONS, (asked.where, asked.any_of, asked.none_of, asked.also), strict=True)
        return {name: [*map(str, conditions)] for name, conditions in parts}

    def query(self) -> dict[str, object]:
        """The parameters that ask it again, on its day."""
        return {
            **self.written(),
            "basis": "" if self.basis is Basis.ENFORCEABLE else self.basis.value,
            "kind": list(self.kinds),
            "within": self.within,
            "as_of": self.as_of.isoformat(),
            "compare_to": self.compare_to and self.compare_to.isoformat(),
            "grade": self.grade and self.grade.value,
        }

    def applied(self) -> dict[str, object]:
        """What the answer says that it was asked."""
        return {
            **self.written(),
            "basis": self.basis.value,
            "enforceable": "in-practice" if self.basis.in_practice else "text",
            "kind": list(self.kinds),
            "within": self.within,
            "as_of": self.as_of.isoformat(),
            "compare_to": self.compare_to and self.compare_to.isoformat(),
            "grade": self.grade and self.grade.value,
        }

    def answer(self) -> tuple[Coverage, Coverage | None]:
        """On the day, and on the day compared with, if one is."""
        return self.on(self.as_of), self.on(self.compare_to) if self.compare_to else None

    def on(self, day: dt.date) -> Coverage:
        return cover(self.asked, day, within=self.within, kinds=self.kinds, basis=self.basis, grade=self.grade)


def read(reader: ParameterReader, as_of: dt.date, *, required: bool = True) -> CoverageAsked:
    """The question. Without `required` it may have no conditions yet; every fault is left in the reader."""
    within, compare_to = within_of(reader), day_of(reader, "compare_to")
    basis, kinds = basis_of(reader), kinds_of(reader)
    asked = asked_of_law(reader, required=required)
    check_on_record(reader, compare_to=compare_to)
    return CoverageAsked(asked, as_of, within, compare_to, basis, kinds, grade_of(reader))


def grade_of(reader: ParameterReader) -> Grade | None:
    """The least grade that an answer must have to count; None where every answer does."""
    grade = reader.choice("grade", GRADES, "")
    return Grade(grade) if grade else None


def asked_of_law(reader: ParameterReader, *, required: bool) -> Query:
    """The conditions; a fault where they cannot be asked, and where `required` if no clause is asked for."""
    given = {name: reader.data.getlist(name) for name in CONDITIONS if not reader.refused(name)}
    if not any(given.values()):
        if required and not any(map(reader.refused, CONDITIONS)):
            reader.fault("where", ASK_SOMETHING)
        return Query()
    asked, faults = read_query(given)
    for name, fault in faults.items():
        reader.fault(name, told(fault))
    if not asked and not any(map(reader.refused, ("where", "any"))):
        if required:
            reader.fault("where", ASK_SOMETHING)
        else:
            for name in (name for name in ("none", "also") if given.get(name)):
                reader.fault(name, say("goes with where or any: say first what one provision must meet"))
    return asked


def basis_of(reader: ParameterReader) -> Basis:
    """What counts as law, in either spelling; a fault where the two contradict each other."""
    basis = Basis(reader.choice("basis", BASES, Basis.ENFORCEABLE.value))
    older = reader.choice("enforceable", ENFORCEABLE, "")
    if not older or reader.refused("enforceable"):
        return basis
    if "basis" in reader.data and not reader.refused("basis") and basis is not ENFORCEABLE[older]:
        text = say(
            "basis={basis} and enforceable={older} contradict each other: leave out enforceable, the older spelling of "
            "basis={meant}",
            basis=basis.value,
            older=older,
            meant=ENFORCEABLE[older].value,
        )
        reader.fault("basis", text)
    return ENFORCEABLE[older]


def kinds_of(reader: ParameterReader) -> tuple[str, ...]:
    """The kinds of jurisdiction asked about, each once, in the order of their vocabulary; none: all."""
    words = reader.words("kind")
    for word in words:
        if word not in KINDS:
            reader.fault("kind", *not_one_of(word, KINDS))
    return tuple(kind for kind in KINDS if kind in words)


def within_of(reader: ParameterReader) -> str | None:
    """The code asked for, in capitals; a fault where no jurisdiction has it."""
    code = reader.one("within")
    if code is None:
        return None
    known = list(Jurisdiction.objects.public().values_list("code", flat=True))
    if code.upper() in known:
        return code.upper()
    near = nearest(code.upper(), [name.lower() for name in known]).upper()
    reader.fault("within", f"no jurisdiction has the code {shown(code)}" + (f"; did you mean {near}?" if near else ""))
    return None


def day_of(reader: ParameterReader, name: str) -> dt.date | None:
    """A day besides `as_of`; None where it is missing, a fault where the value names none."""
    value = reader.one(name)
    if value is None:
        return None
    try:
        date = PartialDate.parse(value)
    except ValueError as error:
        reader.fault(name, told(error))
        return None
    if date.precision != "day":
        reader.fault(name, f"{shown(value)} names no day: write it as 2025-01-01")
        return None
    return date.earliest
