"""Finding a browser, and what is said where there is none and none can be had."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser import chromium
from tests.browser.chromium import NoChromium


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose only programs are in this folder."""
    for name in (chromium.VARIABLE, "PLAYWRIGHT_BROWSERS_PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(chromium, "MAC_PATHS", ())
    return tmp_path


def a_program(path: Path, script: str = "exit 0") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_the_variable_names_the_browser(bare: Path, monkeypatch: pytest.MonkeyPatch):
    a_program(bare / "bin/chromium")
    chosen = a_program(bare / "elsewhere/my-chromium")
    monkeypatch.setenv(chromium.VARIABLE, str(chosen))
    assert chromium.ensure() == chosen


def test_a_variable_that_names_nothing_is_refused_though_there_is_a_browser(
    bare: Path, monkeypatch: pytest.MonkeyPatch
):
    a_program(bare / "bin/chromium")
    monkeypatch.setenv(chromium.VARIABLE, "/no/such/chromium")
    with pytest.raises(NoChromium, match=r"^KB_CHROMIUM names /no/such/chromium, which is no program\. Install"):
        chromium.ensure()


def test_debians_name_comes_before_the_others(bare: Path):
    chrome = a_program(bare / "bin/google-chrome")
    assert chromium.find() == chrome
    debians = a_program(bare / "bin/chromium")
    assert chromium.find() == debians


def test_the_newest_of_playwrights_own_is_found_where_the_system_has_none(bare: Path):
    cache = bare / "home/.cache/ms-playwright"
    for revision in (999, 1187, 1100):
        a_program(cache / f"chromium-{revision}/chrome-linux/chrome")
    assert chromium.find() == cache / "chromium-1187/chrome-linux/chrome"


def test_without_apt_it_says_what_to_install_and_which_variable_names_a_browser(bare: Path):
    assert chromium.find() is None
    with pytest.raises(NoChromium) as caught:
        chromium.ensure()
    assert str(caught.value) == (
        "No Chromium was found, and this machine has no apt-get to install one. Install Chromium (on Debian "
        "`apt-get install chromium`, elsewhere `.venv/bin/python -m playwright install chromium`), or set "
        "KB_CHROMIUM to the path of a Chromium or Chrome."
    )


def test_without_root_or_a_willing_sudo_nothing_is_installed(bare: Path, monkeypatch: pytest.MonkeyPatch):
    tried = bare / "tried"
    a_program(bare / "bin/apt-get", f"echo >> {tried}")
    a_program(bare / "bin/sudo", "echo a password is required >&2; exit 1")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(NoChromium, match="only root may install one here"):
        chromium.ensure()
    assert not tried.exists()


@pytest.fixture
def as_root(bare: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    for name in ("env", "timeout", "sh", "ln", "chmod"):
        (bare / "bin").mkdir(exist_ok=True)
        (bare / "bin" / name).symlink_to(
            next(path for path in (Path("/usr/bin") / name, Path("/bin") / name) if path.exists())
        )
    return bare


def test_root_installs_it_without_a_word_of_apts(as_root: Path, capfd: pytest.CaptureFixture[str]):
    log = as_root / "log"
    a_program(
        as_root / "bin/apt-get",
        f'echo "$DEBIAN_FRONTEND $@" >> {log}; echo many lines; ln -sf {as_root}/bin/apt-get {as_root}/bin/chromium',
    )
    assert chromium.ensure() == as_root / "bin/chromium"
    assert log.read_text().splitlines() == [
        "noninteractive -o DPkg::Lock::Timeout=120 update",
        "noninteractive -o DPkg::Lock::Timeout=120 install -y --no-install-recommends chromium",
    ]
    assert capfd.readouterr() == ("", "Installing Chromium for the browser tests\n")


def test_what_apt_said_is_shown_when_it_fails(as_root: Path):
    a_program(as_root / "bin/apt-get", "echo E: Unable to locate package chromium >&2; exit 100")
    with pytest.raises(NoChromium) as caught:
        chromium.ensure()
    first, second, third = str(caught.value).splitlines()
    assert first == "E: Unable to locate package chromium"
    assert second.endswith("update` failed (exit 100).")
    assert third.startswith("No Chromium was found, and apt-get could not install one. Install Chromium")


def test_an_apt_that_hangs_is_ended(as_root: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(chromium, "SECONDS_TO_INSTALL", 0.2)
    a_program(as_root / "bin/apt-get", "while :; do :; done")
    with pytest.raises(NoChromium, match="took too long"):
        chromium.ensure()


def test_the_sandbox_is_given_up_by_root_alone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "--no-sandbox" in chromium.arguments()
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert "--no-sandbox" not in chromium.arguments()
