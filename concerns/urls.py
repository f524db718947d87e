"""Addresses of concerns and priorities."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from concerns.views import (
    codes,
    detail,
    following,
    holidays,
    joining,
    mine,
    photos,
    priorities,
    queue,
    raising,
    supporting,
    tools,
    voting,
    work,
)

app_name = "concerns"

# Raising and following

by_raisers: list[URLPattern | URLResolver] = [
    path("concerns/new/", raising.concern_new, name="concern-new"),
    path("concerns/code/", codes.code, name="code"),
    path("concerns/follow/<token>/", following.follow, name="follow"),
    path("concerns/mine/", mine.mine, name="mine"),
    path("concerns/mine/<int:pk>/", following.own, name="own"),
    path("concerns/mine/<token>/", mine.mine_by_link, name="mine-by-link"),
    path("concerns/photos/<int:pk>/", photos.photo, name="photo"),
    path("concerns/photos/<ticket>/", photos.photo_by_ticket, name="photo-by-ticket"),
    path("concerns/support/", supporting.support_list, name="support-list"),
    path("concerns/support/<int:pk>/", supporting.support, name="support"),
]

# The department's work

one_concern = [
    path("", detail.concern_detail, name="concern-detail"),
    path("identity/", detail.concern_identity, name="concern-identity"),
    path("reply/", work.concern_reply, name="concern-reply"),
    path("note/", work.concern_note, name="concern-note"),
    path("take/", work.concern_take, name="concern-take"),
    path("assign/", work.concern_assign, name="concern-assign"),
    path("pause/", work.concern_pause, name="concern-pause"),
    path("resume/", work.concern_resume, name="concern-resume"),
    path("close/", work.concern_close, name="concern-close"),
    path("reopen/", work.concern_reopen, name="concern-reopen"),
    path("edit/", work.concern_update, name="concern-update"),
    path("forget/", work.concern_forget, name="concern-forget"),
    path("publish/", work.concern_publish, name="concern-publish"),
    path("unpublish/", work.concern_unpublish, name="concern-unpublish"),
    path("promise/", joining.concern_promise, name="concern-promise"),
    path("prioritize/", joining.concern_prioritize, name="concern-prioritize"),
    path("duplicates/", joining.concern_duplicates, name="concern-duplicates"),
    path("unlink/", joining.concern_unlink, name="concern-unlink"),
]
one_priority = [
    path("", priorities.priority_detail, name="priority-detail"),
    path("edit/", priorities.priority_update, name="priority-update"),
    path("act/", priorities.priority_act, name="priority-act"),
    path("up/", priorities.priority_up, name="priority-up"),
    path("down/", priorities.priority_down, name="priority-down"),
    path("settle/", priorities.priority_settle, name="priority-settle"),
    path("reopen/", priorities.priority_reopen, name="priority-reopen"),
]
by_department: list[URLPattern | URLResolver] = [
    path("concerns/", queue.concern_list, name="concern-list"),
    path("concerns/export/", queue.concern_export, name="concern-export"),
    path("concerns/views/", queue.view_save, name="view-save"),
    path("concerns/views/<int:pk>/delete/", queue.view_delete, name="view-delete"),
    path("concerns/<int:pk>/", include(one_concern)),
    path("concerns/categories/", tools.category_list, name="category-list"),
    path("concerns/categories/new/", tools.category_create, name="category-create"),
    path("concerns/categories/<int:pk>/", tools.category_update, name="category-update"),
    path("concerns/rules/", tools.rule_list, name="rule-list"),
    path("concerns/rules/new/", tools.rule_create, name="rule-create"),
    path("concerns/rules/<int:pk>/", tools.rule_update, name="rule-update"),
    path("concerns/rules/<int:pk>/delete/", tools.rule_delete, name="rule-delete"),
    path("concerns/texts/", tools.text_list, name="text-list"),
    path("concerns/texts/new/", tools.text_create, name="text-create"),
    path("concerns/texts/<int:pk>/", tools.text_update, name="text-update"),
    path("concerns/holidays/", holidays.holiday_list, name="holiday-list"),
    path("concerns/holidays/<int:pk>/delete/", holidays.holiday_delete, name="holiday-delete"),
    path("priorities/", priorities.priority_list, name="priority-list"),
    path("priorities/new/", priorities.priority_create, name="priority-create"),
    path("priorities/order/<area-code:code>/", voting.priority_order, name="priority-order"),
    path(
        "priorities/order/<area-code:code>/by-votes/",
        voting.priority_order_by_votes,
        name="priority-order-by-votes",
    ),
    path("priorities/<int:pk>/", include(one_priority)),
]

urlpatterns = [*by_raisers, *by_department]
