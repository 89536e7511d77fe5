"""Planning the queue: the addresses."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from reviews.api import planning
from reviews.api.saved_views import Views

router = SimpleRouter(use_regex_path=False)
router.register("views", Views, basename="view")
urlpatterns = [
    path("reviews/bulk/", planning.Bulk.as_view(), name="review-bulk"),
    path("workload/", planning.Workload.as_view(), name="workload"),
    *router.urls,
]
