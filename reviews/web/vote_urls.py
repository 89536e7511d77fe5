"""Blind votes: the addresses."""

from django.urls import path

from reviews.web import agreement, votes

urlpatterns = [
    path("reviews/<int:pk>/votes/", votes.vote, name="vote"),
    path("reviews/<int:pk>/votes/ask/", votes.ask, name="votes_ask"),
    path("reviews/<int:pk>/votes/adjudicate/", votes.adjudicate, name="adjudicate"),
    path("desk/agreement/", agreement.agreement, name="agreement"),
    path("desk/agreement/rounds.csv", agreement.export, name="agreement_csv"),
]
