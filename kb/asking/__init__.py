"""Questions as they are asked: read and checked once, answered once, and given a form by whoever asked.

A module a question. Each reads its parameters from a `ParameterReader` into a frozen dataclass (`CoverageAsked`), which
names its title, the query that asks it again, and gives the answer from the engine. The faces (`kb.api`, `kb.pages`)
import from here and never from one another.
"""
