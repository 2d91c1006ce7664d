"""A town and its notes: the least that makes a list with a join."""

from django.db import models


class Town(models.Model):
    """Whom a note belongs to."""

    name = models.CharField(max_length=80)

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return self.name


class Note(models.Model):
    """One row, as large as an application's own."""

    town = models.ForeignKey(Town, on_delete=models.PROTECT)
    title = models.CharField(max_length=200)
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return self.title
