from __future__ import annotations

from django.urls import include, path

from outbox import views

app_name = "outbox"

message_urls = [
    path("", views.message_detail, name="message-detail"),
    path("html/", views.message_html, name="message-html"),
    path("send-again/", views.send_again, name="send-again"),
]
urlpatterns = [
    path("messages/", views.message_list, name="message-list"),
    path("messages/why/", views.why, name="why"),
    path("messages/stops/<int:pk>/lift/", views.lift_suppression, name="lift-suppression"),
    path("messages/<int:pk>/", include(message_urls)),
]
