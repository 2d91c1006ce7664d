"""Open311 GeoReport v2, one for the installation; `jurisdiction_id` names the town."""

from django.urls import path, register_converter

from eroba.capabilities.services.views import georeport


class FormatConverter:
    """json or xml."""

    regex = "json|xml"

    def to_python(self, value: str) -> str:
        """The same."""
        return value

    def to_url(self, value: str) -> str:
        """The same."""
        return value


register_converter(FormatConverter, "format")
app_name = "georeport"
urlpatterns = [
    path("discovery.<format:ending>", georeport.discovery, name="discovery"),
    path("v2/discovery.<format:ending>", georeport.discovery, name="discovery_v2"),
    path("v2/services.<format:ending>", georeport.services, name="services"),
    path("v2/services/<str:service_code>.<format:ending>", georeport.definition, name="definition"),
    path("v2/requests.<format:ending>", georeport.requests, name="requests"),
    path("v2/requests/<str:number>.<format:ending>", georeport.one_request, name="request"),
    path("v2/tokens/<str:token>.<format:ending>", georeport.token, name="token"),
]
