"""Addresses of initiatives."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from initiatives.views import (
    cases,
    detail,
    offering,
    people,
    playbooks,
    portfolio,
    resources,
    stages,
    tasks,
    words,
)

app_name = "initiatives"

one_initiative: list[URLPattern | URLResolver] = [
    path("", detail.initiative_detail, name="initiative-detail"),
    path("edit/", words.initiative_update, name="initiative-update"),
    path("scan/", words.initiative_scan, name="initiative-scan"),
    path("analyse/", words.initiative_analyse, name="initiative-analyse"),
    path("plan/", stages.initiative_plan, name="initiative-plan"),
    path("respond/", words.initiative_respond, name="initiative-respond"),
    path("advance/<slug:stage>/", stages.initiative_advance, name="initiative-advance"),
    path("close/", stages.initiative_close, name="initiative-close"),
    path("back/", stages.initiative_back, name="initiative-back"),
    path("set-aside/", stages.initiative_set_aside, name="initiative-set-aside"),
    path("show/", stages.initiative_show, name="initiative-show"),
    path("leads/", people.initiative_leads, name="initiative-leads"),
    path("places/", people.initiative_places, name="initiative-places"),
    path("partners/new/", people.initiative_join, name="initiative-join"),
    path("partners/<int:partner>/leave/", people.partner_leave, name="partner-leave"),
    path("concerns/new/", people.initiative_link, name="initiative-link"),
    path("concerns/<int:concern>/unlink/", people.initiative_unlink, name="initiative-unlink"),
    path("case/", cases.initiative_case, name="initiative-case"),
    path("resources/", resources.initiative_resources, name="initiative-resources"),
    path("needs/new/", resources.need_create, name="initiative-need-create"),
    path("needs/<int:need>/ask/", resources.need_ask, name="need-ask"),
    path("needs/<int:need>/offer/", resources.need_offer, name="need-offer"),
    path("needs/<int:need>/settle/", resources.need_settle, name="need-settle"),
    path("tasks/", tasks.initiative_tasks, name="initiative-tasks"),
    path("tasks/new/", tasks.task_create, name="initiative-task-create"),
    path("tasks/<int:task>/edit/", tasks.task_update, name="task-update"),
    path("tasks/<int:task>/move/", tasks.task_move, name="task-move"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("initiatives/", portfolio.initiative_list, name="initiative-list"),
    path("initiatives/new/", portfolio.initiative_create, name="initiative-create"),
    path("initiatives/<int:pk>/", include(one_initiative)),
    path("initiatives/playbooks/", playbooks.playbook_list, name="playbook-list"),
    path("initiatives/playbooks/new/", playbooks.playbook_create, name="playbook-create"),
    path("initiatives/playbooks/<int:pk>/", playbooks.playbook_detail, name="playbook-detail"),
    path("initiatives/playbooks/<int:pk>/edit/", playbooks.playbook_update, name="playbook-update"),
    path("cases/", cases.case_list, name="case-list"),
    path("cases/new/", cases.case_create, name="case-create"),
    path("cases/<int:pk>/", cases.case_detail, name="case-detail"),
    path("cases/<int:pk>/edit/", cases.case_update, name="case-update"),
    path("offers/", resources.offer_list, name="offer-list"),
    path("offers/new/", resources.offer_create, name="offer-create"),
    path("offers/<int:pk>/", resources.offer_detail, name="offer-detail"),
    path("offers/<int:pk>/match/", resources.offer_match, name="offer-match"),
    path("offers/<int:pk>/thank/", resources.offer_thank, name="offer-thank"),
    path("offers/give/<token>/", offering.offer_by_link, name="offer-by-link"),
    path("concerns/<int:pk>/initiative/", people.concern_convert, name="concern-convert"),
]
