"""Addresses below a town, and at its desk."""

from django.urls import path

from eroba.capabilities.budgeting import exports
from eroba.capabilities.budgeting.views import authors, desk, desk_acts, public, results, voting

app_name = "budgeting"

urlpatterns = [
    path("rounds/", public.listing, name="list"),
    path("rounds/project/<str:number>/", public.project, name="project"),
    path("rounds/project/<str:number>/photo/", public.photo, name="photo"),
    path(
        "rounds/project/<str:number>/step/<int:place>/photo/", public.milestone_photo, name="milestone_photo"
    ),
    path("rounds/project/<str:number>/own/", authors.own, name="own"),
    path("rounds/project/<str:number>/answer/", authors.answer, name="answer"),
    path("rounds/project/<str:number>/withdraw/", authors.withdraw, name="withdraw"),
    path("rounds/project/<str:number>/merger/", authors.merger, name="merger"),
    path("rounds/<str:number>/", public.detail, name="detail"),
    path("rounds/<str:number>/projects/", public.projects, name="projects"),
    path("rounds/<str:number>/projects.csv", exports.projects_csv, name="csv"),
    path("rounds/<str:number>/projects.json", exports.projects_json, name="projects_json"),
    path("rounds/<str:number>/rules.json", exports.rules_json, name="rules"),
    path("rounds/<str:number>/propose/", authors.propose, name="propose"),
    path("rounds/<str:number>/vote/", voting.choose, name="vote"),
    path("rounds/<str:number>/vote/<int:place>/", voting.booth, name="booth"),
    path("rounds/<str:number>/receipt/", results.receipt, name="receipt"),
    path("rounds/<str:number>/results/", results.results, name="results"),
    path("rounds/<str:number>/results.json", exports.results_json, name="results_json"),
    path("rounds/<str:number>/ballots-<int:place>.pb", exports.ballots_pb, name="ballots"),
    path("desk/rounds/", desk.listing, name="desk"),
    path("desk/rounds/new/", desk.new, name="desk_new"),
    path("desk/rounds/project/<str:number>/", desk.project, name="desk_project"),
    path("desk/rounds/project/<str:number>/<slug:act>/", desk_acts.project_act, name="desk_project_act"),
    path("desk/rounds/<str:number>/", desk.detail, name="desk_detail"),
    path("desk/rounds/<str:number>/vote/<int:place>/", voting.assist, name="assist"),
    path("desk/rounds/<str:number>/<slug:act>/", desk_acts.round_act, name="desk_act"),
]
