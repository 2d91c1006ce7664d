"""Below a town: its bodies for everybody, and their pages at the desk."""

from django.urls import path

from eroba.kernel.people.bodies import desk, views

app_name = "bodies"
urlpatterns = [
    path("bodies/", views.listing, name="list"),
    path("bodies/<slug:code>/", views.detail, name="detail"),
    path("bodies/<slug:code>/members.csv", views.csv_export, name="csv"),
    path("bodies/<slug:code>/members.json", views.json_export, name="json"),
    path("desk/bodies/", desk.listing, name="desk"),
    path("desk/bodies/found/", desk.new, name="desk_new"),
    path("desk/body/<slug:code>/", desk.detail, name="desk_detail"),
    path("desk/body/<slug:code>/add-seat/", desk.add_seat, name="desk_add_seat"),
    path("desk/body/<slug:code>/term/", desk.term, name="desk_term"),
    path("desk/body/<slug:code>/end-term/", desk.end_term, name="desk_end_term"),
    path("desk/body/<slug:code>/seat/<int:number>/", desk.seat, name="desk_seat"),
    path("desk/body/<slug:code>/leave/<uuid:membership>/", desk.unseat, name="desk_unseat"),
]
