"""The style guide draws every component; only those who build the desk may see it."""

from pathlib import Path

import pytest
from django.http import Http404
from django.test import RequestFactory

from factcheck import styleguide
from tests import make

ROOT = Path(__file__).resolve().parents[2]
# Parts of the frame or of other components, drawn wherever those are.
WITHIN_OTHERS = {"nav", "bell", "user_menu", "messages", "field_errors", "form_errors"}


def test_it_is_not_there_on_a_desk_in_use(settings, rf: RequestFactory):
    settings.DEBUG = False

    with pytest.raises(Http404):
        styleguide.show(rf.get("/styleguide/"))


@pytest.mark.django_db
def test_it_draws_for_somebody_signed_in(settings, rf: RequestFactory):
    settings.DEBUG = True
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    request = rf.get("/styleguide/")
    request.user = make.reviewer()

    page = styleguide.show(request).content.decode()

    assert page.count('class="rating ') + page.count('class="rating"') == 2 * len(styleguide.WORDS)


def test_it_shows_every_component():
    shown = (ROOT / "templates" / "styleguide.html").read_text(encoding="utf-8")
    components = {path.stem for path in (ROOT / "templates" / "components").glob("*.html")}

    missing = {name for name in components if f'"components/{name}.html"' not in shown}

    assert missing == WITHIN_OTHERS
