from django.urls import path

from reviews.samples import web

urlpatterns = [path(f"{web.PREFIX}/<slug:name>", web.show, name="sample-page")]
