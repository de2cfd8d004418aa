from pathlib import Path

import pytest

from kb.running import environment
from kb.running.environment import Misconfigured


@pytest.mark.parametrize(
    ("written", "read"), [("true", True), ("1", True), ("False", False), ("0", False), (" ", True)]
)
def test_boolean_reads_true_and_false_and_takes_blank_for_unset(monkeypatch, written, read):
    monkeypatch.setenv("DEBUG", written)
    assert environment.boolean("DEBUG", default=True) is read


@pytest.mark.parametrize("written", ["yes", "no", "on", "2", "truth"])
def test_boolean_refuses_to_guess(monkeypatch, written):
    monkeypatch.setenv("DEBUG", written)
    with pytest.raises(Misconfigured, match=f"DEBUG is '{written}': write true or false"):
        environment.boolean("DEBUG")


@pytest.mark.parametrize("written", ["0", "65536", "-1", "8o", "8000.0", "٨٠"])
def test_integer_refuses_what_is_out_of_bounds_or_no_number(monkeypatch, written):
    monkeypatch.setenv("PORT", written)
    with pytest.raises(Misconfigured, match="write a whole number from 1 to 65535"):
        environment.integer("PORT", 8000, at_least=1, at_most=65535)


def test_integer_reads_a_number_within_bounds_or_the_default(monkeypatch):
    monkeypatch.setenv("PORT", "8123")
    assert environment.integer("PORT", 8000, at_least=1, at_most=65535) == 8123
    monkeypatch.delenv("PORT")
    assert environment.integer("PORT", 8000, at_least=1, at_most=65535) == 8000


def test_words_drops_blanks(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", " a.example , ,b.example")
    assert environment.words("ALLOWED_HOSTS") == ["a.example", "b.example"]


def test_secret_is_read_from_a_file(monkeypatch, tmp_path: Path):
    (tmp_path / "key").write_text("s3cret\n")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))
    assert environment.secret("SECRET_KEY") == "s3cret"


def test_secret_refuses_two_places(monkeypatch, tmp_path: Path):
    monkeypatch.setenv("SECRET_KEY", "one")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))
    with pytest.raises(Misconfigured, match="are both set"):
        environment.secret("SECRET_KEY")


@pytest.mark.parametrize(
    ("content", "complaint"), [(None, "cannot be read"), (b"", "is empty"), (b"\xff", "not UTF-8")]
)
def test_secret_names_the_file_that_is_no_use(monkeypatch, tmp_path: Path, content, complaint):
    path = tmp_path / "key"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv("SECRET_KEY_FILE", str(path))
    with pytest.raises(Misconfigured, match=complaint):
        environment.secret("SECRET_KEY")
