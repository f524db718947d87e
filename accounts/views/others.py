"""Accounts of others: who has one, who is invited, what they may do."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.actions import invitations, users
from accounts.errors import AccountRefusal
from accounts.forms.others import InvitationForm, UserFilter, UserForm
from accounts.models import SignUpInvitation, User
from accounts.requests import SignedInRequest

PAGE_SIZE = 25


@require_safe
@vary_on_headers("HX-Request")
def user_list(request: SignedInRequest) -> HttpResponse:
    found = User.objects.visible_to(request.user)
    _require(request.user.has_perm("accounts.view_users"))
    filters = UserFilter(request.GET, queryset=found.sorted_by(request.GET.get("sort", "")))
    context = {
        "filters": filters,
        "page": Paginator(filters.qs, PAGE_SIZE).get_page(request.GET.get("page")),
        "may_change": request.user.role == "administrator",
    }
    return render(request, _template(request, "accounts/user_list.html"), context)


@require_http_methods(["GET", "HEAD", "POST"])
def user_update(request: SignedInRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    _require(request.user.has_perm("accounts.change_user", user))
    form = UserForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        try:
            users.change_user(by=request.user, user=user, **form.cleaned_data)
        except AccountRefusal as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:user-list")
    return render(request, "accounts/user_form.html", {"form": form, "person": user})


@require_POST
def reset_second_factor(request: SignedInRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    _require(request.user.has_perm("accounts.change_user", user))
    users.reset_second_factor(by=request.user, user=user)
    messages.success(request, _("The second step is removed. They set up a new one."))
    return redirect("accounts:user-update", pk=pk)


@require_safe
def invitation_list(request: SignedInRequest) -> HttpResponse:
    waiting = SignUpInvitation.objects.visible_to(request.user).waiting()
    _require(request.user.has_perm("accounts.invite"))
    page = Paginator(waiting.for_list(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "accounts/invitation_list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SignedInRequest) -> HttpResponse:
    _require(request.user.has_perm("accounts.invite"))
    # The address may bring name and e-mail along, as from a leader's page.
    form = InvitationForm(request.POST or None, by=request.user, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invitations.invite(by=request.user, **form.cleaned_data)
        except AccountRefusal as refusal:
            form.add_error("email", refusal)
        else:
            sentence = _("An invitation goes to %(address)s.") % {"address": invitation.email}
            messages.success(request, sentence)
            return redirect("accounts:invitation-list")
    return render(request, "accounts/invitation_form.html", {"form": form})


@require_POST
def resend_invitation(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(SignUpInvitation.objects.visible_to(request.user), pk=pk)
    _require(request.user.has_perm("accounts.change_invitation", invitation))
    try:
        invitations.send_again(by=request.user, invitation=invitation)
    except AccountRefusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("A new link is on its way; the old one no longer works."))
    return redirect("accounts:invitation-list")


@require_POST
def withdraw_invitation(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(SignUpInvitation.objects.visible_to(request.user), pk=pk)
    _require(request.user.has_perm("accounts.change_invitation", invitation))
    try:
        invitations.withdraw(by=request.user, invitation=invitation)
    except AccountRefusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Withdrawn. The link no longer works."))
    return redirect("accounts:invitation-list")


def _require(is_allowed: bool) -> None:
    if not is_allowed:
        raise PermissionDenied


def _template(request: SignedInRequest, name: str) -> str:
    return f"{name}#rows" if getattr(request, "htmx", False) else name
