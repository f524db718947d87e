"""Signing up: only by the link of an invitation."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.actions import invitations
from accounts.errors import AccountRefusal
from accounts.forms.own import SignUpForm
from accounts.models import SignUpInvitation, User


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, token: str) -> HttpResponse:
    invitation = SignUpInvitation.objects.filter(token=token).first()
    context: dict[str, object] = {"invitation": invitation}
    if invitation is None or not invitation.is_open():
        status = 410 if invitation else 404
        return render(request, "accounts/sign_up_closed.html", context, status=status)
    if request.user.is_authenticated:
        return render(request, "accounts/sign_up_signed_in.html", context, status=409)
    form = SignUpForm(request.POST or None, invitation=invitation)
    if request.method == "POST" and form.is_valid():
        try:
            user = invitations.sign_up(invitation=invitation, **form.cleaned_data)
        except AccountRefusal as refusal:
            form.add_error(None, refusal)
        else:
            return _signed_in(request, user)
    return render(request, "accounts/sign_up.html", context | {"form": form})


def _signed_in(request: HttpRequest, user: User) -> HttpResponse:
    """The password was chosen this moment: setting up the second step does not ask for it again."""
    record_authentication(request, user, method="password", email=user.email, reauthenticated=True)
    response: HttpResponse = perform_login(request, Login(user=user, email=user.email))
    return response
