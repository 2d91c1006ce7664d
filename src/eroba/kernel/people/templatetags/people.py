"""`{% load people %}`: words for the devices on which somebody is signed in."""

from django import template

from eroba.kernel.people.devices import device_words

register = template.Library()
register.filter("device_words", device_words)
