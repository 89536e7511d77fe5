"""From HTML that a converter wrote to text: each heading, paragraph, item and row a block."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factcheck.outbound import taming
from factcheck.outbound.reading import BLOCKS, UNSEEN

_SPACES = re.compile(r"[ \n\r\f\v]+")
_CELLS = frozenset({"td", "th"})
_OPEN, _CLOSE = "\x01", "\x02"  # around a cell: what lies inside is one line


def text(markup: str) -> str:
    """The blocks with an empty line between them, the cells of a row with a tab."""
    tree = LexborHTMLParser(taming.tame(markup))
    return "\n\n".join(_lines("".join(_pieces(tree.root))))


def _pieces(root: LexborNode | None) -> Iterator[str]:
    """Text in document order, a line feed around each block. No recursion: pages nest deeply."""
    stack: list[LexborNode | str] = [root] if root else []
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
        elif node.is_text_node:
            words = _SPACES.sub(" ", node.text_content or "")
            yield words.replace(_OPEN, "").replace(_CLOSE, "")
        elif node.is_element_node and node.tag not in UNSEEN and not _is_note_mark(node):
            opening, closing = _edges(node.tag or "")
            yield opening
            stack.append(closing)
            child = node.last_child
            while child is not None:
                stack.append(child)
                child = child.prev


def _edges(tag: str) -> tuple[str, str]:
    if tag in _CELLS:
        return _OPEN, _CLOSE
    return ("\n", "\n") if tag in BLOCKS else ("", "")


def _is_note_mark(node: LexborNode) -> bool:
    """The [1] of a footnote and its way back: they stand in the middle of what people quote."""
    target = (node.attributes.get("href") or "") if node.tag == "a" else ""
    return target.startswith(("#footnote-", "#endnote-", "#comment-"))


def _lines(pieces: str) -> Iterator[str]:
    depth, line = 0, ""
    for part in re.split(f"([\n{_OPEN}{_CLOSE}])", pieces):
        if part == _OPEN:
            depth += 1
        elif part == _CLOSE:
            depth = max(0, depth - 1)
            line = line.rstrip() + "\t" if depth == 0 else line + " "
        elif part == "\n" and depth == 0:
            yield from _whole(line)
            line = ""
        else:
            line += " " if part == "\n" else part
    yield from _whole(line)


def _whole(line: str) -> Iterator[str]:
    squeezed = re.sub(r"(?: *\t)+ *", "\t", re.sub(r" {2,}", " ", line)).strip()
    if squeezed:
        yield squeezed
