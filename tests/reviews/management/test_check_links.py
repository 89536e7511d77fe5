import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from reviews.links import registry
from reviews.models import LinkCheck
from tests.reviews.pages import Pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_pause(settings: Settings) -> None:
    settings.LINK_HOST_DELAY_SECONDS = 0.0


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("check_links", *arguments, stdout=out)
    return out.getvalue()


def test_all_that_is_due_is_checked_in_as_many_batches_as_it_takes(web: Pages) -> None:
    for n in range(25):
        registry.register(web.put(f"/page-{n}", f"Report {n}"), now=timezone.now())

    assert run("--due") == "25 links checked.\n"
    assert LinkCheck.objects.count() == 25
    assert run("--due") == "0 links checked.\n"


def test_one_batch_takes_no_more_than_its_share_of_a_host(web: Pages) -> None:
    for n in range(25):
        registry.register(web.put(f"/page-{n}", f"Report {n}"), now=timezone.now())

    assert run("--due", "--once") == "20 links checked.\n"


def test_it_wants_to_be_told_what_to_check() -> None:
    with pytest.raises(CommandError):
        run()
