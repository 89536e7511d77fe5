"""Who is told of what is published: the addresses."""

from django.urls import URLPattern, path

from reviews.web import webhook_actions, webhooks

urlpatterns: list[URLPattern] = [
    path("webhooks/", webhooks.webhooks, name="webhooks"),
    path("webhooks/<int:pk>/", webhooks.webhook, name="webhook"),
    path("webhooks/<int:pk>/rotate/", webhook_actions.rotate, name="webhook_rotate"),
    path("webhooks/<int:pk>/pause/", webhook_actions.pause, name="webhook_pause"),
    path("webhooks/<int:pk>/resume/", webhook_actions.resume, name="webhook_resume"),
    path("webhooks/<int:pk>/end/", webhook_actions.end, name="webhook_end"),
    path("webhooks/<int:pk>/test/", webhook_actions.test, name="webhook_test"),
    path("webhooks/<int:pk>/replay/", webhook_actions.replay_since, name="webhook_replay_since"),
    path("webhooks/<int:pk>/deliveries.csv", webhooks.export, name="webhook_csv"),
    path("webhooks/deliveries/<int:pk>/", webhooks.delivery, name="webhook_delivery"),
    path("webhooks/deliveries/<int:pk>/replay/", webhook_actions.replay, name="webhook_replay"),
]
