"""Who may do what with reviews. When it may be done is `states` and `workflow`."""

from django.utils.translation import gettext as _

from factcheck.accounts.models import Role, User
from factcheck.exceptions import NotAllowed
from reviews.exceptions import FourEyes
from reviews.models import Evidence, Review, Verdict
from reviews.states import Status, Transition


def check_at_least(by: User, role: Role, *, to_do: str) -> None:
    """Raise NotAllowed unless `by` has `role` or one above it."""
    if not by.is_authenticated or not by.at_least(role):
        raise NotAllowed(
            _("To %(to_do)s you need the role %(role)s; ask an admin of the desk.")
            % {"to_do": to_do, "role": role.label}
        )


def check_may_move(by: User, review: Review, *, move: Transition) -> None:
    check_at_least(by, move.role, to_do=str(move.verb))
    if "assignee" in move.needs:
        check_is_assignee(by, review)
    if "free" in move.needs:
        check_is_free(by, review)


def check_is_free(by: User, review: Review) -> None:
    """A queued review that was given to somebody waits for them; an editor may step in.

    It waits for nobody who no longer works here.
    """
    waits_for = review.assignee
    if waits_for is None or waits_for == by or not waits_for.is_active:
        return
    if not by.at_least(Role.EDITOR):
        raise NotAllowed(
            _("This review waits for %(name)s. Ask an editor to give it to you.")
            % {"name": waits_for}
        )


def check_is_assignee(by: User, review: Review) -> None:
    """The person who has the review works on it; an editor may step in."""
    if review.assignee_id != by.pk and not by.at_least(Role.EDITOR):
        raise NotAllowed(
            _("%(name)s has this review. Ask them to put it back, or an editor to reassign it.")
            % {"name": review.assignee or _("Nobody")}
        )


def check_may_work(by: User, review: Review) -> None:
    """Write evidence and verdict: reviewers, on a review that is theirs and in review."""
    check_at_least(by, Role.REVIEWER, to_do=_("work on a review"))
    if review.state is Status.IN_REVIEW:
        check_is_assignee(by, review)


def check_may_plan(by: User, review: Review, *, why_only: bool) -> None:
    """Editors plan reviews; whoever has one in work may say why its claim was chosen."""
    if not why_only:
        check_at_least(by, Role.EDITOR, to_do=_("assign reviews"))
    elif not by.at_least(Role.EDITOR):
        check_at_least(by, Role.REVIEWER, to_do=_("say why a claim was chosen"))
        if review.state is not Status.IN_REVIEW or review.assignee_id != by.pk:
            raise NotAllowed(
                _("Say why this claim was chosen while you have its review, or ask an editor.")
            )


def check_may_cite(by: User) -> None:
    """Propose evidence: contributors and up, on any review in work."""
    check_at_least(by, Role.CONTRIBUTOR, to_do=_("attach evidence"))


def check_may_change(by: User, evidence: Evidence) -> None:
    """Revise and withdraw evidence: whoever attached it, and those who work on the review."""
    check_may_cite(by)
    if evidence.added_by_id != by.pk:
        check_may_work(by, evidence.review)


def check_second_person(by: User, verdict: Verdict) -> None:
    """The same rule as the constraint `four_eyes`, in words."""
    if by.pk == verdict.author_id:
        raise FourEyes(_("You wrote this verdict; another editor has to approve it."))
    if by.pk == verdict.last_editor_id:
        raise FourEyes(_("You edited this verdict last; another editor has to approve it."))
