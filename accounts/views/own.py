"""One's own settings: name, language, time zone, address, tokens of programs."""

from __future__ import annotations

from copy import copy

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language as set_language_cookie

from accounts import links
from accounts.actions import tokens, users
from accounts.authentication import ApiTokenAuthentication
from accounts.errors import AccountRefusal, LinkNotValid
from accounts.forms.own import AddressForm, SettingsForm, TokenForm
from accounts.models import ApiToken
from accounts.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: SignedInRequest) -> HttpResponse:
    form = SettingsForm(request.POST or None, instance=copy(request.user))
    if request.method == "POST" and form.is_valid():
        users.change_settings(user=request.user, **form.cleaned_data)
        with override(form.cleaned_data["language"]):
            messages.success(request, _("Saved."))
        return redirect("accounts:settings")
    return render(request, "accounts/user_settings.html", {"form": form})


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Django's, which keeps a cookie; who is signed in takes the choice along to every device."""
    code = request.POST.get("language", "")
    if request.user.is_authenticated:
        users.change_language(user=request.user, language=code)
    return set_language_cookie(request)


@require_http_methods(["GET", "HEAD", "POST"])
def change_address(request: SignedInRequest) -> HttpResponse:
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        too_many: HttpResponse | None = consume_or_429(request, action="manage_email")
        if too_many:
            return too_many
        address = form.cleaned_data["email"]
        users.ask_address_change(user=request.user, address=address)
        messages.success(
            request, _("We sent a link to %(address)s. Open it to finish.") % {"address": address}
        )
        return redirect("accounts:settings")
    return render(request, "accounts/address_form.html", {"form": form})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """From a mail, perhaps on another device: the link is the proof, nobody need be signed in."""
    change = links.read_address_change(token)
    try:
        if change is None:
            raise LinkNotValid
        users.check_address_change(change=change)
        if request.method == "POST":
            users.change_address(change=change)
            messages.success(request, _("From now on you sign in with the new address."))
            return redirect("accounts:settings")
    except AccountRefusal as refusal:
        return render(request, "accounts/link_refused.html", {"refusal": refusal}, status=410)
    return render(request, "accounts/address_confirm.html", {"change": change})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def api_tokens(request: SignedInRequest) -> HttpResponse:
    form = TokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        # Not redirected: this answer is the only place the token is ever shown.
        _token, secret = tokens.create_token(by=request.user, name=form.cleaned_data["name"])
        form = TokenForm()
    context = {
        "form": form,
        "secret": secret,
        "header": f"Authorization: {ApiTokenAuthentication.keyword} {secret}",
        "tokens": ApiToken.objects.visible_to(request.user),
    }
    return render(request, "accounts/api_token_list.html", context)


@require_POST
def revoke_token(request: SignedInRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.visible_to(request.user), pk=pk)
    tokens.revoke_token(token=token)
    messages.success(request, _("The token no longer works."))
    return redirect("accounts:api-tokens")
