"""At the desk: training copy and practice cases."""

from django.urls import path

from eroba.capabilities.learning import views

app_name = "learning_desk"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("enter/", views.enter, name="enter"),
    path("reset/", views.reset, name="reset"),
    path("practice/<slug:code>/", views.practice, name="practice"),
    path("practice/<slug:code>/begin/", views.begin, name="begin"),
    path("practice/<slug:code>/check/", views.check, name="check"),
]
