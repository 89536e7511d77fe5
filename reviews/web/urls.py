from django.urls import include, path

from reviews.web import actions, workbench

app_name = "reviews"
urlpatterns = [
    path("reviews/<int:pk>/", workbench.workbench, name="workbench"),
    path("reviews/<int:pk>/verdict/", actions.save, name="save"),
    path("reviews/<int:pk>/plan/", actions.plan, name="plan"),
    path("reviews/<int:pk>/move/", actions.move, name="move"),
    path("reviews/<int:pk>/comments/", actions.comment, name="comment"),
    path("sources/", include("reviews.web.source_urls")),
    path("", include("reviews.web.queue_urls")),
    path("", include("reviews.web.evidence_urls")),
    path("", include("reviews.web.writing_urls")),
    path("", include("reviews.web.vote_urls")),
    path("", include("reviews.web.desk_urls")),
    path("", include("reviews.web.notice_urls")),
    path("", include("reviews.web.webhook_urls")),
    path("", include("reviews.web.report_urls")),
]
