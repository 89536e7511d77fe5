"""What an export holds is decided for each table."""

import pytest
from django.apps import apps

from reviews.exporting import tables


def test_every_table_is_kept_or_left_out_for_a_reason() -> None:
    every = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    kept = [table.label for table in tables.KEPT]

    assert sorted(every) == sorted([*kept, *tables.LEFT_OUT])
    assert [label for label, why in tables.LEFT_OUT.items() if not why] == []


@pytest.mark.parametrize("table", tables.KEPT, ids=lambda table: table.label)
def test_nothing_kept_points_to_what_is_left_out(table: tables.Table) -> None:
    by_default = [each.label for each in tables.chosen(passwords=False, checks=True)]

    if table.label in by_default:
        assert [label for label, _ in table.parents().values() if label not in by_default] == []
    assert set(table.blanked(passwords=False)) <= set(table.columns)


def test_names_of_blank_columns_are_columns_and_files_too() -> None:
    assert [each.label for each in tables.KEPT if each.file and each.file not in each.columns] == []
    assert [each.label for each in tables.KEPT if not set(each.order) <= set(each.columns)] == []
