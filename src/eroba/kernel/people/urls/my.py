"""My page and the person's own details."""

from django.urls import path

from eroba.kernel.people.views import my, my_home

app_name = "my"
urlpatterns = [
    path("", my_home.home, name="home"),
    path("sign-in/", my.security, name="security"),
    path("details/", my.details, name="details"),
    path("details/<slug:town>/", my.contact, name="contact"),
    path("details/<slug:town>/copy/", my.copy, name="copy"),
]
