from rest_framework.routers import SimpleRouter

from claims.api.articles import Articles
from claims.api.claims import Claims

router = SimpleRouter(use_regex_path=False)
router.register("articles", Articles, basename="article")
router.register("claims", Claims, basename="claim")
urlpatterns = router.urls
