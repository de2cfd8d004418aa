"""Where law meets conditions: `where`, `within`, `compare_to`, `enforceable` and `grade`, and what they are answered
with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jurisdictions.grades import GRADES, Grade
from jurisdictions.models import Jurisdiction
from jurisdictions.parameters import ParameterReader, nearest, shown
from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import told
from kb.asking.record_start import check_on_record
from kb.coverage.conditions import Condition
from kb.coverage.report import Coverage, cover, read_conditions

#: What `enforceable` may say: only the text counts, or also what rulings left of it.
ENFORCEABLE = ("text", "in-practice")

PARAMETERS = ("where", "within", "as_of", "compare_to", "enforceable", "grade")


@dataclass(frozen=True, slots=True)
class CoverageAsked:
    """`conditions` may be empty only where a face shows the question before it is asked. `within` is a code."""

    conditions: tuple[Condition, ...]
    as_of: dt.date
    within: str | None = None
    compare_to: dt.date | None = None
    in_practice: bool = True
    grade: Grade | None = None

    @property
    def title(self) -> str:
        """What the answer is called where it is cited."""
        title = f"Jurisdictions whose law meets {'; '.join(map(str, self.conditions))}"
        title += f", within {self.within}" if self.within else ""
        title += f", by answers of grade {self.grade} or better" if self.grade else ""
        return title if self.in_practice else f"{title} (text only)"

    def query(self) -> dict[str, object]:
        """The parameters that ask it again, on its day."""
        return {
            "where": list(map(str, self.conditions)),
            "within": self.within,
            "as_of": self.as_of.isoformat(),
            "compare_to": self.compare_to and self.compare_to.isoformat(),
            "enforceable": "" if self.in_practice else "text",
            "grade": self.grade and self.grade.value,
        }

    def answer(self) -> tuple[Coverage, Coverage | None]:
        """On the day, and on the day compared with, if one is."""
        return self.on(self.as_of), self.on(self.compare_to) if self.compare_to else None

    def on(self, day: dt.date) -> Coverage:
        return cover(self.conditions, day, within=self.within, in_practice=self.in_practice, grade=self.grade)


def read(reader: ParameterReader, as_of: dt.date, *, required: bool = True) -> CoverageAsked:
    """The question. Without `required` it may have no conditions yet; every fault is left in the reader."""
    within, compare_to = within_of(reader), day_of(reader, "compare_to")
    in_practice = reader.choice("enforceable", ENFORCEABLE, "in-practice") == "in-practice"
    conditions = conditions_of(reader, required=required)
    check_on_record(reader, compare_to=compare_to)
    return CoverageAsked(conditions, as_of, within, compare_to, in_practice, grade_of(reader))


def grade_of(reader: ParameterReader) -> Grade | None:
    """The least grade that an answer must have to count; None where every answer does."""
    grade = reader.choice("grade", GRADES, "")
    return Grade(grade) if grade else None


def conditions_of(reader: ParameterReader, *, required: bool) -> tuple[Condition, ...]:
    """The conditions asked for; a fault where they cannot be asked, and where `required` if there are none."""
    where = reader.data.getlist("where")
    if (where or required) and not reader.refused("where"):
        with reader.refusing("where"):
            return read_conditions(where)
    return ()


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
