"""At the desk: the national catalogue, versions that arrived, archives, and the town's own amounts and acts."""

from django.urls import path

from eroba.capabilities.services.views.desk import arriving, own_terms

app_name = "services_exchange"

urlpatterns = [
    path("", arriving.overview, name="overview"),
    path("archive/", arriving.archive, name="archive"),
    path("take-over/<slug:code>/", arriving.take_over, name="take-over"),
    path("arrived/<uuid:arrived_id>/", arriving.arrived, name="arrived"),
    path("arrived/<uuid:arrived_id>/accept/", arriving.accept, name="accept"),
    path("arrived/<uuid:arrived_id>/decline/", arriving.decline, name="decline"),
    path("own/<slug:code>/", own_terms.own_terms, name="own-terms"),
]
