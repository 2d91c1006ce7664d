"""The catalogue, applying, and one's own applications."""

from django.urls import path

from eroba.capabilities.services.views import applying, catalogue, draft_pages, mine

app_name = "services"
urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("applications/", mine.applications, name="applications"),
    path("applications/<str:number>/", mine.application, name="application"),
    path("applications/<str:number>/received/", mine.received, name="received"),
    path("applications/<str:number>/papers/", mine.supply_papers, name="supply_papers"),
    path("applications/<str:number>/papers/<uuid:paper_id>/", mine.paper, name="paper"),
    path("applications/<str:number>/appeal/", mine.appeal, name="appeal"),
    path("applications/<str:number>/withdraw/", mine.withdraw, name="withdraw"),
    path("<slug:code>/", catalogue.service, name="service"),
    path("<slug:code>/apply/", applying.apply, name="apply"),
    path("<slug:code>/apply/check/", applying.check, name="check"),
    path("<slug:code>/apply/send/", applying.send, name="send"),
    path("<slug:code>/apply/discard/", applying.discard, name="discard"),
    path("<slug:code>/apply/pages/<slug:page>/", draft_pages.page, name="page"),
]
