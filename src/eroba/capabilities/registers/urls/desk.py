"""At the desk of a town: how its registers are, and how it is connected to them."""

from django.urls import path

from eroba.capabilities.registers.views import desk_registers

app_name = "registers_desk"

urlpatterns = [
    path("", desk_registers.listing, name="list"),
    path("of/<slug:register>/", desk_registers.register, name="register"),
    path("of/<slug:register>/connect/", desk_registers.connect, name="connect"),
    path("of/<slug:register>/switch/", desk_registers.switch, name="switch"),
]
