"""A whole desk as files, and back: what leaves, what stays and why, and the proof of both.

The database writes each row as JSON itself, and reads it itself: no number, date or document goes
through another program's idea of it, so that what was hashed stays what was hashed.
"""

from reviews.exporting.checking import check
from reviews.exporting.restoring import restore
from reviews.exporting.writing import export

__all__ = ["check", "export", "restore"]
