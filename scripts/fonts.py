"""Cut the fonts to what the pages use: `make fonts`. The results lie in the project; only a new version needs this.

Each comes from its package in the npm registry, keeps the weights and letters named here, and stays under its
own licence (SIL OFL 1.1, no reserved names), which is copied beside it.
"""

import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).resolve().parent.parent / "claims" / "static" / "claims" / "fonts"
VERSION = "5.3.0"
SAID, OURS = (400, 600), (400, 700)  # the lightest and the boldest that the styles ask for
LATIN = [
    *range(0x20, 0x7F), *range(0xA0, 0x100), 0x131, 0x152, 0x153, *range(0x2010, 0x2015), *range(0x2018, 0x201B),
    *range(0x201C, 0x201F), 0x2020, 0x2026, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2122, *range(0x2190, 0x2194),
    0x2212, 0x2260, 0x2264, 0x2265,
]  # fmt: skip
FEATURES = [
    *("kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum", "case", "rvrn"),
    *("init", "medi", "fina", "rlig", "isol", "calt", "curs"),  # how Arabic letters join
]


@dataclass(frozen=True)
class Cut:
    """One file: the script that its package calls it by, and our name for it."""

    package: str
    script: str
    name: str
    weights: tuple[int, int]
    licence: str


CUTS = [
    *(Cut("literata", script, f"literata-{script}", SAID, "literata") for script in ("latin", "latin-ext", "cyrillic")),
    *(
        Cut("ibm-plex-sans", script, f"plex-sans-{script}", OURS, "plex-sans")
        for script in ("latin", "latin-ext", "cyrillic")
    ),
    Cut("noto-naskh-arabic", "arabic", "noto-naskh-arabic", SAID, "noto-naskh-arabic"),
    Cut("vazirmatn", "arabic", "vazirmatn-arabic", OURS, "vazirmatn"),
    Cut("noto-serif-hebrew", "hebrew", "noto-serif-hebrew", SAID, "noto-serif-hebrew"),
    Cut("noto-sans-hebrew", "hebrew", "noto-sans-hebrew", OURS, "noto-sans-hebrew"),
]


def unpacked(package: str, folder: Path) -> Path:
    """Where the files of a package lie after they were fetched."""
    there = folder / package
    if not there.exists():
        name = f"@fontsource-variable/{package}@{VERSION}"
        command = ["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", str(folder), name]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(next(folder.glob(f"*-{package}-{VERSION}.tgz"))) as archive:
            archive.extractall(there, filter="data")
    return there / "package"


def cut(font: TTFont, weights: tuple[int, int], letters: list[int]) -> TTFont:
    """The font with these weights and letters only."""
    font.ensureDecompiled()
    font = instancer.instantiateVariableFont(font, {"wght": weights})
    with tempfile.TemporaryFile() as between:  # a font that was just narrowed must be written before it is cut
        font.flavor = None
        font.save(between)
        between.seek(0)
        font = TTFont(between)
        options = subset.Options(layout_features=FEATURES, name_IDs=["*"], notdef_outline=True)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=letters or font.getBestCmap())
        subsetter.subset(font)
        font.ensureDecompiled()
    return font


def main() -> int:
    """Make every file anew."""
    with tempfile.TemporaryDirectory() as folder:
        for each in CUTS:
            package = unpacked(each.package, Path(folder))
            font = TTFont(package / "files" / f"{each.package}-{each.script}-wght-normal.woff2")
            font = cut(font, each.weights, LATIN if each.script == "latin" else [])
            font.flavor = "woff2"
            path = FONTS / f"{each.name}.woff2"
            font.save(path)
            (FONTS / f"LICENSE-{each.licence}.txt").write_bytes((package / "LICENSE").read_bytes())
            print(f"{path.name}: {path.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
