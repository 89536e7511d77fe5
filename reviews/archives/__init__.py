"""Copies for others, and copies by others: WARC out, Memento and Wayback looked up."""
