"""`{% load ui %}`: every component and filter of the face under one name. See the gallery at /ui/."""

from django import template

from eroba.kernel.ui import crest, dates, icons, names, numbers, palette
from eroba.kernel.ui.tags import blocks, drawings, fields, listing, page, timekeeping

register = template.Library()

for drawn_whole in (blocks.button, blocks.status, blocks.back_link, icons.icon, page.asset, page.script):
    register.simple_tag(drawn_whole)
register.simple_tag(palette.town_paint)
register.simple_tag(crest.crest_svg, name="crest")
register.simple_tag(crest.cover_svg, name="cover")

for around in (blocks.notice, blocks.details):
    register.simple_block_tag(around)

for drawn in (
    blocks.breadcrumbs,
    blocks.document,
    blocks.empty_state,
    blocks.figures,
    blocks.steps,
    fields.error_summary,
    fields.field,
    listing.card_list,
    listing.doors,
    listing.filters,
    listing.summary_list,
    listing.task_list,
    timekeeping.clock,
    timekeeping.timeline,
):
    register.inclusion_tag(f"ui/components/{drawn.__name__}.html")(drawn)

for asked_of_page in (page.page_languages, page.home_address, page.main_site, page.origin):
    register.simple_tag(takes_context=True)(asked_of_page)

for drawn_for_address in (listing.table, listing.pagination, listing.list_files, drawings.chart):
    register.inclusion_tag(f"ui/components/{drawn_for_address.__name__}.html", takes_context=True)(
        drawn_for_address
    )

for said in (
    dates.for_machines,
    dates.in_words,
    dates.day_and_month,
    dates.day_with_year,
    dates.on_day,
    dates.by_day,
    dates.moment_in_words,
    dates.days_left,
    numbers.number,
    numbers.money,
    numbers.file_size,
    palette.town_colour_class,
    names.as_read,
    names.as_heading,
):
    register.filter(said.__name__, said)
