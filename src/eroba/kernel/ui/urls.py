"""Addresses of the component gallery, mounted at /ui/."""

from django.urls import path

from eroba.kernel.ui import views

app_name = "ui"

urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("charts/", views.charts, name="charts"),
    path("mail/", views.mail, name="mail"),
    path("examples/<slug:name>/", views.example, name="example"),
    path("troubles/<int:status>/", views.trouble, name="trouble"),
]
