from __future__ import annotations

from django.urls import include, path

from accounts.views import others, own, sign_up

app_name = "accounts"

users = [
    path("", others.user_list, name="user-list"),
    path("<int:pk>/", others.user_update, name="user-update"),
    path("<int:pk>/reset-second-factor/", others.reset_second_factor, name="reset-second-factor"),
]

invitations = [
    path("", others.invitation_list, name="invitation-list"),
    path("new/", others.invite, name="invite"),
    path("<int:pk>/resend/", others.resend_invitation, name="invitation-resend"),
    path("<int:pk>/withdraw/", others.withdraw_invitation, name="invitation-withdraw"),
]

urlpatterns = [
    path("users/", include(users)),
    path("invitations/", include(invitations)),
    path("sign-up/<slug:token>/", sign_up.sign_up, name="sign-up"),
    path("settings/", own.settings, name="settings"),
    path("email/", own.change_address, name="email-change"),
    path("email/<str:token>/", own.confirm_address, name="email-confirm"),
    path("tokens/", own.api_tokens, name="api-tokens"),
    path("tokens/<int:pk>/revoke/", own.revoke_token, name="api-token-revoke"),
]
