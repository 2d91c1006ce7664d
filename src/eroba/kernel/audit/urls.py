"""Addresses of the journal's evidence, below a town."""

from django.urls import path

from eroba.kernel.audit import views

app_name = "audit"

urlpatterns = [
    path("heads.json", views.heads, name="heads"),
    path("proof/<uuid:entry>.json", views.proof, name="proof"),
    path("receipt/<str:act>/<uuid:subject>.json", views.receipt, name="receipt"),
]
