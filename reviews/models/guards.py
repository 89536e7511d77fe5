"""Triggers shared by tables whose rows are history: written once, never changed, never removed."""

import pgtrigger


def append_only(table: str) -> list[pgtrigger.Trigger]:
    """Refuse UPDATE, DELETE and TRUNCATE, whoever asks."""
    refuse = (
        f"RAISE EXCEPTION '{table} is append-only: rows are never changed or removed.' "
        "USING ERRCODE = 'restrict_violation';"
    )
    return [
        pgtrigger.Trigger(
            name="never_changed",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            func=refuse,
        ),
        pgtrigger.Trigger(
            name="never_emptied",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func=refuse,
        ),
    ]
