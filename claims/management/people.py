"""Who a command is run for."""

from django.core.management import CommandError

from factcheck.accounts.models import User


def named(username: str | None) -> User | None:
    """The active user of this name; None where no name is given. Raises CommandError."""
    if not username:
        return None
    try:
        return User.objects.get(username=username, is_active=True)
    except User.DoesNotExist as error:
        raise CommandError(f"There is no active user named “{username}”.") from error
