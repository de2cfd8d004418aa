"""Curated YAML -> plain values that remember file and line. No model is touched here.

Everything wrong is collected, not just the first thing; a `Fault` names file, line and field.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from jurisdictions.importing.spec import Spec

try:
    from yaml import CSafeLoader as Loader  # some ten times faster; the plain one reads the same
except ImportError:  # a build of PyYAML without libyaml
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

#: A scalar as it was written: dates keep their precision, "yes" stays a word.
type Scalar = str | None
type Plain = Scalar | list[Scalar] | dict[str, Scalar | list[Scalar]]


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong, where it is, and (in the message) what would be right."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.field}: {self.message}" if self.field else f"{where}: {self.message}"


@dataclass
class Entry:
    """One record as read: its values by key, each with its line, and the records nested in it. What stands in a value
    that is a mapping has its line under both keys: `query.where`."""

    spec: Spec
    file: str
    line: int
    values: dict[str, Plain]
    lines: dict[str, int]
    parent: Entry | None = None
    children: dict[str, list[Entry]] = field(default_factory=dict)
    place: int = 0

    def fault(self, key: str, message: str) -> Fault:
        return Fault(self.file, self.lines.get(key, self.line), key, message)

    def family(self) -> Iterator[Entry]:
        """This entry and those nested in it, parents first."""
        yield self
        for entries in self.children.values():
            for entry in entries:
                yield from entry.family()


def read_folder(folder: Path, specs: tuple[Spec, ...], faults: list[Fault]) -> list[Entry]:
    """Every record of the folder's *.yaml files, in the order of file names and lines.

    Faults are appended to `faults`; a file that cannot be read at all gives none of its records.
    """
    entries: list[Entry] = []
    for path in sorted(folder.glob("*.yaml")):
        entries.extend(read_file(path, specs, faults))
    return entries


def label_of(path: Path) -> str:
    """The file's name as shown in faults and kept in `curated_in`: `jurisdictions/data/us.yaml`."""
    return "/".join(path.parts[-3:])


def read_file(path: Path, specs: tuple[Spec, ...], faults: list[Fault]) -> list[Entry]:
    """The records of one file; see `read_folder`."""
    name = label_of(path)
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        faults.append(Fault(name, line, "", f"not UTF-8 at byte {error.start}: save the file as UTF-8"))
        return []
    except OSError as error:
        faults.append(Fault(name, 0, "", f"cannot be read: {error.strerror}"))
        return []
    try:
        root = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.append(Fault(name, mark.line + 1 if mark else 0, "", f"not YAML: {error.problem}"))
        return []
    except yaml.YAMLError as error:  # a control character, say; it has no mark
        faults.append(Fault(name, 0, "", f"not YAML: {error}".split("\n")[0]))
        return []
    if root is None:
        return []
    by_key = {spec.key: spec for spec in specs}
    if not isinstance(root, yaml.MappingNode):
        faults.append(Fault(name, _line(root), "", f"the file must map {', '.join(by_key)} to lists"))
        return []
    entries: list[Entry] = []
    for key, node in _pairs(root, name, faults):
        if key not in by_key:
            faults.append(Fault(name, _line(node), key, _unknown(key, by_key)))
            continue
        entries.extend(_records(node, by_key[key], name, None, faults))
    return entries


def _line(node: yaml.Node) -> int:
    return node.start_mark.line + 1


def _unknown(key: str, known: dict[str, Spec] | tuple[str, ...]) -> str:
    near = difflib.get_close_matches(key, list(known), n=1, cutoff=0.5)
    return f"unknown key; did you mean {near[0]}?" if near else f"unknown key; known are {', '.join(known)}"


def _pairs(node: yaml.MappingNode, file: str, faults: list[Fault]) -> Iterator[tuple[str, yaml.Node]]:
    seen: dict[str, int] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in seen:
            faults.append(Fault(file, _line(key_node), key, f"given twice; first on line {seen[key]}"))
            continue
        seen[key] = _line(key_node)
        yield key, value_node


def _records(node: yaml.Node, spec: Spec, file: str, parent: Entry | None, faults: list[Fault]) -> Iterator[Entry]:
    if not isinstance(node, yaml.SequenceNode):
        faults.append(Fault(file, _line(node), spec.key, "must be a list of records"))
        return
    children = {child.key: child for child in spec.children}
    for place, item in enumerate(node.value, start=1):
        if not isinstance(item, yaml.MappingNode):
            faults.append(Fault(file, _line(item), spec.key, "each record must map keys to values"))
            continue
        entry = Entry(spec, file, _line(item), {}, {}, parent, place=place)
        for key, value in _pairs(item, file, faults):
            entry.lines[key] = _line(value)
            if key in children:
                entry.children[key] = list(_records(value, children[key], file, entry, faults))
            elif key in spec.keys:
                plain = _plain(value, entry, key, faults)
                if plain is not None:
                    entry.values[key] = plain
            else:
                faults.append(entry.fault(key, _unknown(key, spec.keys)))
        yield entry


def _plain(node: yaml.Node, entry: Entry, key: str, faults: list[Fault]) -> Plain:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
        return [_scalar(item) for item in node.value]
    if entry.spec.maps(key):
        if isinstance(node, yaml.MappingNode):
            return _mapping(node, entry, key, faults)
        faults.append(entry.fault(key, "must map words to a value or a list of values"))
        return None
    faults.append(entry.fault(key, "must be a single value or a list of values"))
    return None


def _mapping(node: yaml.MappingNode, entry: Entry, key: str, faults: list[Fault]) -> Plain:
    found: dict[str, Scalar | list[Scalar]] = {}
    for word, value in _pairs(node, entry.file, faults):
        within = f"{key}.{word}"
        entry.lines[within] = _line(value)
        plain = _plain(value, entry, within, faults)
        if plain is not None and not isinstance(plain, dict):
            found[word] = plain
    return found


def _scalar(node: yaml.ScalarNode) -> Scalar:
    return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)
