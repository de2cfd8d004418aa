"""The catalogue of messages: what is said in English here, and how it is said in French.

Messages come from Python (`gettext` and its kin, `say`), from templates, and from the vocabulary that data and code
hold as plain text: labels of choices, rules of precedent, the codebook and the issues as they stand in the YAML.
`kb/locale/fr/LC_MESSAGES/django.po` holds the translations; `django.mo` beside it is what Django reads. Both are
written here through Babel, so that no GNU gettext is needed, and hold neither times, line numbers nor paths of a
machine: the same sources give the same bytes.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any

import yaml
from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.apps import apps
from django.db.models import TextChoices
from django.utils.translation.template import templatize

from cases.authority import RULES
from jurisdictions.models import Record

LANGUAGE = "fr"
APPS = ("jurisdictions", "cases", "kb")

#: Function -> the places of its context (None), message and plural among the arguments.
KEYWORDS: dict[str, tuple[int | None, int, int | None]] = {
    "say": (None, 0, None),
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (None, 0, None)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
}
#: The same for Babel, which counts from 1; only what Django's `templatize` writes.
_TEMPLATE_KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}

#: Folders that hold nothing a reader of the pages sees: the admin stays English.
NOT_PAGES = {"migrations", "admin", "locale", "management", "data", "static"}

#: YAML file under the root -> its list, and the fields of an entry that are messages.
VOCABULARIES = {
    "jurisdictions/data/codebook.yaml": ("questions", ("label", "text", "rule")),
    "cases/data/issues.yaml": ("issues", ("title", "text")),
}

_HEAD = [
    ("Language", LANGUAGE),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
]
_PERCENT = re.compile(r"%\((\w+)\)[a-z]")


@dataclass(frozen=True, order=True)
class Key:
    """What makes a message one: its English, the English of its plural ("" for none), and its context."""

    text: str
    plural: str = ""
    context: str = ""

    def __str__(self) -> str:
        return f"{self.text!r} ({self.context})" if self.context else repr(self.text)


@dataclass
class Found:
    """The messages of the sources, in the order of files and lines, each with the files it stands in."""

    files: dict[Key, list[str]] = field(default_factory=dict)
    _known: dict[tuple[str, str], Key] = field(default_factory=dict, repr=False)

    def add(self, key: Key, file: str) -> None:
        """A catalogue tells messages apart by text and context alone: one with a plural stands for the same
        without, which Django then finds in it."""
        alike = self._known.get((key.text, key.context))
        if alike and key.plural and not alike.plural:
            self.files = {key if one == alike else one: files for one, files in self.files.items()}
        elif alike:
            key = alike
        self._known[key.text, key.context] = key
        files = self.files.setdefault(key, [])
        if file not in files:
            files.append(file)


class _Catalogue(Catalog):
    """French, with a head that says nothing of when, by whom and with what it was written."""

    def __init__(self) -> None:
        super().__init__(locale=LANGUAGE, fuzzy=False, charset="utf-8")

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return _HEAD

    @mime_headers.setter
    def mime_headers(self, headers: object) -> None:
        """What a file says of itself does not count."""


# What the sources hold


def collect(root: Path) -> Found:
    """Every message of the project at `root`: its files, then its vocabulary."""
    found = from_files(root)
    for key, file in vocabulary(root):
        found.add(key, file)
    return found


def from_files(root: Path) -> Found:
    """Messages of the Python files and templates of the apps' folders under `root`."""
    found = Found()
    for path in sorted(
        path
        for app in APPS
        for path in (root / app).rglob("*")
        if path.suffix in (".py", ".html", ".txt", ".xml", ".svg")
    ):
        relative = path.relative_to(root)
        if NOT_PAGES & set(relative.parts[:-1]) or relative.name == "admin.py":
            continue
        if path.suffix == ".py":
            keys = from_python(path.read_text("utf-8"))
        elif "templates" in relative.parts:
            keys = from_template(path.read_text("utf-8"))
        else:
            continue
        for key in keys:
            found.add(key, relative.as_posix())
    return found


def from_python(source: str) -> list[Key]:
    """Messages of a Python file, in its order: the literal texts that the functions of KEYWORDS are called with."""
    nodes = list(ast.walk(ast.parse(source)))
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    calls.sort(key=lambda call: (call.lineno, call.col_offset))
    imported = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    # Another module may have a `say` of its own, which talks to whoever started the server.
    meant = KEYWORDS.keys() - (set() if "jurisdictions.sentences" in imported else {"say"})
    return [key for call in calls if _name(call) in meant and (key := _called_with(call)) is not None]


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _called_with(call: ast.Call) -> Key | None:
    context, text, plural = (_literal(call, place) for place in KEYWORDS[_name(call)])
    return Key(text, plural or "", context or "") if text else None


def _literal(call: ast.Call, place: int | None) -> str | None:
    argument = call.args[place] if place is not None and place < len(call.args) else None
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


