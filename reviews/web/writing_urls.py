"""Verdict, drafts, second look: the addresses."""

from django.urls import URLPattern, URLResolver, path

from reviews.web import actions, discussion, drafts, presence, topics, workbench, writing

urlpatterns: list[URLPattern | URLResolver] = [
    path("reviews/<int:pk>/preview/", writing.preview, name="preview"),
    path("reviews/<int:pk>/checklist/", writing.asked, name="checklist"),
    path("reviews/<int:pk>/presence/", presence.call, name="presence"),
    path("reviews/<int:pk>/beside/", workbench.beside, name="beside"),
    path("reviews/<int:pk>/topics/", topics.put, name="topics"),
    path("reviews/<int:pk>/looked/", actions.looked, name="looked"),
    path("reviews/<int:pk>/threads/", discussion.open_threads, name="thread_open"),
    path("threads/<int:pk>/answer/", discussion.answer, name="thread_answer"),
    path("threads/<int:pk>/resolve/", discussion.resolve, name="thread_resolve"),
    path("threads/<int:pk>/reopen/", discussion.reopen, name="thread_reopen"),
    path("drafts/", drafts.kept, name="drafts"),
    path("drafts/<slug:place>/", drafts.draft, name="draft"),
]
