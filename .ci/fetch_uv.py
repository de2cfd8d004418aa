"""Put the locked uv into a folder without pip, which Debian and Ubuntu split off Python.

usage: fetch_uv.py LOCK_FILE FOLDER

The address and the hash of the file come from the lock file; one that does not match its
hash is not kept. Standard library only: nothing else is there yet.
"""

import hashlib
import io
import platform
import sys
import urllib.error
import urllib.request
import zipfile
from pathlib import Path


def main() -> None:
    lock_file, folder = Path(sys.argv[1]), Path(sys.argv[2])
    try:
        import tomllib  # since Python 3.11
    except ImportError:
        sys.exit("This Python has no pip and is too old: install Python 3.12 or later.")
    packages = tomllib.loads(lock_file.read_text(encoding="utf-8"))["package"]
    wheels = next(package["wheels"] for package in packages if package["name"] == "uv")
    wheel = next((wheel for wheel in wheels if is_for_this_machine(wheel["url"])), None)
    if wheel is None:
        sys.exit(
            f"There is no uv for {platform.system()} on {platform.machine()}: "
            "install Python's venv module (python3-venv) instead."
        )
    try:
        with urllib.request.urlopen(wheel["url"], timeout=60) as answer:  # noqa: S310 - locked address
            content = answer.read()
    except (urllib.error.URLError, TimeoutError) as error:
        sys.exit(
            f"uv could not be downloaded ({getattr(error, 'reason', error)}): check the network, "
            "or install Python's venv module (python3-venv)."
        )
    if f"sha256:{hashlib.sha256(content).hexdigest()}" != wheel["hash"]:
        sys.exit("The downloaded uv is not the one in the lock file: it was thrown away.")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".data/scripts/uv"))
        program = archive.read(name)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "uv").write_bytes(program)
    (folder / "uv").chmod(0o755)


def is_for_this_machine(address: str) -> bool:
    """By the platform tag that ends a wheel's name: `…-manylinux_2_17_x86_64.whl`."""
    tag = address.rpartition("-")[2]
    system = {"Darwin": "macosx", "Linux": "manylinux" if platform.libc_ver()[0] else "musllinux"}
    return system.get(platform.system(), "?") in tag and tag.endswith(f"_{platform.machine()}.whl")


if __name__ == "__main__":
    main()
