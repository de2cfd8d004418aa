"""`manage.py messages`: what it collects, keeps and finds wrong, on a small project of its own."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kb.languages.messages import (
    Found,
    Key,
    collect,
    compiled,
    faults,
    from_files,
    from_python,
    from_template,
    placeholders,
    po_path,
    updated,
)

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
from jurisdictions.sentences import say

TITLE = _("The law of Arcadia")

def steps(court, count):
    yield say(
        "{court} sits "
        "in Arcadia.", court=say("the high court") if count else court
    )
    yield ngettext("%(count)s court", "%(count)s courts", count)
    yield pgettext("of a federation", "State")
    yield say(court), say(f"{count} courts"), _(court)
"""

TEMPLATE = """
{% load i18n %}<h1>{% translate "Courts" %}</h1>
{# {% translate "Not this" %} #}
<p title="{% translate "State" context "of a federation" %}">{% blocktranslate count counter=courts|length trimmed %}
  {{ counter }} court
{% plural %}
  {{ counter }} courts
{% endblocktranslate %}</p>
    <div>
        {% include "kb/parts/count.html" with title=_("Every court") %}
      {% translate "Closed" %} </div>
{% blocktranslate with name=court.name %}Of {{ name }}: 100%{% endblocktranslate %}
"""


@pytest.fixture
def project(tmp_path: Path, settings: Any) -> Path:
    """A project with one module, one page, a codebook and issues; no catalogue yet."""
    settings.BASE_DIR = tmp_path
    files = {
        "kb/pages/courts.py": PYTHON,
        "kb/templates/kb/courts.html": TEMPLATE,
        "kb/templates/kb/admin/index.html": '{% load i18n %}{% translate "For editors" %}',
        "kb/migrations/0001.py": '_("An old label")',
        "kb/running/serve.py": 'say("Ready")',
        "jurisdictions/data/codebook.yaml": "questions:\n- label: Olives\n  text: Are olives law?\n  rule: ''\n",
        "cases/data/issues.yaml": "issues:\n- title: Figs\n  text: Is a fig\n    an olive?\n  note: Seldom.\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_messages_are_read_from_python() -> None:
    assert from_python(PYTHON) == [
        Key("The law of Arcadia"),
        Key("{court} sits in Arcadia."),
        Key("the high court"),
        Key("%(count)s court", "%(count)s courts"),
        Key("State", context="of a federation"),
    ]


def test_messages_are_read_from_templates() -> None:
    assert from_template(TEMPLATE) == [
        Key("Courts"),
        Key("State", context="of a federation"),
        Key("%(counter)s court", "%(counter)s courts"),
        Key("Every court"),
        Key("Closed"),
        Key("Of %(name)s: 100%%"),
    ]


def test_only_what_readers_see_is_collected_with_the_files_it_stands_in(project: Path) -> None:
    found = from_files(project).files
    assert found[Key("State", context="of a federation")] == ["kb/pages/courts.py", "kb/templates/kb/courts.html"]
    assert not {key.text for key in found} & {"For editors", "An old label", "Ready", "Not this"}


def test_the_vocabulary_is_collected_from_code_and_data(project: Path) -> None:
    found = collect(project).files
    assert found[Key("Olives")] == found[Key("Are olives law?")] == ["jurisdictions/data/codebook.yaml"]
    assert found[Key("Is a fig an olive?")] == ["cases/data/issues.yaml"]
    assert found[Key("Intermediate court of appeal")] == ["jurisdictions/models/places.py"]
    assert found[Key("A state's court is not bound by the courts of another state.")] == ["cases/authority/rules.py"]
    assert Key("Seldom.") not in found


def test_the_command_writes_both_files_and_again_the_same(project: Path) -> None:
    call_command("messages", stdout=StringIO())
    po, mo = po_path(project), po_path(project).with_suffix(".mo")
    first = po.read_bytes(), mo.read_bytes()
    assert b'#: kb/pages/courts.py\nmsgid "The law of Arcadia"\nmsgstr ""\n' in first[0]
    assert str(project).encode() not in first[0]
    assert b"-Date" not in first[0] + first[1]
    call_command("messages", stdout=StringIO())
    assert (po.read_bytes(), mo.read_bytes()) == first


def test_the_check_names_what_is_missing_and_writes_nothing(project: Path) -> None:
    out = StringIO()
    with pytest.raises(CommandError, match="faults in the catalogue"):
        call_command("messages", check=True, stdout=out)
    assert "not in the catalogue: 'The law of Arcadia'\n" in out.getvalue()
    assert not po_path(project).exists()
    call_command("messages", stdout=StringIO())
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("messages", check=True, stdout=out)
    assert "not translated: 'State' (of a federation)\n" in out.getvalue()


COURT, COURTS = Key("{court} sits."), Key("%(count)s court", "%(count)s courts")


def _found(*keys: Key) -> Found:
    found = Found()
    for key in keys:
        found.add(key, "kb/arcadia.py")
    return found


def _translated(**of: str) -> bytes:
    """The catalogue of COURT and COURTS, with these translations."""
    po = updated(b"", _found(COURT, COURTS)).decode()
    for start, value in {
        'msgid "{court} sits."\nmsgstr "': of.get("court", "{court} siège."),
        'msgstr[0] "': of.get("one", "%(count)s tribunal"),
        'msgstr[1] "': of.get("many", "%(count)s tribunaux"),
    }.items():
        po = po.replace(start, start + value)
    return po.encode()


def _faults(po: bytes, *keys: Key) -> list[str]:
    return faults(po, compiled(po), _found(*(keys or (COURT, COURTS))))


def test_a_complete_catalogue_has_no_faults() -> None:
    assert _faults(_translated()) == []


def test_the_first_form_may_say_the_number_that_english_leaves_out() -> None:
    one = Key("One court", "%(count)s courts")
    po = updated(b"", _found(one)).replace(b'msgstr[0] "', b'msgstr[0] "%(count)s tribunal')
    assert _faults(po.replace(b'msgstr[1] "', b'msgstr[1] "%(count)s tribunaux'), one) == []
    assert _faults(_translated(one="Un tribunal")) == ["other placeholders in 'Un tribunal': '%(count)s court'"]


def test_placeholders_must_be_those_of_the_message() -> None:
    assert _faults(_translated(court="{cour} siège.")) == ["other placeholders in '{cour} siège.': '{court} sits.'"]
    assert _faults(_translated(court="{court siège.")) == ["other placeholders in '{court siège.': '{court} sits.'"]
    assert _faults(_translated(many="des tribunaux")) == ["other placeholders in 'des tribunaux': '%(count)s court'"]
    assert placeholders("{a} of %(b)s, {a}, 100%") == {"{a}", "%(b)s"}


def test_a_message_with_a_plural_stands_for_the_same_without() -> None:
    found = _found(Key("%(count)s court"), COURT, COURTS, Key("%(count)s court"))
    assert list(found.files) == [COURTS, COURT]
    assert faults(_translated(), compiled(_translated()), found) == [
        "the catalogue is not as `manage.py messages` writes it: run that"
    ]
    po = updated(_translated(), found)
    assert faults(po, compiled(po), found) == []


def test_fuzzy_and_missing_translations_are_faults() -> None:
    fuzzy = _translated().replace(b'\nmsgid "{court}', b'\n#, fuzzy\nmsgid "{court}')
    assert _faults(fuzzy) == ["fuzzy: '{court} sits.'"]
    assert "{court} siège.".encode() not in compiled(fuzzy)
    assert _faults(_translated(one="")) == ["not translated: '%(count)s court'"]


def test_a_catalogue_that_is_out_of_date_is_a_fault() -> None:
    new = Key("A new court sits.")
    assert _faults(_translated(), COURT, COURTS, new) == ["not in the catalogue: 'A new court sits.'"]
    assert _faults(_translated(), COURT) == ["no longer in the sources: '%(count)s court'"]
    assert _faults(_translated() + b"\n# A remark at the end.\n") == [
        "the catalogue is not as `manage.py messages` writes it: run that"
    ]
    po = _translated()
    assert faults(po, compiled(_translated(one="un tribunal")), _found(COURT, COURTS)) == [
        "django.mo is not what django.po compiles to: run `manage.py messages`"
    ]


def test_updating_keeps_translations_glossary_and_remarks_and_drops_what_is_gone() -> None:
    po = _translated().replace(b"# English to French.", b"# court = tribunal")
    po = po.replace(b'#: kb/arcadia.py\nmsgid "{court}', b'# Said of Elis too.\n#: kb/arcadia.py\nmsgid "{court}')
    again = updated(po, _found(Key("A new court sits."), COURT)).decode()
    assert again.startswith("# court = tribunal\n")
    assert '# Said of Elis too.\n#: kb/arcadia.py\nmsgid "{court} sits."\nmsgstr "{court} siège."\n' in again
    assert "tribunaux" not in again
    assert again.index("A new court") < again.index("{court} sits")
