"""Copies for others, and copies by others: WARC out, Memento and Wayback looked up."""

from reviews.archives.offering import Archived, elsewhere, offered
from reviews.archives.wishing import wish

__all__ = ["Archived", "elsewhere", "offered", "wish"]
