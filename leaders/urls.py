from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from leaders.views import area_imports, areas, contact_imports, contacts, leaders, organizations

app_name = "leaders"

directory = [
    path("", leaders.leader_list, name="leader-list"),
    path("export.csv", leaders.leader_export, name="leader-export"),
    path("search/", leaders.leader_search, name="leader-search"),
    path("me/", leaders.my_profile, name="my-profile"),
    path("new/", leaders.leader_create, name="leader-create"),
    path("<int:pk>/", leaders.leader_detail, name="leader-detail"),
    path("<int:pk>/edit/", leaders.leader_update, name="leader-update"),
    path("<int:pk>/deactivate/", leaders.leader_deactivate, name="leader-deactivate"),
    path("<int:pk>/reactivate/", leaders.leader_reactivate, name="leader-reactivate"),
]

bodies = [
    path("", organizations.organization_list, name="organization-list"),
    path("export.csv", organizations.organization_export, name="organization-export"),
    path("new/", organizations.organization_create, name="organization-create"),
    path("<int:pk>/", organizations.organization_detail, name="organization-detail"),
    path("<int:pk>/edit/", organizations.organization_update, name="organization-update"),
    path(
        "<int:pk>/deactivate/",
        organizations.organization_deactivate,
        name="organization-deactivate",
    ),
    path(
        "<int:pk>/reactivate/",
        organizations.organization_reactivate,
        name="organization-reactivate",
    ),
]

places = [
    path("", areas.area_list, name="area-list"),
    path("new/", areas.area_create, name="area-create"),
    path("import/", area_imports.area_import, name="area-import"),
    path("import/<int:pk>/", area_imports.area_import_detail, name="area-import-detail"),
    path("import/<int:pk>/commit/", area_imports.area_import_commit, name="area-import-commit"),
    path("import/<int:pk>/discard/", area_imports.area_import_discard, name="area-import-discard"),
    path("<area-code:code>/edit/", areas.area_update, name="area-update"),
]

log = [
    path("new/", contacts.contact_create, name="contact-create"),
    path("<int:pk>/edit/", contacts.contact_update, name="contact-update"),
]

lists = [
    path("", contact_imports.contact_import_list, name="contact-import-list"),
    path("<int:pk>/", contact_imports.contact_import_detail, name="contact-import-detail"),
    path(
        "<int:pk>/report.csv", contact_imports.contact_import_report, name="contact-import-report"
    ),
    path("<int:pk>/commit/", contact_imports.contact_import_commit, name="contact-import-commit"),
    path(
        "<int:pk>/discard/", contact_imports.contact_import_discard, name="contact-import-discard"
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("leaders/", include(directory)),
    path("organizations/", include(bodies)),
    path("areas/", include(places)),
    path("contacts/", include(log)),
    path("imports/contacts/", include(lists)),
]
