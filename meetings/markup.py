"""What people type as Markdown, as HTML that can do nothing."""

from __future__ import annotations

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    *("p", "br", "hr", "h3", "h4", "h5", "h6", "strong", "em", "code", "pre"),
    *("blockquote", "ul", "ol", "li", "a"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
# Pages have their own first and second heading.
HIGHEST_HEADING = 3
LOWEST_HEADING = 6

# Raw HTML is shown as typed, a line break is one, pictures (and their trackers) do not exist.
_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")


def to_html(text: str) -> SafeString:
    """Clean HTML of this Markdown, to be put into any page or mail."""
    tokens = _markdown.parse(text)
    _put_headings_in_order(tokens)
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )
    return mark_safe(cleaned)  # noqa: S308 -- cleaned in the line above


def _put_headings_in_order(tokens: list[Token]) -> None:
    """The highest one typed comes first, and none skips a level: readers jump by headings."""
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    ranks = {tag: rank for rank, tag in enumerate(sorted({token.tag for token in headings}))}
    above = HIGHEST_HEADING - 1
    for opening, closing in zip(headings[::2], headings[1::2], strict=True):
        above = min(HIGHEST_HEADING + ranks[opening.tag], above + 1, LOWEST_HEADING)
        opening.tag = closing.tag = f"h{above}"
