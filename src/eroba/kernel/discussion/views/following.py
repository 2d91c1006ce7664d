"""The newest comments of a discussion as an Atom feed, for readers and other programs."""

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from eroba.kernel.discussion.queries import published_comments
from eroba.kernel.discussion.text import shown
from eroba.kernel.discussion.views.reading import found_or_refuse, href_of

ENTRIES = 50


@require_safe
def atom(request: HttpRequest, number: str) -> HttpResponse:
    """The newest comments that everybody may read; names, never addresses."""
    discussion = found_or_refuse(request, number)
    page = request.build_absolute_uri(href_of(request, "discussion", number=number))
    title = _("Discussion: %(title)s") % {"title": discussion.matter.title}
    feed = Atom1Feed(
        title=title, link=page, description="", language=get_language(), feed_url=request.build_absolute_uri()
    )
    for comment in published_comments(discussion)[:ENTRIES]:
        feed.add_item(
            title=_("Comment by %(name)s") % {"name": comment.name},
            link=f"{page}#comment-{comment.pk}",
            description=shown(comment.text),
            author_name=comment.name,
            pubdate=comment.written_at,
            updateddate=comment.edited_at or comment.written_at,
            unique_id=f"urn:uuid:{comment.pk}",
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
