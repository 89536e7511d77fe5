"""The admin: people, keys, scales, policy; and no way round the workflow."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.db.models import CompositePrimaryKey, Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from factcheck.accounts.models import Role
from reviews.models import Policy, RatingScale
from reviews.states import Status
from tests import make
from tests.factcheck import admin_rows

pytestmark = pytest.mark.django_db
REGISTERED = sorted(admin.site._registry, key=lambda model: model._meta.label)
PAGES = [f"/admin/{model._meta.app_label}/{model._meta.model_name}/" for model in REGISTERED]
OURS = {"accounts", "claims", "reviews"}
# Where a row may be added or changed: everything else is only shown.
WRITABLE = {
    "accounts.User": {"add", "change"},
    "reviews.Policy": {"add"},
    "reviews.RatingScale": {"add", "change"},
}


@pytest.fixture
def admins() -> Client:
    client = Client()
    client.force_login(make.admin())
    return client


def confirmed(client: Client, page: str, **sent: Any) -> Any:
    """What an admin does who ticks rows, chooses an action, and says yes to the question."""
    return client.post(page, {**sent, "confirmed": "yes"}, follow=True)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("reviews/review/?status__exact=%00", 400),
        ("reviews/review/?created_at__year=-1", 302),
        ("claims/claim/?created_at__year=99999999999999999999999", 400),
        ("accounts/apikey/%00/change/", 400),
        ("reviews/voteround/?votes__rating__exact=1", 400),
        ("reviews/review/?rounds__votes__reason__startswith=a", 400),
        ("accounts/user/?votes__rating__exact=1", 400),
    ],
)
def test_an_address_that_makes_no_sense_is_no_error_of_ours(
    address: str, status: int, admins: Client
) -> None:
    make.review()

    assert admins.get(f"/admin/{address}").status_code == status


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.REVIEWER, Role.EDITOR])
def test_nobody_else_gets_in(role: Role, client: Client) -> None:
    client.force_login(make.user(role))

    assert {client.get(page).status_code for page in ("/admin/", PAGES[0])} == {302}


def test_every_model_of_the_desk_is_there_but_those_with_keys_of_several_columns() -> None:
    missing = {
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in OURS and model not in admin.site._registry
    }

    composite = {
        model._meta.label
        for model in apps.get_models()
        if isinstance(model._meta.pk, CompositePrimaryKey)
    }
    assert missing == composite == {"reviews.LinkCheck", "reviews.LinkTally"}


def test_every_list_can_be_searched_or_is_a_handful() -> None:
    bare = {
        model._meta.label
        for model, shown in admin.site._registry.items()
        if not shown.search_fields
    }

    assert bare == {"reviews.ArchiveTurn"}


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
def test_what_is_only_shown_is_not_added_changed_or_deleted(
    model: type[Model], admins: Client
) -> None:
    row = admin_rows.row_of(model)
    allowed = WRITABLE.get(model._meta.label, set())
    at = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    before = admin_rows.values(model)

    shown = admins.get(f"{at}{row.pk}/change/")
    history = admins.get(f"{at}{row.pk}/history/")
    answers = {
        "add": admins.post(f"{at}add/", {"_save": "Save"}),
        "change": admins.post(f"{at}{row.pk}/change/", {"_save": "Save"}),
        "delete": admins.post(f"{at}{row.pk}/delete/", {"post": "yes"}),
    }
    selected = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
    admins.post(at, selected)

    assert (shown.status_code, history.status_code) == (200, 200)
    assert {verb for verb, answer in answers.items() if answer.status_code != 403} == allowed
    assert admin_rows.values(model) == before


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
def test_a_longer_list_asks_no_more_questions(model: type[Model], admins: Client) -> None:
    if model._meta.label in admin_rows.FEW:
        return
    at = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    counts = []
    admin_rows.row_of(model)
    admins.get(at)  # content types and the like are remembered from now on
    for more in (0, 2):
        for _ in range(more):
            admin_rows.row_of(model)
        with CaptureQueriesContext(connection) as asked:
            page = admins.get(at)
        counts.append(
            (len(LexborHTMLParser(page.content).css("#result_list tbody tr")) > more, len(asked))
        )

    assert (counts[0][1], counts[0][0], counts[1][0]) == (counts[1][1], True, True)


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
def test_each_action_asks_first(model: type[Model], admins: Client) -> None:
    row = admin_rows.row_of(model)
    at = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    page = LexborHTMLParser(admins.get(at).content)
    names = {
        option.attributes["value"] or "" for option in page.css("select[name=action] option[value]")
    } - {""}
    before = admin_rows.values(model)

    for name in names:
        asked = admins.post(at, {"action": name, "_selected_action": row.pk})
        assert (name, asked.status_code, b'name="confirmed"' in asked.content) == (name, 200, True)

    assert admin_rows.values(model) == before


def test_what_one_searches_for_in_the_sidebar_is_found(admins: Client) -> None:
    owner = make.editor()

    found = admins.get("/admin/search/", {"s": owner.username, "extended": "1"}).content.decode()

    assert f"/admin/accounts/user/{owner.pk}/change/" in found


def test_policy_changes_by_new_versions_only(admins: Client) -> None:
    first = Policy.objects.get()
    sent = {"min_sources": 3, "min_rationale": 100, "votes": 2, "method": "Anew."}

    admins.post("/admin/reviews/policy/add/", {**sent, "weigh_both_sides": "on"})
    changed = admins.post(f"/admin/reviews/policy/{first.pk}/change/", {"min_sources": 0})

    assert changed.status_code == 403
    assert list(Policy.objects.values_list("version", "min_sources", "votes")) == [
        (2, 3, 2),
        (1, 2, 0),
    ]


def test_a_published_scale_is_copied_not_changed(admins: Client) -> None:
    make.review(Status.PUBLISHED)
    scale = RatingScale.objects.get()
    at = "/admin/reviews/ratingscale/"

    confirmed(admins, at, action="copy", _selected_action=scale.pk)
    copy = RatingScale.objects.get(version=2)
    confirmed(admins, at, action="use", _selected_action=copy.pk)

    assert (copy.ratings.count(), RatingScale.objects.get(active=True)) == (7, copy)


def test_a_scale_that_people_vote_on_keeps_its_words(admins: Client) -> None:
    made = make.voted("True", "True")
    scale = made.rounds.get().scale

    page = LexborHTMLParser(admins.get(f"/admin/reviews/ratingscale/{scale.pk}/change/").content)

    assert page.css("input[name=ratings-0-word]") == []


@pytest.mark.parametrize("verb", ["change", "delete"])
def test_no_review_or_verdict_is_edited_here(verb: str, admins: Client) -> None:
    review = make.review(Status.SUBMITTED)
    verdict = review.verdicts.get()

    answers = [
        admins.post(f"/admin/reviews/review/{review.pk}/{verb}/", {"status": "approved"}),
        admins.post(f"/admin/reviews/verdict/{verdict.pk}/{verb}/", {"state": "approved"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    review.refresh_from_db()
    assert review.status == Status.SUBMITTED
