"""Below the desk of a town: posts, units, and lists of staff."""

from django.urls import path

from eroba.kernel.people.staff import desk, upload

app_name = "staff"
urlpatterns = [
    path("", desk.listing, name="list"),
    path("staff.csv", desk.csv_export, name="csv"),
    path("upload/", upload.upload, name="upload"),
    path("apply/", upload.apply, name="apply"),
    path("units/", desk.units, name="units"),
    path("<uuid:post>/", desk.post, name="post"),
    path("<uuid:post>/end/", desk.end, name="end"),
    path("<uuid:post>/substitute/", desk.substitute, name="substitute"),
]
