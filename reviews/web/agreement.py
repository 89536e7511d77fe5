"""`/desk/agreement/`: how far people agree who voted blind, and the rounds behind each number."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from factcheck import cells
from factcheck.accounts import access
from factcheck.accounts.models import User
from reviews import votes
from reviews.figures import agreeing
from reviews.figures.agreeing import Agreement
from reviews.models import Rating, RatingScale, Vote, VoteRound
from reviews.web import plots

PER_PAGE = 25
COLUMNS = ("round", "review", "claim", "closed", "outcome", "person", "rating", "cast")


DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
KNOWN_DAYS = [MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31))]


class Choice(forms.Form):
    """All of it is in the address."""

    scale = forms.ModelChoiceField(
        RatingScale.objects.all(), label=gettext_lazy("Scale"), required=False, empty_label=None
    )
    after = forms.DateField(
        label=gettext_lazy("Closed since"), required=False, widget=DAY, validators=KNOWN_DAYS
    )
    before = forms.DateField(
        label=gettext_lazy("Closed until"), required=False, widget=DAY, validators=KNOWN_DAYS
    )
    rating = forms.ModelChoiceField(
        Rating.objects.none(), label=gettext_lazy("Voted"), required=False, empty_label="—"
    )
    person = forms.ModelMultipleChoiceField(
        User.objects.all(), required=False, widget=forms.MultipleHiddenInput
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.ruling = RatingScale.objects.get(active=True)
        self.fields["scale"].initial = self.ruling
        ratings = self.fields["rating"]
        assert isinstance(ratings, forms.ModelChoiceField)
        ratings.queryset = Rating.objects.filter(scale=self.chosen_scale)

    @property
    def chosen_scale(self) -> RatingScale:
        asked = self.data.get("scale", "")
        if asked.isascii() and asked.isdecimal() and len(asked) < 10:
            return RatingScale.objects.filter(pk=asked).first() or self.ruling
        return self.ruling

    @property
    def within(self) -> tuple[date | None, date | None]:
        given = self.cleaned_data if self.is_valid() else {}
        return given.get("after"), given.get("before")

    @property
    def rounds(self) -> QuerySet[VoteRound]:
        """The rows; none where the address holds something that means nothing."""
        if not self.is_valid():
            return VoteRound.objects.none()
        given = self.cleaned_data
        return agreeing.rounds(
            self.chosen_scale,
            within=self.within,
            rating=given["rating"].pk if given["rating"] else None,
            people=[person.pk for person in given["person"]],
        )


@access.signed_in
@require_safe
def agreement(request: access.DeskRequest) -> HttpResponse:
    chosen = Choice(request.GET)
    found = agreeing.measure(chosen.chosen_scale, within=chosen.within)
    page = Paginator(chosen.rounds, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "choice": chosen,
        "found": found,
        "overall": overall(found),
        "ratings": on_ratings(found, request.GET),
        "pairs": _pairs(found, request.GET),
        "page": page,
        "rows": _rows(page.object_list, request.user),
        "narrowed": bool(request.GET.get("rating") or request.GET.get("person")),
        "csv_url": f"{reverse('reviews:agreement_csv')}?{request.GET.urlencode()}",
    }
    status = 200 if chosen.is_valid() else 400
    return render(request, "reviews/agreement.html", context, status=status)


@access.signed_in
@require_safe
def export(request: access.DeskRequest) -> StreamingHttpResponse:
    """Each vote of the rounds of the same address, as CSV."""
    found = Choice(request.GET).rounds.order_by().values("pk")
    cast = votes.visible_to(request.user).disclosed().filter(round__in=found)
    parts = ("round__review__claim", "person", "rating")
    cast = cast.select_related(*parts).order_by("round_id", "pk")
    lines = cells.lines(_lines(cast.prefetch_related("round__votes")))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="votes.csv"'
    return answer


def overall(found: Agreement) -> list[plots.Dot]:
    here = reverse("reviews:agreement")
    link = f"{here}?{urlencode({'scale': found.scale.pk})}#rounds"
    return [
        plots.dot(
            _("Ratings on the line (Krippendorff's alpha, ordinal)"), found.ordinal, href=link
        ),
        plots.dot(_("All words (Krippendorff's alpha, nominal)"), found.nominal, href=link),
        plots.dot(
            _("Rounds of %(n)s votes (Fleiss' kappa)") % {"n": found.same}
            if found.same
            else _("Fleiss' kappa"),
            found.fleiss,
            href=link,
        ),
    ]


def on_ratings(found: Agreement, asked: Any) -> list[dict[str, Any]]:
    """Each rating as a dot and as a row of the table."""
    return [
        {
            "rating": each.rating,
            "chosen": each.chosen,
            "kappa": plots.number(each.kappa),
            "dot": plots.dot(
                each.rating.word,
                each.alpha,
                href=_rounds_behind(asked, found.scale, rating=each.rating.pk),
                tone=each.rating.tone,
            ),
        }
        for each in found.ratings
    ]


def _pairs(found: Agreement, asked: Any) -> list[dict[str, Any]]:
    return [
        {
            "rounds": pair.rounds,
            "weighted": plots.told(pair.weighted),
            "dot": plots.dot(
                _("%(one)s and %(other)s") % {"one": pair.people[0], "other": pair.people[1]},
                pair.kappa,
                href=_rounds_behind(asked, found.scale, person=[each.pk for each in pair.people]),
            ),
        }
        for pair in found.pairs
    ]


def _rounds_behind(asked: Any, scale: RatingScale, **query: Any) -> str:
    """The same stretch of days, narrowed to the rounds of one number."""
    kept = {name: asked[name] for name in ("after", "before") if asked.get(name)}
    query = {"scale": scale.pk, **kept, **query}
    return f"{reverse('reviews:agreement')}?{urlencode(query, doseq=True)}#rounds"


def _rows(rounds: Any, by: User) -> list[dict[str, Any]]:
    """Rounds with their votes, read through the gate. Two queries."""
    shown = list(rounds.select_related("review__claim", "adjudicated_rating", "verdict__rating"))
    cast: dict[int, list[Vote]] = {each.pk: [] for each in shown}
    for vote in votes.visible_to(by).filter(round__in=cast).select_related("person", "rating"):
        cast[vote.round_id].append(vote)
    return [
        {
            "round": each,
            "claim": each.review.claim,
            "votes": cast[each.pk],
            "agreed": len({vote.rating_id for vote in cast[each.pk]}) == 1,
        }
        for each in shown
    ]


def _lines(cast: Any) -> Iterator[tuple[Any, ...]]:
    yield COLUMNS
    for vote in cast.iterator(chunk_size=500):
        yield (
            vote.round_id,
            vote.round.review_id,
            vote.round.review.claim.statement,
            timezone.localtime(vote.round.closed_at).isoformat(timespec="seconds"),
            vote.round.outcome.value,
            vote.person.username,
            vote.rating.word,
            timezone.localtime(vote.cast_at).isoformat(timespec="seconds"),
        )
