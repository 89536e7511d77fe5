"""Evidence: by address, file or hand, quoted, ordered: the addresses."""

from django.urls import path

from reviews.web import citing, fetches, ordering, quoting, replies, uploads

urlpatterns = [
    path("reviews/<int:pk>/evidence/", citing.attach, name="attach"),
    path("reviews/<int:pk>/evidence/file/", uploads.file, name="evidence_file"),
    path("reviews/<int:pk>/evidence/hand/", uploads.hand, name="evidence_hand"),
    path("reviews/<int:pk>/evidence/order/", ordering.order, name="order"),
    path("reviews/<int:pk>/fetches/", fetches.fetches, name="fetches"),
    path("reviews/<int:pk>/replies/", replies.ask, name="reply_ask"),
    path("replies/<int:pk>/", replies.receive, name="reply_receive"),
    path("fetches/<int:pk>/", fetches.fetch, name="fetch"),
    path("fetches/<int:pk>/retry/", fetches.retry, name="fetch_retry"),
    path("fetches/<int:pk>/cancel/", fetches.cancel, name="fetch_cancel"),
    path("evidence/<int:pk>/edit/", citing.edit, name="evidence_edit"),
    path("evidence/<int:pk>/revise/", citing.revise, name="revise"),
    path("evidence/<int:pk>/withdraw/", citing.withdraw, name="withdraw"),
    path("evidence/<int:pk>/clear/", citing.clear, name="clear"),
    path("evidence/<int:pk>/copy/", quoting.copy, name="copy"),
    path("evidence/<int:pk>/quote/", quoting.quote, name="quote"),
    path("evidence/<int:pk>/original/", uploads.original, name="evidence_original"),
]
