"""Addresses of discussions below a town."""

from django.urls import path

from eroba.kernel.discussion.views import following, moderating, reading, taking_part

app_name = "discussion"

urlpatterns = [
    path("discussion/name/", taking_part.name, name="name"),
    path("discussion/comment/<uuid:comment_id>/answer/", taking_part.answer, name="answer"),
    path("discussion/comment/<uuid:comment_id>/edit/", taking_part.edit, name="edit"),
    path("discussion/comment/<uuid:comment_id>/withdraw/", taking_part.withdraw, name="withdraw"),
    path("discussion/comment/<uuid:comment_id>/agree/", taking_part.agree, name="agree"),
    path("discussion/comment/<uuid:comment_id>/report/", taking_part.report, name="report"),
    path("discussion/comment/<uuid:comment_id>/appeal/", taking_part.appeal, name="appeal"),
    path("discussion/<str:number>/", reading.discussion, name="discussion"),
    path("discussion/<str:number>/write/", taking_part.write, name="write"),
    path("discussion/<str:number>/feed.atom", following.atom, name="feed"),
    path("desk/discussion/", moderating.queue, name="queue"),
    path("desk/discussion/comment/<uuid:comment_id>/", moderating.moderate, name="moderate"),
    path("desk/discussion/<str:number>/open/", moderating.open_matter_to_discussion, name="open"),
]
