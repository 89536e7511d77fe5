"""A DOCX file on standard input → its text as HTML and its properties, JSON on standard output."""

import io
import json
import sys
import xml.etree.ElementTree as ET
import zipfile
from typing import Any

import mammoth

LARGEST_PART = (
    30 * 1024 * 1024
)  # bytes of one XML part, inflated; a tree of it takes ten times more
MOST_PARTS = 5000
CORE = "docProps/core.xml"
NAMES = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "author": "{http://purl.org/dc/elements/1.1/}creator",
    "language": "{http://purl.org/dc/elements/1.1/}language",
}
# Documents of this kind have no document type (ECMA-376 part 2): only an attack brings one.
FORBIDDEN = tuple(
    mark.encode(code)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for code in ("utf-8", "utf-16-le", "utf-16-be")
)


def read(body: bytes) -> dict[str, Any]:
    try:
        parts = zipfile.ZipFile(io.BytesIO(body))
        names = [name for name in parts.namelist() if name.lower().endswith((".xml", ".rels"))]
        if len(names) > MOST_PARTS or any(not _is_harmless(parts, name) for name in names):
            return {"problem": "damaged"}
        html = mammoth.convert_to_html(
            io.BytesIO(body),
            convert_image=mammoth.images.img_element(lambda image: {}),
            include_embedded_style_map=False,
        ).value
    except (zipfile.BadZipFile, KeyError):
        return {"problem": "damaged"}
    return {"html": html, "about": _properties(parts)}


def _is_harmless(parts: zipfile.ZipFile, name: str) -> bool:
    """`zipfile` inflates no more than a part declares, and checks its sum."""
    if parts.getinfo(name).file_size > LARGEST_PART:
        return False
    content = parts.read(name)
    return not any(mark in content for mark in FORBIDDEN)


def _properties(parts: zipfile.ZipFile) -> dict[str, str]:
    try:
        root = ET.fromstring(parts.read(CORE))  # noqa: S314 - no document type: checked before
    except (KeyError, ET.ParseError):
        return {}
    return {key: (root.findtext(name) or "").strip() for key, name in NAMES.items()}


if __name__ == "__main__":
    json.dump(read(sys.stdin.buffer.read()), sys.stdout)