def from_template(source: str) -> list[Key]:
    """Messages of a Django template, in its order: {% translate %} and {% blocktranslate %}."""
    # What is not a message became filler, and the page's indentation would be read as Python's.
    calls = "\n".join(line.strip() for line in templatize(source).split("\n"))
    as_python = BytesIO(calls.encode())
    keys = []
    for _, message, _, context in extract(
        "python", as_python, keywords=_TEMPLATE_KEYWORDS, options={"encoding": "utf-8"}
    ):
        text, plural = (message, "") if isinstance(message, str) else (message[0], message[1])
        keys.append(Key(text, plural, context or ""))
    return keys


def vocabulary(root: Path) -> Iterator[tuple[Key, str]]:
    """What code and data hold as plain text: labels, names of records, rules, questions and issues."""
    for choices in sorted(_choices(TextChoices), key=lambda one: (one.__module__, one.__qualname__)):
        for label in choices.labels:
            yield Key(str(label)), f"{choices.__module__.replace('.', '/')}.py"
    for model in sorted(apps.get_models(), key=lambda one: (one.__module__, one.__qualname__)):
        if issubclass(model, Record):
            yield Key(str(model._meta.verbose_name)), f"{model.__module__.replace('.', '/')}.py"
    for rule in RULES.values():
        yield Key(rule.sentence), "cases/authority/rules.py"
    for file, (name, fields) in VOCABULARIES.items():
        path = root / file
        entries = yaml.safe_load(path.read_text("utf-8"))[name] if path.exists() else []
        for entry in entries:
            for each in fields:
                if entry.get(each):
                    yield Key(str(entry[each])), file


def _choices(base: type[TextChoices]) -> Iterator[type[TextChoices]]:
    for one in base.__subclasses__():
        if one.__module__.partition(".")[0] in APPS:
            yield one
        yield from _choices(one)


# The catalogue


def po_path(root: Path) -> Path:
    return root / "kb" / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def updated(po: bytes, found: Found) -> bytes:
    """The catalogue with the messages found: translations kept, new messages without one, others dropped."""
    old = read(po)
    new = _Catalogue()
    for key, files in found.files.items():
        kept = old.get(key.text, key.context or None)
        if kept and _key(kept) != key:
            kept = None  # it gained or lost a plural
        new.add(
            (key.text, key.plural) if key.plural else key.text,
            kept.string if kept else None,
            locations=[(file, 0) for file in files],
            flags=kept.flags & {"fuzzy"} if kept else (),
            user_comments=kept.user_comments if kept else (),
            context=key.context or None,
        )
    for message in new:
        # Babel's guess of a format says nothing that the placeholders do not.
        message.flags -= {"python-format", "python-brace-format"}
    head = "".join(f'"{name}: {value}\\n"\n' for name, value in _HEAD)
    out = BytesIO()
    write_po(out, new, width=0, omit_header=True, ignore_obsolete=True, include_lineno=False)
    comment = old.header_comment.strip() if po else "# English to French."
    return f'{comment}\nmsgid ""\nmsgstr ""\n{head}\n'.encode() + out.getvalue()


def read(po: bytes) -> Catalog:
    return read_po(BytesIO(po), locale=LANGUAGE, charset="utf-8", abort_invalid=True)


def compiled(po: bytes) -> bytes:
    """The catalogue as Django reads it; what is not translated, or fuzzy, is left out."""
    catalogue = _Catalogue()
    for message in read(po):
        if message.id:
            catalogue.add(message.id, message.string, flags=message.flags, context=message.context)
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def faults(po: bytes, mo: bytes, found: Found) -> list[str]:
    """Everything wrong with the catalogue, each in a line that names it; none where it is complete."""
    catalogue = read(po)
    known = {_key(message) for message in catalogue if message.id}
    wrong = [f"not in the catalogue: {key}" for key in found.files if key not in known]
    wrong += [f"no longer in the sources: {key}" for key in sorted(known - found.files.keys())]
    for message in catalogue:
        if message.id and _key(message) in found.files:
            wrong.extend(f"{fault}: {_key(message)}" for fault in _faults(message))
    if not wrong and updated(po, found) != po:
        wrong.append("the catalogue is not as `manage.py messages` writes it: run that")
    if compiled(po) != mo:
        wrong.append("django.mo is not what django.po compiles to: run `manage.py messages`")
    return wrong


def _key(message: Message) -> Key:
    text, plural = message.id if isinstance(message.id, (list, tuple)) else (message.id, "")
    return Key(text, plural, message.context or "")


def _faults(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy"
    key = _key(message)
    forms = list(message.string) if isinstance(message.string, (list, tuple)) else [message.string]
    if not all(forms):
        yield "not translated"
        return
    for place, form in enumerate(forms):
        # French counts none as it counts one: its first form may need the number where English says "one".
        wanted = [placeholders(key.plural)] if key.plural and place else [placeholders(key.text)]
        if key.plural and not place:
            wanted.append(placeholders(key.plural))
        if placeholders(str(form)) not in wanted:
            yield f"other placeholders in {form!r}"


def placeholders(text: str) -> set[str]:
    """The names to be filled in: `{name}` and `%(name)s`. A text that is no format holds none in braces."""
    try:
        braced = {f"{{{name}}}" for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        braced = {text}
    return braced | {f"%({name})s" for name in _PERCENT.findall(text)}
