"""Sentences that are English text and can also be said in another language. No Django here.

    step = say("{court} is not a court of {system}.", court="The Court of Arcadia", system="US")

`step` is the text, as any other str: what sorts, stores or serves it need not know. It also keeps the template
and the values, so that a page can look the template up in a catalogue and put the values in again
(`kb.languages.saying`). `manage.py messages` collects every template from the calls of `say`, so a template is always
written out where `say` is called. It is a whole sentence or clause: halves cannot be put in another order.

A value is a name (as it is), a sentence (translated in its turn), or a date (written as the language writes dates).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Never


class Sentence(str):
    """English text that remembers its template and the values put into it. Made by `say`."""

    __slots__ = ("_values", "template")

    template: str
    _values: dict[str, Any]

    @property
    def values(self) -> Mapping[str, Any]:
        return MappingProxyType(self._values)

    def __setattr__(self, name: str, value: Any) -> Never:
        raise AttributeError(f"a sentence does not change: {name} cannot be set")

    def __delattr__(self, name: str) -> Never:
        raise AttributeError(f"a sentence does not change: {name} cannot be deleted")

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (self.template, self._values)


class Joined(str):
    """Texts with a separator between them. Made by `joined`."""

    __slots__ = ("parts", "separator")

    separator: str
    parts: tuple[str, ...]

    def __setattr__(self, name: str, value: Any) -> Never:
        raise AttributeError(f"a sentence does not change: {name} cannot be set")

    def __delattr__(self, name: str) -> Never:
        raise AttributeError(f"a sentence does not change: {name} cannot be deleted")

    def __reduce__(self) -> tuple[Any, ...]:
        return joined, (self.separator, self.parts)


def say(template: str, /, **values: Any) -> Sentence:
    """The template with `{name}` replaced by each value. One without values is taken as it is written."""
    return _made(template, values)


def joined(separator: str, parts: Iterable[str]) -> Joined:
    """The parts with the separator between them, each still a sentence of its own. A separator with words in it,
    such as `say(" or ")`, is translated too."""
    kept = tuple(parts)
    text = str.__new__(Joined, separator.join(kept))
    object.__setattr__(text, "separator", separator)
    object.__setattr__(text, "parts", kept)
    return text


def told(error: Exception) -> str:
    """What an error says, still a sentence where it was raised with one: `str(error)` is the text alone."""
    first = error.args[0] if len(error.args) == 1 else None
    return first if isinstance(first, str) else str(error)


# The slots' own setters, which cost less than `object.__setattr__`.
_set_template = Sentence.__dict__["template"].__set__
_set_values = Sentence.__dict__["_values"].__set__


def _made(template: str, values: dict[str, Any]) -> Sentence:
    text = str.__new__(Sentence, template.format_map(values) if values else template)
    _set_template(text, template)
    _set_values(text, values)
    return text
