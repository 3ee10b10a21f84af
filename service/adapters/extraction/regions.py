"""What tags, roles, classes and ids say of a part of a page."""

import re
from dataclasses import dataclass
from functools import lru_cache

from service.application.ports import DiscardReason as Why


@dataclass(frozen=True, slots=True)
class Region:
    """What markup calls a part, and the most text (characters) that may stand in a part of that name.

    `needs_link`: only a part with links in it is one.
    """

    reason: Why
    most_chars: int | None = None
    needs_link: bool = False


_UNREAD_NAMES = """
    script style noscript template svg math iframe object select textarea button video audio canvas title head meta
    link datalist input option
"""
_UNREAD_TAGS = frozenset(_UNREAD_NAMES.split())
_TAG_REGIONS = {
    "nav": Region(Why.MENU),
    "footer": Region(Why.NOTICE),
    "aside": Region(Why.OTHER),
    "figcaption": Region(Why.CAPTION),
    "caption": Region(Why.CAPTION),
    "menu": Region(Why.MENU),
    "form": Region(Why.OTHER, most_chars=600),
    "amp-sidebar": Region(Why.MENU),
    "amp-ad": Region(Why.ADVERTISEMENT),
    "amp-embed": Region(Why.ADVERTISEMENT),
    "amp-consent": Region(Why.NOTICE),
    "amp-social-share": Region(Why.COUNTER),
    "ins": Region(Why.ADVERTISEMENT, most_chars=0),
}
_ROLE_REGIONS = {
    "navigation": Region(Why.MENU),
    "menu": Region(Why.MENU),
    "menubar": Region(Why.MENU),
    "banner": Region(Why.MENU),
    "contentinfo": Region(Why.NOTICE),
    "complementary": Region(Why.OTHER),
    "search": Region(Why.MENU),
    "dialog": Region(Why.NOTICE),
    "alertdialog": Region(Why.NOTICE),
    "alert": Region(Why.NOTICE),
}
_ITEMPROP_REGIONS = {
    "headline": Region(Why.TITLE, 400),
    "author": Region(Why.BYLINE, 200),
    "datepublished": Region(Why.DATE, 120),
    "datemodified": Region(Why.DATE, 120),
    "caption": Region(Why.CAPTION),
    "comment": Region(Why.COMMENT),
}


def _named(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{'|'.join(words.split())})(?![a-z])")


