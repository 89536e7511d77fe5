"""`/reviews/<id>/votes/`: rate a claim by its evidence alone, before seeing what others think."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from claims.web import presenting as claim_words
from claims.web.forms import RawText
from factcheck.accounts import access
from factcheck.accounts.models import Role, User
from factcheck.exceptions import DeskError
from reviews import evidence, votes
from reviews.models import Outcome, Rating, Review, Vote, VoteRound
from reviews.states import Status
from reviews.web import presenting


class VoteForm(forms.Form):
    """A rating and why; the same for a vote and for adjudicating."""

    rating = forms.ModelChoiceField(Rating.objects.none(), required=False)
    reason = RawText(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Shown to the others once all votes are in."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, round_: VoteRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ratings = Rating.objects.filter(scale=round_.scale_id)
        self.ratings = list(ratings)
        choice = self.fields["rating"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = ratings

    @property
    def chosen(self) -> str:
        return str(self["rating"].value() or "")


class AskForm(forms.Form):
    asked = forms.IntegerField(
        label=gettext_lazy("How many people"), min_value=1, max_value=votes.MOST, initial=2
    )


@dataclass(frozen=True)
class Panel:
    """What a person may know about the latest round of a review, and do. No hidden rating."""

    ask: AskForm | None
    round: VoteRound | None = None
    outcome: str = ""
    voters: list[User] = field(default_factory=list)
    shown: list[Vote] = field(default_factory=list)
    own: Vote | None = None
    takes_votes: bool = False
    refusal: str = ""
    may_adjudicate: bool = False
    contradicts: Rating | None = None

    @property
    def missing(self) -> int:
        return max(0, self.round.asked - len(self.voters)) if self.round else 0

    @property
    def may_vote(self) -> bool:
        return self.takes_votes and not self.refusal


def panel(review: Review, by: User) -> Panel | None:
    """For workbench and second look; None where votes are no matter here. At most seven queries."""
    round_ = votes.latest(review)
    may_ask = review.state is Status.SUBMITTED and by.at_least(Role.EDITOR)
    if round_ is None:
        ask = AskForm() if may_ask else None
        return Panel(ask) if ask else None
    shown = list(votes.visible_to(by).filter(round=round_).select_related("person", "rating"))
    takes = votes.takes_votes(round_, review)
    outcome = round_.outcome
    decided = outcome is not Outcome.OPEN
    return Panel(
        round=round_,
        outcome=outcome.value,
        voters=votes.voters(round_),
        shown=shown if decided else [],
        own=next((vote for vote in shown if vote.person_id == by.pk), None),
        takes_votes=takes,
        refusal=_refusal(by, round_) if takes else "",
        may_adjudicate=_may_adjudicate(by, round_, outcome),
        ask=AskForm() if may_ask and decided else None,
        contradicts=_contradicting(round_, shown, outcome),
    )


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: access.DeskRequest, pk: int) -> HttpResponse:
    """The claim and its evidence, never the proposed verdict; POST casts the vote."""
    review = _review(request, pk)
    if request.method != "POST":
        return _page(request, review)
    return _decided(request, review, votes.cast, _("Your vote is cast."))


@access.signed_in
@require_POST
def adjudicate(request: access.DeskRequest, pk: int) -> HttpResponse:
    return _decided(request, _review(request, pk), votes.adjudicate, _("Adjudicated."))


@access.signed_in
@require_POST
def ask(request: access.DeskRequest, pk: int) -> HttpResponse:
    review = _review(request, pk)
    form = AskForm(request.POST)
    asked = form.cleaned_data["asked"] if form.is_valid() else 0
    try:
        votes.ask(pk, asked=asked, by=request.user, now=timezone.now())
    except DeskError as refused:
        return _page(request, review, refused=refused)
    messages.success(request, _("Votes are asked for. They stay hidden until all are in."))
    return redirect("reviews:workbench", pk)


def _decided(request: access.DeskRequest, review: Review, call: Any, done: str) -> HttpResponse:
    """A vote, or the word that settles votes; refused, the page comes back with what was sent."""
    round_ = votes.latest(review)
    form = VoteForm(request.POST, round_=round_) if round_ else None
    given = form.cleaned_data if form is not None and form.is_valid() else {}
    values = {"rating": given.get("rating"), "reason": given.get("reason", "")}
    try:
        call(review.pk, by=request.user, now=timezone.now(), **values)
    except DeskError as refused:
        return _page(request, review, refused=refused, form=form)
    messages.success(request, done)
    return redirect("reviews:vote", review.pk)


def _page(
    request: access.DeskRequest,
    review: Review,
    *,
    refused: DeskError | None = None,
    form: VoteForm | None = None,
) -> HttpResponse:
    shown = panel(review, request.user)
    round_ = shown.round if shown else None
    context = {
        "review": review,
        "claim": review.claim,
        "direction": claim_words.direction(review.claim.article.language),
        "paragraphs": presenting.excerpt(review.claim),
        "pieces": evidence.citable(review),
        "votes": shown,
        "form": form or (VoteForm(round_=round_) if round_ else None),
        "refused": refused,
    }
    status = refused.status if refused else 200
    return render(request, "reviews/vote.html", context, status=status)


def _review(request: access.DeskRequest, pk: int) -> Review:
    reviews = Review.objects.visible_to(request.user).select_related("claim__article")
    return get_object_or_404(reviews, pk=pk)


def _refusal(by: User, round_: VoteRound) -> str:
    """Why this person has no vote; empty where they have one."""
    try:
        votes.check_may_vote(by, round_)
    except DeskError as refused:
        return str(refused)
    return ""


def _may_adjudicate(by: User, round_: VoteRound, outcome: Outcome) -> bool:
    if outcome not in (Outcome.OPEN, Outcome.SPLIT):
        return False
    try:
        votes.check_may_adjudicate(by, round_)
    except DeskError:
        return False
    return True


def _contradicting(round_: VoteRound, shown: list[Vote], outcome: Outcome) -> Rating | None:
    """What the round came to, where the verdict says something else."""
    found = round_.adjudicated_rating
    if outcome is Outcome.AGREED and shown:
        found = shown[0].rating
    if found is None or found.pk == round_.verdict.rating_id:
        return None
    return found
