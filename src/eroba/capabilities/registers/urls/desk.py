"""At the desk of a town: how its registers are, how it is connected, questions about looks, delayed disclosures."""

from django.urls import path

from eroba.capabilities.registers.views import desk_copies, desk_looks, desk_registers

app_name = "registers_desk"

urlpatterns = [
    path("", desk_registers.listing, name="list"),
    path("of/", desk_registers.register, name="register"),
    path("connect/", desk_registers.connect, name="connect"),
    path("switch/", desk_registers.switch, name="switch"),
    path("file/", desk_copies.deliver, name="deliver"),
    path("questions/", desk_looks.questions, name="questions"),
    path("questions/<slug:number>/", desk_looks.question, name="question"),
    path("delays/", desk_looks.delays, name="delays"),
    path("delays/new/", desk_looks.new_delay, name="new_delay"),
]
