"""Who may do what with articles and claims."""

from django.utils.translation import gettext as _

from claims.models import Import
from factcheck.accounts.models import Role, User
from factcheck.exceptions import NotAllowed


def check_may_add(by: User) -> None:
    """Contributors and up add articles and propose claims."""
    if not by.is_authenticated or not by.at_least(Role.CONTRIBUTOR):
        raise NotAllowed(_("Sign in to add articles and claims."))


def may_decide_on(sent: Import, *, by: User) -> bool:
    """Whoever sent a list of articles confirms it or gives it up; so do reviewers and up."""
    return sent.added_by_id == by.pk or by.at_least(Role.REVIEWER)


def check_may_decide_on(sent: Import, *, by: User) -> None:
    """Nobody gives up what another contributor sent."""
    check_may_add(by)
    if not may_decide_on(sent, by=by):
        raise NotAllowed(
            _("%(name)s sent this list. Ask them or a reviewer to add it or to give it up.")
            % {"name": sent.added_by}
        )


def check_may_curate(by: User) -> None:
    """Reviewers and up accept, edit, cut, merge and dismiss candidates."""
    if not by.is_authenticated or not by.at_least(Role.REVIEWER):
        raise NotAllowed(
            _("Only reviewers decide on candidates. Ask an admin for the reviewer role.")
        )


def check_may_watch(by: User) -> None:
    """Reviewers and up choose which feeds come in by themselves."""
    if not by.is_authenticated or not by.at_least(Role.REVIEWER):
        raise NotAllowed(_("Only reviewers watch feeds. Ask an admin for the reviewer role."))


def check_may_tune(by: User) -> None:
    """Editors and up decide which check-worthiness model the desk uses."""
    if not by.is_authenticated or not by.at_least(Role.EDITOR):
        raise NotAllowed(
            _("Only editors switch check-worthiness models. Ask an admin for the editor role.")
        )
