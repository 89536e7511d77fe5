from django.urls import path

from reviews.api import corrections, topics

urlpatterns = [
    path("corrections/", corrections.Corrections.as_view(), name="api-corrections"),
    path("topics/", topics.Topics.as_view(), name="api-topics"),
    path("topics/<int:pk>/", topics.OneTopic.as_view(), name="api-topic"),
    path("reviews/<int:pk>/topics/", topics.OfReview.as_view(), name="review-topics"),
]
