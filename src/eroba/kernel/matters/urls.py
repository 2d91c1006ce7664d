"""Addresses of threads below a town."""

from django.urls import path

from eroba.kernel.matters import views

app_name = "matters"

urlpatterns = [
    path("number/", views.number, name="number"),
    path("thread/<str:number>.json", views.thread_json, name="thread_json"),
    path("thread/<str:number>/", views.thread, name="thread"),
    path("desk/thread/<str:number>/tie/", views.tie, name="tie"),
]
