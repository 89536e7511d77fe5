"""The admin: people, keys, scales, policy; and no way round the workflow."""

import pytest
from django.contrib import admin
from django.test import Client

from factcheck.accounts.models import ApiKey, Role, Scope, User
from reviews.models import Policy, RatingScale
from reviews.states import Status
from tests import make

pytestmark = pytest.mark.django_db
PAGES = [
    f"/admin/{model._meta.app_label}/{model._meta.model_name}/" for model in admin.site._registry
]


@pytest.fixture
def admins() -> Client:
    client = Client()
    client.force_login(make.admin())
    return client


@pytest.mark.parametrize("page", ["/admin/", *PAGES])
def test_each_page_opens_for_an_admin(page: str, admins: Client) -> None:
    make.review(Status.PUBLISHED)

    assert admins.get(page).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "reviews/review/?status__exact=%00",
        "reviews/review/?created_at__year=-1",
        "claims/claim/?created_at__year=99999999999999999999999",
        "accounts/apikey/%00/change/",
    ],
)
def test_an_address_that_makes_no_sense_is_no_error_of_ours(address: str, admins: Client) -> None:
    make.review()

    assert admins.get(f"/admin/{address}").status_code == 400


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.REVIEWER, Role.EDITOR])
def test_nobody_else_gets_in(role: Role, client: Client) -> None:
    client.force_login(make.user(role))

    assert client.get("/admin/").status_code == 302


def test_a_person_is_added_with_a_role(admins: Client) -> None:
    words = {"password1": "harbour crane 77", "password2": "harbour crane 77"}
    new = {"username": "pat", "role": "editor", "usable_password": "true", **words}

    answer = admins.post("/admin/accounts/user/add/", new)

    assert answer.status_code == 302
    assert User.objects.get(username="pat").at_least(Role.EDITOR)


def test_a_key_is_shown_once_and_works(admins: Client) -> None:
    owner = make.reviewer()
    sent = {"name": "cms", "owner": owner.pk, "scopes": "read,claims"}

    page = admins.post("/admin/accounts/apikey/add/", sent, follow=True)

    shown = str(next(iter(page.context["messages"]))).split(": ")[1]
    assert ApiKey.objects.owned(shown).owner == owner
    assert shown not in admins.get("/admin/accounts/apikey/").content.decode()


def test_policy_changes_by_new_versions_only(admins: Client) -> None:
    first = Policy.objects.get()

    admins.post(
        "/admin/reviews/policy/add/",
        {"min_sources": 3, "min_rationale": 100, "method": "Anew.", "weigh_both_sides": "on"},
    )
    changed = admins.post(f"/admin/reviews/policy/{first.pk}/change/", {"min_sources": 0})

    assert changed.status_code == 403
    assert list(Policy.objects.values_list("version", "min_sources")) == [(2, 3), (1, 2)]


def test_a_published_scale_is_copied_not_changed(admins: Client) -> None:
    make.review(Status.PUBLISHED)
    scale = RatingScale.objects.get()

    admins.post("/admin/reviews/ratingscale/", {"action": "copy", "_selected_action": scale.pk})
    copy = RatingScale.objects.get(version=2)
    admins.post("/admin/reviews/ratingscale/", {"action": "use", "_selected_action": copy.pk})

    assert (copy.ratings.count(), RatingScale.objects.get(active=True)) == (7, copy)


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


def test_a_key_carries_only_its_scopes(client: Client) -> None:
    key = make.api_key(make.reviewer(), Scope.CLAIMS)

    assert ApiKey.objects.owned(key).scopes == ["claims"]
