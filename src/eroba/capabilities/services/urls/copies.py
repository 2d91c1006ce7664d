"""At the desk: services being written, their files, previews and checks."""

from django.urls import path

from eroba.capabilities.services.views.desk.copies import copy, listing, preview, writing

app_name = "services_copies"

urlpatterns = [
    path("", listing.listing, name="list"),
    path("like/", listing.begin_like, name="begin-like"),
    path("archive/", listing.begin_from_archive, name="begin-from-archive"),
    path("services/<slug:code>/begin/", listing.begin, name="begin"),
    path("services/<slug:code>/archive.zip", listing.download, name="download"),
    path("services/<slug:code>/<slug:to>/", listing.switch, name="switch"),
    path("<uuid:copy_id>/", copy.copy, name="copy"),
    path("<uuid:copy_id>/files/", copy.add_file, name="add-file"),
    path("<uuid:copy_id>/files/<path:name>/remove/", writing.remove, name="remove"),
    path("<uuid:copy_id>/files/<path:name>/", writing.file, name="file"),
    path("<uuid:copy_id>/table/<slug:name>/", writing.table, name="table"),
    path("<uuid:copy_id>/form/", preview.preview, name="preview"),
    path("<uuid:copy_id>/letter/", preview.letter, name="letter"),
    path("<uuid:copy_id>/check/", copy.check, name="check"),
    path("<uuid:copy_id>/difference/", copy.difference, name="difference"),
    path("<uuid:copy_id>/publish/", copy.publish, name="publish"),
    path("<uuid:copy_id>/aside/", copy.put_aside, name="put-aside"),
    path("<uuid:copy_id>/again/", copy.take_up, name="take-up"),
    path("<uuid:copy_id>/archive.zip", copy.archive, name="archive"),
]
