"""Addresses below a town, and at its desk."""

from django.urls import path

from eroba.capabilities.budget import exports
from eroba.capabilities.budget.views import desk, more, plan_desk, plans, programme_desk, public

app_name = "budget"

urlpatterns = [
    path("budget/", public.home, name="home"),
    path("budget/compare/", more.compare, name="compare"),
    path("budget/my-tax/", more.my_tax, name="my_tax"),
    path("budget/priorities/", plans.listing, name="priorities_list"),
    path("budget/priorities/<int:first_year>/", plans.detail, name="priorities"),
    path(
        "budget/priorities/<int:first_year>/priorities-<slug:language>.pdf",
        plans.paper,
        name="priorities_pdf",
    ),
    path("budget/programmes/<str:code>/", plans.programme, name="programme"),
    path("budget/<int:year>/", public.year, name="year"),
    path("budget/<int:year>/search/", public.search, name="search"),
    path("budget/<int:year>/figures.<slug:kind>", exports.file, name="file"),
    path("budget/<int:year>/package.zip", exports.package, name="package"),
    path("budget/<int:year>/<slug:kind>/<slug:phase>/", public.figures, name="figures"),
    path("budget/<int:year>/<slug:kind>/<slug:phase>/<str:code>/", public.entry, name="entry"),
    path("desk/budget/", desk.listing, name="desk"),
    path("desk/budget/priorities/", plan_desk.listing, name="plans"),
    path("desk/budget/priorities/<int:first_year>/", plan_desk.detail, name="plan"),
    path("desk/budget/priorities/<int:first_year>/<slug:act>/", plan_desk.act, name="plan_act"),
    path("desk/budget/programmes/", programme_desk.listing, name="programmes"),
    path("desk/budget/programmes/<str:code>/", programme_desk.detail, name="programme_desk"),
    path("desk/budget/indicators/<uuid:key>/", programme_desk.actual, name="actual"),
    path("desk/budget/remarks/<uuid:key>/", plan_desk.answer, name="answer"),
    path("desk/budget/read/", desk.read, name="read"),
    path("desk/budget/announcements/<uuid:key>/", desk.announcement, name="announcement"),
]
