"""Addresses of receipts, below a town."""

from django.urls import path

from eroba.kernel.receipts import views

app_name = "receipts"

urlpatterns = [path("<uuid:key>/", views.show, name="show")]
