"""The API router: registers each app's viewsets, nothing else."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView
from rest_framework.routers import DefaultRouter

from accounts.api import UserViewSet
from concerns.api.concerns import ConcernViewSet
from concerns.api.priorities import CategoryViewSet, PriorityViewSet
from initiatives.api.initiatives import InitiativeViewSet
from initiatives.api.resources import NeedViewSet, OfferViewSet
from initiatives.api.tasks import CaseStudyViewSet, PlaybookViewSet, TaskViewSet
from leaders.api.areas import AreaViewSet
from leaders.api.contacts import ContactViewSet
from leaders.api.leaders import LeaderViewSet
from leaders.api.organizations import OrganizationViewSet
from meetings.api.commitments import CommitmentViewSet
from meetings.api.invitations import InvitationViewSet
from meetings.api.meetings import MeetingViewSet
from meetings.api.series import SeriesViewSet
from outbox.api import MessageViewSet

router = DefaultRouter()
router.register("areas", AreaViewSet)
router.register("cases", CaseStudyViewSet)
router.register("commitments", CommitmentViewSet)
router.register("categories", CategoryViewSet)
router.register("concerns", ConcernViewSet)
router.register("contacts", ContactViewSet)
router.register("initiatives", InitiativeViewSet)
router.register("invitations", InvitationViewSet)
router.register("leaders", LeaderViewSet)
router.register("needs", NeedViewSet)
router.register("offers", OfferViewSet)
router.register("organizations", OrganizationViewSet)
router.register("meetings", MeetingViewSet)
router.register("messages", MessageViewSet)
router.register("playbooks", PlaybookViewSet)
router.register("priorities", PriorityViewSet)
router.register("series", SeriesViewSet)
router.register("tasks", TaskViewSet)
router.register("users", UserViewSet)

urlpatterns = [
    path("v1/", include(router.urls)),
    path("", include("home.api")),
    path("schema/", login_not_required(SpectacularAPIView.as_view()), name="api-schema"),
    path(
        "docs/",
        login_not_required(SpectacularSwaggerView.as_view(url_name="api-schema")),
        name="api-docs",
    ),
]
