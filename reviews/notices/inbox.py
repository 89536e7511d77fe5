"""What a person reads on the desk."""

from datetime import datetime

from factcheck.accounts.models import User
from reviews.models import Notice


def unread_count(person: User) -> int:
    return Notice.objects.visible_to(person).unread().count()


def read(person: User, notice_id: int, *, now: datetime) -> Notice:
    """Mark one as read; raises Notice.DoesNotExist for those of others. Twice is once."""
    notice = Notice.objects.visible_to(person).with_what_they_tell().get(pk=notice_id)
    if notice.read_at is None:
        notice.read_at = now
        notice.save(update_fields=["read_at"])
    return notice


def read_all(person: User, *, until: int, now: datetime) -> int:
    """Mark all up to the newest that was shown (`until`, its id): what came since stays unread."""
    notices = Notice.objects.visible_to(person).unread().filter(pk__lte=until)
    return notices.update(read_at=now)