# Names are compared in lower case, with every mark between their words as "-"; the first that fits is taken.
_NAMED_REGIONS: tuple[tuple[re.Pattern[str], Region], ...] = (
    (_named("comment-?counts? comments?-link leave-a?-?comment"), Region(Why.COUNTER, 200)),
    (
        _named(
            "comments? commentlist comment-[a-z]+ comments-[a-z]+ disqus[a-z-]* respond discussions? replies reply"
            " fb-comments responses"
            " comentarios? kommentare? commentaires? kommentarii"
        ),
        Region(Why.COMMENT),
    ),
    (
        _named(
            "newsletters? newsletter-[a-z-]+ follow-(?:block|us|cta) cookies? cookie-[a-z]+ cookiebar consent gdpr cmp"
            " onetrust[a-z-]*"
            " privacy-[a-z]+"
            " sign-?up signin log-?in copyright[a-z]* disclaimers? legal terms site-footer page-footer footer[0-9]*"
            " foot bottom-bar colophon"
            " modal popup pop-up lightbox overlay donate donations? donation-[a-z]+ support-us syndication"
        ),
        Region(Why.NOTICE, 1500),
    ),
    (
        _named(
            "paywall regwall subscribe subscriptions? subscribe-[a-z]+ subscription-[a-z]+ premium-[a-z]+ meter piano"
        ),
        Region(Why.NOTICE, 600),
    ),
    (
        _named(
            "related[a-z]* related-[a-z-]+ relatedposts jp-relatedposts recommend(?:ed|ation|ations)? read-?more"
            " read-?also read-?next"
            " also-read see-also more-(?:from|stories|news|on|articles) leia-(?:mais|tambem) veja-(?:mais|tambem)"
            " saiba-mais"
            " most-(?:read|popular|viewed|shared) popular popular-[a-z]+ trending trc outbrain taboola zergnet"
            " "
            " latest latest-[a-z]+ recent-[a-z]+ further-reading you-may[a-z-]* up-next"
            " next-(?:post|article|story|up)"
            " prev(?:ious)?-(?:post|article|story) post-navigation nav-links top-stories lire-aussi a-lire"
            " mehr-zum-thema lesen-sie"
            " leggi-anche correlati relacionad[oa]s? noticias-relacionadas lees-ook chitayte read-also readalso"
            " onward[a-z-]*"
            " internal-link article-link teasers? [a-z]+-teasers? carousel slider ticker headlines around-the-web"
            " trc-[a-z-]+ crosslinks? linkbox"
        ),
        Region(Why.TEASER, None, needs_link=True),
    ),
    (_named("promos? promoted"), Region(Why.TEASER, 600)),
    (
        _named("twitter-tweet instagram-media tiktok-embed bluesky-embed mastodon-embed fb-post embed-block"),
        Region(Why.OTHER, 3000),
    ),
    (
        _named(
            "author-(?:box|bio|info|card|profile|about|description|block|details|desc)[a-z-]* authorbox"
            " about-(?:the-)?author bio"
            " byline-bio writer-bio contributor-bio post-author-[a-z]+ saboxplugin[a-z-]* molongui[a-z-]*"
        ),
        Region(Why.AUTHOR_BOX),
    ),
    (
        _named(
            "ad ads adv advert adverts advertis(?:ement|ements|ing) ad-[a-z]+ ads-[a-z]+ adslot adbox sponsor"
            " sponsored sponsor-[a-z]+"
            " dfp gpt google-ads adsbygoogle banner-ad publicidade publicidad publicite werbung anzeigen? reklama"
            " pubblicita"
        ),
        Region(Why.ADVERTISEMENT, 1500),
    ),
    (
        _named(
            "captions? caption-[a-z]+ wp-caption-text [a-z]+-caption credits? photo-credit image-credit img-credit"
            " media-credit copyright-image"
            " imgcaption figcaption bildunterschrift legend legenda legende gallery gallery-[a-z]+ photo-gallery"
            " slideshow photo-description"
        ),
        Region(Why.CAPTION, 3000),
    ),
    (_named("pull-?quotes? wp-block-pullquote pq pullout"), Region(Why.OTHER, 600)),
    (
        _named(
            "shar(?:e|es|ing) share-[a-z]+ sharedaddy social social-[a-z]+ socials addthis addtoany a2a[a-z-]*"
            " sharethis reactions? reaction-[a-z]+ likes?"
            " views? view-count views-count counters? counts? ratings? reading-time read-time min-read followers?"
            " votes? upvotes?"
            " print tools article-tools"
        ),
        Region(Why.COUNTER, 400),
    ),
    (
        _named(
            "timestamps? date dates datum data-publicacao [a-z]+-date date-[a-z]+ pubdate"
            " publish(?:ed)?(?:-[a-z]+)? posted posted-on [a-z]+-time"
            " time updated modified last-?updated"
        ),
        Region(Why.DATE, 160),
    ),
    (
        _named(
            "bylines? [a-z]+-byline byline-[a-z]+ authors? [a-z]+-author author-[a-z]+ vcard writers? reporters?"
            " autor autore auteur contributors?"
            " (?:entry|post|article|story|news|item|node)-(?:meta|info|details|data|byline|source) meta metadata"
            " postmeta dateline source"
        ),
        Region(Why.BYLINE, 260),
    ),
    (
        _named(
            "nav navbar navigation [a-z]+-nav nav-[a-z]+ topnav subnav menus? [a-z]+-menu menu-[a-z]+ hauptmenue"
            " breadcrumbs? crumbs? topbar top-bar toolbar"
            " skip-[a-z]+ skiplink tabs pagination pager page-numbers masthead site-header site-title"
            " site-description site-branding logo"
            " tag-?(?:list|links|cloud)? tags post-tags keywords categor(?:y|ies) cat-links topics? search"
            " search-[a-z]+ lang-?(?:switch[a-z]*|uages?|menu)?"
            " language-[a-z]+ toc table-of-contents footer-links clock today weather quick-links entry-footer"
        ),
        Region(Why.MENU, 4000),
    ),
    (_named("kicker eyebrow overline dachzeile rubric section-name chapeu antetitulo"), Region(Why.OTHER, 120)),
    (
        _named(
            "sidebars? side-bar sidebar-[a-z]+ [a-z]+-sidebar right-?rail rail widgets? widget-[a-z]+"
            " [a-z]+-widget complementary"
        ),
        Region(Why.OTHER),
    ),
)
_HIDDEN_NAMES = _named(
    "sr-only visually-?hidden screen-reader-text screen-reader-only screenreader hidden-text display-none is-hidden"
)
_HIDDEN_STYLE = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = re.compile(r"[^a-z0-9 ]+")
_LONGEST_NAME = 300
LIVE_NAMES = _named("live-?blog[a-z-]* live-(?:updates?|feed|ticker|entry|post)")
CARD_NAMES = _named("cards? [a-z]+-card excerpts? summary teasers? [a-z]+-teaser promo tile [a-z]+-tile")
TITLE_NAMES = _named("(?:[a-z]+-)?(?:titles?|headlines?|heading|titulo|titre|titel|manchete)")


def is_hidden(tag: str, *, style: str, hidden: str | None, names: str, layout: str | None = None) -> bool:
    """Whether markup keeps a part from readers; `names` as names_of gives them."""
    if tag in _UNREAD_TAGS or (tag == "dialog" and hidden is None and layout is None):
        return True
    return (
        (hidden is not None and hidden != "until-found")
        or layout == "nodisplay"
        or (style != "" and _HIDDEN_STYLE.search(style) is not None)
        or (names != "" and _HIDDEN_NAMES.search(names) is not None)
    )


def names_of(classes: str, identity: str) -> str:
    """Classes and id as words in lower case, joined by "-" within a name and by " " between names."""
    stated = f"{classes} {identity}"[:_LONGEST_NAME]
    return _BETWEEN.sub("-", _CAMEL.sub("-", stated).lower()).strip() if stated != " " else ""


@lru_cache(maxsize=4096)
def region_of(tag: str, role: str, itemprop: str, names: str) -> Region | None:
    """What a part is, by its tag, else its role, else its itemprop, else its classes and id."""
    if tag in _TAG_REGIONS:
        named = _named_region(names)
        # Where an article's footer says who wrote it and when, its name says so.
        dated = tag == "footer" and named is not None and named.reason in (Why.BYLINE, Why.DATE)
        return named if (tag == "aside" and named) or dated else _TAG_REGIONS[tag]
    for region in (_ROLE_REGIONS.get(role), _ITEMPROP_REGIONS.get(itemprop)):
        if region:
            return region
    return _named_region(names)


def _named_region(names: str) -> Region | None:
    return next((region for pattern, region in _NAMED_REGIONS if pattern.search(names)), None) if names else None
