"""What keeps the look in one place, safe under the content security policy, and right to left."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "factcheck" / "static" / "css"
SPRITE = ROOT / "factcheck" / "static" / "img" / "sprite.svg"
RAW_COLOUR = re.compile(r"oklch\(|rgba?\(|hsla?\(|#[0-9a-fA-F]{3,8}\b(?=[^{]*;)")
PHYSICAL = re.compile(r"^\s*(?:(?:margin|padding|border|inset)-)?(?:left|right)\s*:", re.MULTILINE)
INLINE = re.compile(r"\sstyle=|\son[a-z]+=|<style\b|<script(?![^>]*(?:\ssrc=|ld\+json))")


def sheets() -> list[Path]:
    return sorted(CSS.glob("*.css"))


def pages() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def matches(pattern: re.Pattern[str], files: list[Path]) -> dict[str, list[str]]:
    found = {path.name: pattern.findall(path.read_text(encoding="utf-8")) for path in files}
    return {name: hits for name, hits in found.items() if hits}


def test_only_the_tokens_name_colours():
    assert matches(RAW_COLOUR, [path for path in sheets() if path.stem != "tokens"]) == {}


def test_lengths_follow_the_direction_of_reading():
    assert matches(PHYSICAL, sheets()) == {}


def test_no_page_holds_style_or_script_of_its_own():
    assert matches(INLINE, pages()) == {}


@pytest.mark.parametrize("entry", ["desk.css", "public.css"])
def test_an_entry_names_sheets_that_exist_once_each(entry):
    imported = re.findall(r'@import url\("(.+?)"\);', (CSS / entry).read_text(encoding="utf-8"))

    assert sorted(set(imported)) == sorted(imported)
    assert [name for name in imported if not (CSS / name).is_file()] == []


def test_every_custom_property_in_use_is_declared():
    text = "\n".join(path.read_text(encoding="utf-8") for path in sheets())
    declared = set(re.findall(r"(--[a-z0-9-]+)\s*:", text))
    used = set(re.findall(r"var\((--[a-z0-9-]+)\)", text))

    assert used - declared == set()


def test_every_glyph_named_in_a_template_is_drawn():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text(encoding="utf-8")))
    named = {
        name
        for path in pages()
        for name in re.findall(r'icon\.html" with name="([a-z-]+)"(?!\|)', path.read_text())
    }

    assert named - drawn == set()


def test_each_static_file_that_is_named_is_there():
    named = re.compile(r"""(?:\{% static |\bstatic\()["']([^"'#]+)["']""")
    static = CSS.parent
    code = [
        path for room in ("claims", "factcheck", "reviews") for path in (ROOT / room).rglob("*.py")
    ]

    missing = [
        (path.name, name)
        for path in [*pages(), *code]
        for name in named.findall(path.read_text(encoding="utf-8"))
        if not (static / name).exists() and not name.startswith(("admin/", "mfa/", "unfold/"))
    ]

    assert missing == []
