"""Addresses of the town's periods and its calendar, at the desk."""

from django.urls import path

from eroba.kernel.clocks.views import calendar, deadlines

app_name = "clocks"

urlpatterns = [
    path("desk/deadlines/", deadlines.listing, name="rules"),
    path("desk/deadlines/<str:code>/", deadlines.detail, name="rule"),
    path("desk/deadlines/<str:code>/set/", deadlines.set_period, name="set_rule"),
    path("desk/deadlines/<str:code>/withdraw/<uuid:key>/", deadlines.withdraw, name="withdraw_rule"),
    path("desk/calendar/", calendar.listing, name="calendar"),
    path("desk/calendar/new/", calendar.new_day, name="new_day"),
    path("desk/calendar/<uuid:key>/", calendar.change_day, name="change_day"),
    path("desk/calendar/<uuid:key>/remove/", calendar.remove_day, name="remove_day"),
]
