"""The queue: the addresses."""

from django.urls import URLPattern, URLResolver, path

from reviews.web import board, bulk, queue, saved_views, workload

urlpatterns: list[URLPattern | URLResolver] = [
    path("reviews/", queue.queue, name="queue"),
    path("reviews/export.csv", queue.export, name="export"),
    path("reviews/numbers.json", queue.numbers, name="numbers"),
    path("reviews/take-next/", queue.take_next, name="take_next"),
    path("reviews/bulk/", bulk.bulk, name="bulk"),
    path("reviews/board/", board.board, name="board"),
    path("reviews/board/<int:pk>/move/", board.move, name="board_move"),
    path("reviews/workload/", workload.workload, name="workload"),
    path("reviews/views/", saved_views.views, name="views"),
    path("reviews/views/save/", saved_views.views, name="view_save"),
    path("reviews/views/<int:pk>/", saved_views.change, name="view_change"),
    path("reviews/views/<int:pk>/delete/", saved_views.delete, name="view_delete"),
    path("reviews/<int:pk>/take/", queue.take, name="take"),
]
