"""The form in which a review's topics are chosen."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.web.forms import RawText
from factcheck.accounts.models import Role, User
from reviews.models import Review, Topic

COMMAS = re.compile("[,،、，;\n]")  # as they are typed in Arabic, Japanese and Chinese too


class TopicsForm(forms.Form):
    topics = RawText(
        label=_("Topics"),
        help_text=_("Separated by commas. Readers browse by them and subscribe to one."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    @property
    def names(self) -> list[str]:
        return COMMAS.split(self.cleaned_data["topics"])


def context(review: Review, by: User) -> dict[str, Any]:
    """What the claim pane shows."""
    chosen = list(review.topics.all())
    return {"topics": chosen, "topics_form": _form(review, chosen, by)}


def _form(review: Review, chosen: list[Topic], by: User) -> TopicsForm | None:
    """None for those who may not choose."""
    has_it = by.at_least(Role.REVIEWER) and review.assignee_id == by.pk
    if not has_it and not by.at_least(Role.EDITOR):
        return None
    names = ", ".join(topic.name for topic in chosen)
    return TopicsForm(initial={"topics": names}, auto_id="about_%s")
