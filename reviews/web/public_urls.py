from django.urls import include, path

from reviews.web import public

app_name = "public"
page = "fact-checks/<str:slug>/"
urlpatterns = [
    path("", public.home, name="home"),
    path("", include("reviews.web.syndication_urls")),
    path("", include("reviews.web.reader_urls")),
    path("fact-checks/", public.archive, name="archive"),
    path("fact-checks/feed.json", public.data_feed, name="data_feed"),
    path(page, public.fact_check, name="fact_check"),
    path(f"{page}evidence/<int:n>/", public.evidence, name="evidence"),
    path(f"{page}v/<int:number>/", public.fact_check, name="version"),
    path(f"{page}v/<int:number>/evidence/<int:n>/", public.evidence, name="version_evidence"),
]
