"""Published versions as nouns: thawed once per hash and kept, and the law they cite in words."""

from collections import OrderedDict
from collections.abc import Iterable
from uuid import UUID

from eroba.capabilities.services.definition.findings import DefinitionBroken, Finding
from eroba.capabilities.services.definition.freezing import hash_of, thaw
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.definition.texts import Text
from eroba.capabilities.services.models import Case, ServiceVersion
from eroba.capabilities.services.own_acts import with_own_acts

MOST_KEPT = 500
_kept: OrderedDict[str, ServiceDefinition] = OrderedDict()
_ARTICLE = {"ka": "მუხლი", "en": "article"}


def definition_of(version: ServiceVersion) -> ServiceDefinition:
    """Return what a version says; content that no longer fits its hash is refused.

    The same hash is the same content in every town, so a definition is thawed once per process.
    """
    found = _kept.get(version.content_hash)
    if found is None:
        content = version.content
        if hash_of(content) != version.content_hash:
            message = "the stored content was changed after it was published"
            raise DefinitionBroken([Finding(str(version), 0, message)])
        found = thaw(content)
        _kept[version.content_hash] = found
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return found


def definitions_of(versions: Iterable[ServiceVersion]) -> dict[UUID, ServiceDefinition]:
    """Return what several versions say, by their key; what has not been thawed yet is read in one go."""
    wanted = list(versions)
    unread = [version.pk for version in wanted if version.content_hash not in _kept]
    if unread:
        for version in ServiceVersion.objects.filter(pk__in=unread):
            definition_of(version)
    return {version.pk: definition_of(version) for version in wanted}


def definition_for(case: Case) -> ServiceDefinition:
    """Return the definition a case is pinned to, with the town's own acts."""
    return with_own_acts(definition_of(case.version), case.service.own_acts)


def cited(service: ServiceDefinition, basis: str) -> Text:
    """Put a basis such as "gac-83" or "local-rule 3.1(a)" into words, in every language the law's title has."""
    code, _space, within = basis.partition(" ")
    law = service.law(code)
    if law is None:
        return Text.of({"ka": basis, "en": basis})
    article = within or law.article
    return Text.of(
        {
            language: f"{title}, {_ARTICLE.get(language, _ARTICLE['en'])} {article}" if article else title
            for language, title in law.title.in_languages
        }
    )
