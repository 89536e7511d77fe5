"""No table is forgotten on the way: one with rows in all of them comes out as it went in."""

from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model

from reviews import exporting
from reviews.exporting import tables
from reviews.models import (
    Checkpoint,
    ForeignCheck,
    ForeignPage,
    LinkCheck,
    Review,
    Topic,
    WebhookEndpoint,
)
from reviews.webhooks import endpoints
from tests import make
from tests.factcheck import admin_rows
from tests.make import NOON
from tests.reviews.exporting import houses
from tests.reviews.webhooks import told

pytestmark = pytest.mark.django_db(transaction=True)


def fill() -> None:
    """A row in each table that an export holds, and more where one stands on another."""
    for table in tables.KEPT:
        if (model := table.model) in admin_rows.ROWS:
            admin_rows.row_of(model)
    for make_row in REST:
        make_row()


def _foreign() -> ForeignCheck:
    page = ForeignPage.objects.create(
        url="https://other.example/1", site="other.example", version=1, origin="file",
        imported_by=make.editor(), imported_at=NOON, changed_at=NOON,
    )  # fmt: skip
    return ForeignCheck.objects.create(
        page=page, position=0, url=page.url, claim="It rained.", rating="False", rating_value=1.1,
        reviewed_on=NOON, searchable="it rained", markup={"ratingValue": 1.10, "x": [1e-7, None]},
    )  # fmt: skip


REST: list[Any] = [
    _foreign,
    lambda: Review.objects.all()[0].topics.add(Topic.objects.create(name="Ports", slug="ports")),
    lambda: LinkCheck.objects.create(link=make.link(), **houses.SEEN),
    lambda: Checkpoint.objects.create(
        day=NOON, made_at=NOON, last_event=1, last_version=1, events=1, versions=1, content={},
        digest="0" * 64,
    ),
]  # fmt: skip


def emptied() -> list[str]:
    """Tables that would not show whether they are forgotten."""
    every: list[type[Model]] = [table.model for table in tables.KEPT]
    return [model._meta.label for model in every if not model._default_manager.exists()]


@pytest.mark.parametrize("passwords", [False, True])
def test_each_table_comes_out_as_it_went_in(passwords: bool, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "old"
    fill()
    missing = emptied()
    first = houses.content(houses.export(tmp_path / "moving", passwords=passwords))
    houses.empty(settings, tmp_path / "new")

    exporting.restore(tmp_path / "moving", progress=houses.quiet)

    again = houses.content(houses.export(tmp_path / "again", passwords=passwords))
    assert (missing, list(again)) == ([], list(first))
    assert [name for name in first if again[name] != first[name]] == []


def test_a_webhook_that_left_its_secret_behind_rests_until_it_gets_another(
    settings: Any, tmp_path: Path
) -> None:
    told.endpoint()
    directory = houses.export(tmp_path / "moving")
    houses.empty(settings, tmp_path / "new")

    exporting.restore(directory, progress=houses.quiet)

    moved = WebhookEndpoint.objects.get()
    assert (moved.state, moved.secret) == ("paused", "")
    assert endpoints.rotate(moved.pk, by=make.editor(), now=NOON).startswith("whsec_")
