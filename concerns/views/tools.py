"""Settings of the work on concerns, for coordinators."""

from __future__ import annotations

from copy import copy

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from concerns.actions import tools as actions
from concerns.forms.tools import CategoryForm, RuleForm, TextForm
from concerns.models import Category, RoutingRule, StandardText
from leaders.views.asking import data_of, done
from leaders.views.pages import require

ASKED = ["GET", "HEAD", "POST"]


@require_safe
def category_list(request: SignedInRequest) -> HttpResponse:
    require(request.user.has_perm("concerns.manage_categories"))
    context = {"categories": Category.objects.visible_to(request.user)}
    return render(request, "concerns/category_list.html", context)


@require_http_methods(ASKED)
def category_create(request: SignedInRequest) -> HttpResponse:
    require(request.user.has_perm("concerns.manage_categories"))
    form = CategoryForm(data_of(request))
    if done(form, lambda: actions.add_category(**form.cleaned_data)):
        return _saved(request, "category")
    return _ask(request, form, "category", title=_("Add a category"))


@require_http_methods(ASKED)
def category_update(request: SignedInRequest, pk: int) -> HttpResponse:
    category = get_object_or_404(Category.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("concerns.manage_categories"))
    form = CategoryForm(data_of(request), instance=copy(category))
    if done(form, lambda: actions.change_category(category=category, **form.cleaned_data)):
        return _saved(request, "category")
    return _ask(request, form, "category", title=category.label)


@require_safe
def rule_list(request: SignedInRequest) -> HttpResponse:
    require(request.user.has_perm("concerns.manage_routing"))
    rules = RoutingRule.objects.visible_to(request.user).with_names()
    return render(request, "concerns/rule_list.html", {"rules": rules})


@require_http_methods(ASKED)
def rule_create(request: SignedInRequest) -> HttpResponse:
    require(request.user.has_perm("concerns.manage_routing"))
    form = RuleForm(data_of(request))
    if done(form, lambda: actions.add_rule(**form.cleaned_data)):
        return _saved(request, "rule")
    return _ask(request, form, "rule", title=_("Say who gets what"))


@require_http_methods(ASKED)
def rule_update(request: SignedInRequest, pk: int) -> HttpResponse:
    rule = get_object_or_404(RoutingRule.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("concerns.manage_routing"))
    form = RuleForm(data_of(request), instance=copy(rule))
    if done(form, lambda: actions.change_rule(rule=rule, **form.cleaned_data)):
        return _saved(request, "rule")
    return _ask(request, form, "rule", title=_("Say who gets what"))


@require_POST
def rule_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    rule = get_object_or_404(RoutingRule.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("concerns.manage_routing"))
    actions.remove_rule(rule=rule)
    messages.success(request, _("The rule is gone. Concerns stay with their owners."))
    return redirect("concerns:rule-list")


@require_safe
def text_list(request: SignedInRequest) -> HttpResponse:
    require(request.user.has_perm("concerns.manage_texts"))
    texts = StandardText.objects.visible_to(request.user).select_related("category")
    return render(request, "concerns/text_list.html", {"texts": texts})


@require_http_methods(ASKED)
def text_create(request: SignedInRequest) -> HttpResponse:
    require(request.user.has_perm("concerns.manage_texts"))
    form = TextForm(data_of(request))
    if done(form, lambda: actions.add_text(**form.cleaned_data)):
        return _saved(request, "text")
    return _ask(request, form, "text", title=_("Add a standard text"))


@require_http_methods(ASKED)
def text_update(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(StandardText.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("concerns.manage_texts"))
    form = TextForm(data_of(request), instance=copy(found))
    if done(form, lambda: actions.change_text(standard_text=found, **form.cleaned_data)):
        return _saved(request, "text")
    return _ask(request, form, "text", title=found.title)


def _saved(request: SignedInRequest, kind: str) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(f"concerns:{kind}-list")


def _ask(request: SignedInRequest, form: forms.BaseForm, kind: str, *, title: str) -> HttpResponse:
    labels = {
        "category": _("Categories"),
        "rule": _("Who gets what"),
        "text": _("Standard texts"),
    }
    back = {"back": reverse(f"concerns:{kind}-list"), "back_label": labels[kind]}
    context = {"form": form, "title": title, **back}
    status = 422 if form.errors else 200
    return render(request, "concerns/tool_form.html", context, status=status)
