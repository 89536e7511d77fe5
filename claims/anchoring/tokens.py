"""Words as they are compared: in scripts without spaces each character is one."""

import regex

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
# \X last: a character with its marks, or a family of emoji, is never taken apart.
TOKEN = regex.compile(rf"(?V1)\s+|\d++(?:[.,]\d++)*+|[\w--[{_UNSPACED}]]++|\X")
WORD = regex.compile(rf"(?V1)\d++(?:[.,]\d++)*+|[\w--[{_UNSPACED}]]++|\w")
