"""`{% load ui_samples %}`: sample words in both languages, for the gallery's own pages only."""

from django import template

from eroba.kernel.ui.gallery.words import both

register = template.Library()
register.simple_tag(both)
