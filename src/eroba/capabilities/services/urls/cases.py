"""The desk's cases."""

from django.urls import path

from eroba.capabilities.services.views import case_steps, cases

app_name = "cases"
urlpatterns = [
    path("", cases.cases, name="cases"),
    path("<str:number>/", cases.case, name="case"),
    path("<str:number>/papers/<uuid:paper_id>/", cases.paper, name="paper"),
    path("<str:number>/do/<slug:step>/", case_steps.step, name="step"),
]
