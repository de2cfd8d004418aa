"""The rules of precedent and of standing, each with its id, one sentence, and the authority it is taken from.

`since` is given where the rule began on a day that matters: before it the answer is *not determinable*.
`docs/decisions/0010-who-binds-whom.md` says which authorities were opened and which are recalled.
"""

from cases.authority.rules.precedent import PRECEDENT
from cases.authority.rules.rule import Rule
from cases.authority.rules.standing import STANDING

#: Every rule by its id.
RULES: dict[str, Rule] = {rule.id: rule for rule in (*PRECEDENT, *STANDING)}

__all__ = ["RULES", "Rule"]
