"""Who is told of what is published."""

from rest_framework.routers import SimpleRouter

from reviews.api.webhooks import Deliveries, Webhooks

router = SimpleRouter(use_regex_path=False)
router.register("webhooks", Webhooks, basename="webhook")
router.register("webhook-deliveries", Deliveries, basename="webhook-delivery")
urlpatterns = router.urls
