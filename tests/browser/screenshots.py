"""`make screenshots`: a picture of every kind of page, for a person to look at.

Narrow, middling and wide, light and dark; the first page in French too; some as they are printed. An index.html
beside the pictures shows them all. Without --url the site is set up for the purpose and removed again.
"""

import argparse
import contextlib
import html
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Error, sync_playwright

from tests.browser.addresses import ADDRESSES, IN_FRENCH, PRINTED, in_french
from tests.browser.chromium import NoChromium
from tests.browser.site import SiteNotServed, temporary_site
from tests.browser.watched import Browsing, launch

PROJECT = Path(__file__).parents[2]
type Scheme = Literal["light", "dark"]
WIDTHS = {375: 812, 768: 1024, 1440: 900}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screenshots", description=__doc__)
    parser.add_argument("--url", help="the address of a server that runs already, as http://127.0.0.1:8000")
    parser.add_argument("--only", action="append", metavar="NAME", help="this page, by its name or the beginning of it")
    parser.add_argument("--path", action="append", default=[], metavar="PATH", help="a page that is not in the list")
    parser.add_argument("--width", action="append", type=int, help="this width only")
    parser.add_argument("--scheme", action="append", choices=["light", "dark"], help="this colour scheme only")
    parser.add_argument("--top", action="store_true", help="what is seen at first, not the whole length of the page")
    parser.add_argument("--out", type=Path, default=PROJECT / "screenshots", metavar="FOLDER")
    chosen = parser.parse_args()
    paths = wanted(chosen.only, chosen.path)
    if not paths:
        sys.exit(f"No page has such a name. There are: {', '.join(ADDRESSES)}")
    chosen.out.mkdir(parents=True, exist_ok=True)
    try:
        with (
            served(chosen.url) as site,
            sync_playwright() as playwright,
            contextlib.closing(launch(playwright)) as browser,
        ):
            taken = list(
                pictures(
                    browser,
                    site,
                    paths,
                    folder=chosen.out,
                    widths=chosen.width or list(WIDTHS),
                    schemes=chosen.scheme or ["light", "dark"],
                    whole=not chosen.top,
                )
            )
    except (NoChromium, SiteNotServed) as reason:
        sys.exit(str(reason))
    except Error as reason:
        sys.exit(f"A page could not be taken: {reason.message}")
    write_index(chosen.out)
    print(f"{len(taken)} pictures: {chosen.out / 'index.html'}")


def wanted(names: list[str] | None, more: list[str]) -> dict[str, str]:
    """Name -> path. Each page in English, and those chosen for it in French."""
    paths = {name: address.path for name, address in ADDRESSES.items()}
    paths |= {f"{name}-fr": in_french(paths[name]) for name in IN_FRENCH}
    if names is not None or more:
        exact = {name for name in names or [] if name in paths}
        begin = tuple(set(names or []) - exact)
        paths = {name: path for name, path in paths.items() if name in exact or (begin and name.startswith(begin))}
    return paths | {path.strip("/").replace("/", "_").replace("?", "_") or "root": path for path in more}


@contextlib.contextmanager
def served(url: str | None) -> Iterator[str]:
    if url:
        yield url.rstrip("/")
    else:
        with temporary_site() as site:
            yield site


def pictures(
    browser: Browser,
    site: str,
    paths: dict[str, str],
    *,
    folder: Path,
    widths: list[int],
    schemes: list[Scheme],
    whole: bool,
) -> Iterator[Path]:
    """Take them, saying what was wrong with a page where something was."""
    for name, path in paths.items():
        browsing = Browsing(browser, site)
        page = browsing.new_page()
        answer = page.goto(path, wait_until="load")
        if answer is None or answer.status != ADDRESSES.get(name.removesuffix("-fr"), ADDRESSES["home"]).status:
            browsing.faults.append(f"answer {answer and answer.status}: {path}")
        for width in widths:
            page.set_viewport_size({"width": width, "height": WIDTHS.get(width, 900)})
            for scheme in schemes:
                page.emulate_media(color_scheme=scheme)
                target = folder / f"{name}-{width}-{scheme}.png"
                page.screenshot(path=target, full_page=whole, animations="disabled")
                yield target
        if name in PRINTED:
            page.emulate_media(media="print", color_scheme="light")
            target = folder / f"{name}-print.pdf"
            page.pdf(
                path=target, format="A4", margin={"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"}
            )
            yield target
        browsing.close()
        print(f"{name:<24} {path}", *(f"\n    {fault}" for fault in browsing.faults), flush=True)


def write_index(folder: Path) -> None:
    """A page with every picture in the folder, those of one page in a row."""
    rows: dict[str, list[str]] = {}
    for picture in sorted(folder.glob("*-*.png")):
        name, width, scheme = picture.stem.rsplit("-", 2)
        label = html.escape(f"{width} {scheme}")
        image = f'<a href="{picture.name}"><img src="{picture.name}" alt="{label}" width="{int(width) // 5}"></a>'
        rows.setdefault(name, []).append(f"<figure>{image}<figcaption>{label}</figcaption></figure>")
    for printed in sorted(folder.glob("*-print.pdf")):
        rows.setdefault(printed.stem.removesuffix("-print"), []).append(f'<a href="{printed.name}">print</a>')
    body = "\n".join(f"<h2>{html.escape(name)}</h2><div>{''.join(cells)}</div>" for name, cells in rows.items())
    style = (
        "body{font-family:sans-serif}div{display:flex;gap:1rem;align-items:start}figure{margin:0}img{border:1px solid}"
    )
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Screenshots</title><style>{style}</style>'
    (folder / "index.html").write_text(f"{head}<h1>Screenshots</h1>\n{body}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
