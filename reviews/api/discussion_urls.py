"""Threads, checklist and looks: the addresses."""

from django.urls import path

from reviews.api import discussion

urlpatterns = [
    path("reviews/<int:pk>/threads/", discussion.OfReview.as_view(), name="review-threads"),
    path("reviews/<int:pk>/checklist/", discussion.Checklist.as_view(), name="review-checklist"),
    path("reviews/<int:pk>/looked/", discussion.Looked.as_view(), name="review-looked"),
    path("threads/<int:pk>/comments/", discussion.Answers.as_view(), name="thread-comments"),
    path("threads/<int:pk>/resolve/", discussion.Resolve.as_view(), name="thread-resolve"),
    path("threads/<int:pk>/reopen/", discussion.Reopen.as_view(), name="thread-reopen"),
]
