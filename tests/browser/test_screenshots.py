"""`make screenshots`: pictures of what was asked for, and a page that shows them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.browser.site import PROJECT


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.browser.screenshots", *arguments]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)


def test_one_page_at_one_width_is_taken_in_both_schemes_and_printed(site: str, tmp_path: Path):
    done = run("--url", site, "--only", "home", "--width", "375", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "home-375-dark.png",
        "home-375-light.png",
        "home-print.pdf",
        "index.html",
    ]
    assert (tmp_path / "home-375-dark.png").read_bytes() != (tmp_path / "home-375-light.png").read_bytes()
    named = re.findall(r'href="([^"]+)"', (tmp_path / "index.html").read_text())
    assert named == ["home-375-dark.png", "home-375-light.png", "home-print.pdf"]
    assert done.stdout.splitlines() == ["home                     /en/", f"3 pictures: {tmp_path / 'index.html'}"]


def test_an_unknown_name_is_answered_with_those_there_are(tmp_path: Path):
    done = run("--only", "hoem", "--out", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("No page has such a name. There are: home, ")


def test_a_server_that_does_not_answer_is_said_in_one_line(tmp_path: Path):
    done = run("--url", "http://127.0.0.1:1", "--only", "home", "--out", str(tmp_path))
    assert done.returncode == 1
    assert re.match(r"A page could not be taken: .*http://127\.0\.0\.1:1/en/", done.stderr)
    assert "Traceback" not in done.stderr
