"""Cells of exported tables."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(value: object) -> str:
    """Spreadsheets run what begins like a formula (OWASP, CSV injection): quoted, they do not."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
