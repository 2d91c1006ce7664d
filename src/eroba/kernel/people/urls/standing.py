"""Below a town: for whom one acts, and what waits at the desk."""

from django.urls import path

from eroba.kernel.people.standing import desk, views

app_name = "standing"
urlpatterns = [
    path("acting/", views.chooser, name="chooser"),
    path("acting/choose/", views.choose, name="choose"),
    path("acting/ask/", views.ask, name="ask"),
    path("acting/trust/", views.trust, name="trust"),
    path("acting/<uuid:representation>/", views.one, name="one"),
    path("acting/<uuid:representation>/accept/", views.accept, name="accept"),
    path("desk/acting/", desk.waiting, name="desk"),
    path("desk/acting/<uuid:representation>/", desk.decide, name="desk_decide"),
    path("desk/acting/<uuid:representation>/paper/", desk.paper, name="desk_paper"),
]
