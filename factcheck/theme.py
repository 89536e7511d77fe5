"""How the admin looks: the accent of `tokens.css`, in the theme's eleven steps; and its sidebar."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


def _page(title: Promise | str, icon: str, model: str) -> dict[str, Any]:
    """`icon`: a name of Material Symbols, which the theme brings along."""
    link = reverse_lazy(f"admin:{model}_changelist")
    return {"title": title, "icon": icon, "link": link}


def _group(title: Promise | str, *pages: dict[str, Any], open_: bool = False) -> dict[str, Any]:
    return {"title": title, "separator": True, "collapsible": not open_, "items": list(pages)}


NAVIGATION = [
    _group(
        _("The rules"),
        _page(_("Policy"), "gavel", "reviews_policy"),
        _page(_("Rating scales"), "straighten", "reviews_ratingscale"),
        _page(_("Check-worthiness models"), "network_intelligence", "claims_worthmodel"),
        open_=True,
    ),
    _group(
        _("People"),
        _page(_("People"), "group", "accounts_user"),
        _page(_("API keys"), "key", "accounts_apikey"),
        _page(_("Changes to accounts"), "manage_accounts", "accounts_personchange"),
        _page(_("Second factors"), "lock", "mfa_authenticator"),
        _page(_("Sessions"), "devices", "usersessions_usersession"),
        _page(_("Letters"), "mail", "accounts_letter"),
        _page(_("Done in this admin"), "history", "admin_logentry"),
        open_=True,
    ),
    _group(
        _("The desk"),
        _page(_("Reviews"), "fact_check", "reviews_review"),
        _page(_("History"), "history_edu", "reviews_event"),
        _page(_("Verdicts"), "balance", "reviews_verdict"),
        _page(_("Evidence"), "format_quote", "reviews_evidence"),
        _page(_("Threads"), "forum", "reviews_thread"),
        _page(_("Rounds of votes"), "how_to_vote", "reviews_voteround"),
        _page(_("Replies asked for"), "contact_mail", "reviews_replyasked"),
        _page(_("Fact-checks"), "newspaper", "reviews_publication"),
        _page(_("Webhooks"), "webhook", "reviews_webhookendpoint"),
        open_=True,
    ),
    _group(
        _("Articles and claims"),
        _page(_("Articles"), "article", "claims_article"),
        _page(_("Claims"), "chat", "claims_claim"),
        _page(_("Decisions"), "checklist", "claims_change"),
        _page(_("Feeds"), "rss_feed", "claims_feed"),
        _page(_("Lists"), "upload_file", "claims_import"),
        _page(_("Proposals of language models"), "smart_toy", "claims_proposalrun"),
    ),
    _group(
        _("Sources"),
        _page(_("Links"), "link", "reviews_sourcelink"),
        _page(_("Hosts"), "dns", "reviews_sourcehost"),
        _page(_("Copies"), "content_copy", "reviews_snapshot"),
        _page(_("Archives"), "inventory_2", "reviews_archivelookup"),
    ),
]

SETTINGS: dict[str, Any] = {
    "SITE_URL": "/articles/",
    "SITE_SYMBOL": "fact_check",
    "SHOW_HISTORY": True,
    "SIDEBAR": {
        "show_search": True,
        "show_all_applications": True,
        "navigation": NAVIGATION,
    },
    "COMMAND": {
        # What there are few enough of to be searched at each key: not millions of links.
        "search_models": [
            *("accounts.user", "accounts.apikey", "reviews.review", "reviews.publication"),
            *("reviews.ratingscale", "claims.claim", "claims.article", "claims.feed"),
        ],
    },
    "COLORS": {
        "primary": {
            "50": "oklch(97% 0.014 262)",
            "100": "oklch(94% 0.03 262)",
            "200": "oklch(88% 0.06 262)",
            "300": "oklch(80% 0.1 262)",
            "400": "oklch(70% 0.14 262)",
            "500": "oklch(60% 0.17 262)",
            "600": "oklch(50% 0.18 262)",
            "700": "oklch(45% 0.17 262)",
            "800": "oklch(37% 0.15 262)",
            "900": "oklch(30% 0.11 262)",
            "950": "oklch(22% 0.08 262)",
        }
    },
}
