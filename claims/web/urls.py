from django.urls import path

from claims.web import claims, feeds, imports, inbox, originals, proposals, revisions, triage

app_name = "claims"
urlpatterns = [
    path("articles/", inbox.inbox, name="inbox"),
    path("articles/import/", imports.imports, name="imports"),
    path("articles/import/<int:pk>/", imports.show, name="import"),
    path("articles/import/<int:pk>/confirm/", imports.confirm, name="import_confirm"),
    path("articles/import/<int:pk>/cancel/", imports.cancel, name="import_cancel"),
    path("articles/import/<int:pk>/report.csv", imports.report, name="import_report"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/<int:pk>/", feeds.feed, name="feed"),
    path("feeds/<int:pk>/check/", feeds.check, name="feed_check"),
    path("feeds/<int:pk>/pause/", feeds.pause, name="feed_pause"),
    path("feeds/<int:pk>/resume/", feeds.resume, name="feed_resume"),
    path("articles/<int:pk>/", triage.triage, name="triage"),
    path("articles/<int:pk>/language-model/", proposals.runs, name="proposals"),
    path("articles/<int:pk>/revisions/", revisions.show, name="revisions"),
    path("articles/<int:pk>/refetch/", revisions.refetch, name="refetch"),
    path("articles/<int:pk>/settle-rest/", revisions.settle_rest, name="settle_rest"),
    path("claims/<int:pk>/settle/", revisions.settle, name="settle"),
    path("articles/<int:pk>/originals/<int:number>/", originals.original, name="original"),
    path("articles/<int:pk>/propose/", triage.propose, name="propose"),
    path("claims/<int:pk>/accept/", claims.accept, name="accept"),
    path("claims/<int:pk>/dismiss/", claims.dismiss, name="dismiss"),
    path("claims/<int:pk>/edit/", claims.edit, name="edit"),
    path("claims/<int:pk>/cut/", claims.cut, name="cut"),
    path("claims/<int:pk>/merge/", claims.merge, name="merge"),
    path("claims/<int:pk>/undo/", claims.undo, name="undo"),
]
