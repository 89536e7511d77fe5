from django.urls import path
from rest_framework.routers import SimpleRouter

from reviews.api import profile
from reviews.api.notices import Notices

router = SimpleRouter(use_regex_path=False)
router.register("notices", Notices, basename="notice")
urlpatterns = [path("profile/", profile.Profile.as_view(), name="profile-settings"), *router.urls]
