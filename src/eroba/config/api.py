"""The programming interface, put together from the capabilities' routers."""

from ninja import NinjaAPI

api = NinjaAPI(title="Eroba", version="1", urls_namespace="api", docs_url=None)
