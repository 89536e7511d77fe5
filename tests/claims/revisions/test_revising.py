"""A new text of an article, and where its claims went."""

import pytest
from django.contrib.auth.models import AnonymousUser

from claims import curation, ingestion, originals, revisions
from claims.exceptions import (
    AlreadyIngested,
    AlreadyProposed,
    AnotherArticle,
    NothingToUndo,
    OlderRevision,
    UnusableAddress,
)
from claims.models import Article, Found, Settled, Status
from factcheck.exceptions import NotAllowed
from tests import make
from tests.claims import pages
from tests.claims.revisions.texts import PARAGRAPHS, TEXT, added, revised
from tests.make import NOON

pytestmark = pytest.mark.django_db


def places(article: Article) -> dict[str, str]:
    """Status by words, of the claims of this revision."""
    return dict(article.claims.order_by("start").values_list("quote", "status"))


def test_untouched_claims_go_over_to_the_new_text() -> None:
    article = added()
    kept = article.claims.get(quote__startswith="The harbour")
    curation.accept(kept.pk, by=make.reviewer(), now=NOON)

    done = revised(article, "A correction was made.\n\n" + TEXT)

    kept.refresh_from_db()
    article.refresh_from_db()
    assert (done.created, done.waiting, article.live, done.article.live) == (True, 0, False, True)
    assert (kept.article, kept.start, kept.status) == (done.article, 24, Status.ACCEPTED)
    assert article.claims.count() == 0
    assert done.article.previous == article


def test_a_claim_whose_words_changed_waits_where_it_was() -> None:
    article = added()
    claim = article.claims.get(quote__startswith="The harbour")

    done = revised(article, TEXT.replace("4,210", "4,120"))

    claim.refresh_from_db()
    row = claim.anchorings.get()
    assert (claim.article, row.outcome, row.decision) == (article, Found.ORPHANED, "")
    (first,) = row.suggestions
    assert done.article.text[first["start"] : first["end"]].startswith(
        "The harbour of Port Almond handled 4,120 containers in May"
    )
    assert (done.waiting, list(revisions.waiting(done.article.pk))) == (1, [row])


def test_what_a_revision_was_read_from_is_kept_with_it() -> None:
    article = added()
    words = "A correction was made.\n\n" + TEXT

    done = revised(article, words)

    original = done.article.originals.get()
    assert (originals.body(original), original.media_type) == (words.encode(), "text/plain")


def test_the_same_text_is_no_revision() -> None:
    article = added()

    done = revised(article, TEXT.replace("\n\n", "\n \n\n"))

    assert (done.created, done.article, Article.objects.count()) == (False, article, 1)


def test_a_dismissed_candidate_does_not_come_back() -> None:
    article = added()
    claim = article.claims.get(quote__startswith="Shop owners")
    curation.dismiss(claim.pk, by=make.reviewer(), now=NOON)

    done = revised(article, "News.\n\n" + TEXT)

    assert places(done.article)[claim.quote] == Status.DISMISSED
    assert done.article.claims.filter(quote=claim.quote).count() == 1


def test_claims_that_the_new_text_brings_are_added() -> None:
    article = added()
    new = "The council voted for a second crane by 14 votes to 3 on Monday."

    done = revised(article, f"{TEXT}\n\n{new}")

    assert (done.added, done.article.claims.get(quote=new).quote) == (1, new)


def test_what_waits_is_compared_with_the_next_text_too() -> None:
    article = added()
    claim = article.claims.get(quote__startswith="The harbour")
    revised(article, TEXT.replace("4,210", "4,120"))

    done = revised(article, TEXT + "\n\nThe figure above was right at first.")

    claim.refresh_from_db()
    outcomes = list(claim.anchorings.values_list("outcome", "decision"))
    assert outcomes == [("orphaned", Settled.SUPERSEDED), ("exact", "")]
    assert (claim.article, claim.start) == (done.article, 0)


def test_what_a_claim_says_of_places_in_the_text_moves_along() -> None:
    article = added()
    claim = article.claims.get(quote__startswith="The harbour")
    shift = len("News.\n\n")
    parts = [each for each in claim.statement_parts if "start" in each]
    spans = claim.attribution_spans

    revised(article, "News.\n\n" + TEXT)

    claim.refresh_from_db()
    moved = [each for each in claim.statement_parts if "start" in each]
    text = claim.article.text
    assert [each["start"] for each in moved] == [each["start"] + shift for each in parts]
    assert [text[each["start"] : each["end"]] for each in moved] == [each["text"] for each in parts]
    assert claim.attribution_spans == [[start + shift, end + shift] for start, end in spans]
    assert (len(parts) > 0, len(spans) > 0) == (True, True)


def test_an_address_fetched_again_with_another_text_is_a_revision(site: pages.Site) -> None:
    address = site.put("/harbour", pages.article())
    by = make.contributor()
    article = ingestion.ingest_url(address, by=by, now=NOON).article
    claim = article.claims.get(quote__startswith="Mayor Ines")
    paragraphs = tuple(each.replace("4,210", "4,120") for each in pages.PARAGRAPHS)
    site.put("/harbour", pages.article(paragraphs=paragraphs))

    done = revisions.refetch(article.pk, by=by, now=NOON)

    claim.refresh_from_db()
    assert (done.created, claim.article, done.article.url) == (True, done.article, article.url)
    assert ingestion.ingest_url(address, by=by, now=NOON).article == done.article


def test_an_address_with_the_same_text_brings_nothing(site: pages.Site) -> None:
    address = site.put("/harbour", pages.article())
    article = ingestion.ingest_url(address, by=None, now=NOON).article

    done = revisions.refetch(article.pk, by=None, now=NOON)

    assert (done.created, done.article) == (False, article)


def test_a_page_that_has_hardly_a_word_in_common_is_not_taken_for_the_article() -> None:
    article = added("The harbour grew by a third in May, said the mayor of the town. " * 9)
    other = "Nothing of all this can be read any longer, for a home page stands here now. " * 9

    with pytest.raises(AnotherArticle):
        revised(article, other)

    assert (Article.objects.count(), revised(article, other, anyway=True).created) == (1, True)


def test_a_short_notice_does_not_take_the_place_of_an_article() -> None:
    """Walls and “please switch on JavaScript” come with status 200."""
    article = added("The harbour grew by a third in May, said the mayor of the town. " * 9)

    with pytest.raises(AnotherArticle):
        revised(article, "Please switch on JavaScript and reload this page.")

    article.refresh_from_db()
    assert article.live


def test_the_text_of_another_article_is_refused() -> None:
    article, other = added(), added(TEXT + "\n\nAnd more.")

    with pytest.raises(AlreadyIngested, match=f"Article {other.pk} has this very text"):
        revised(article, TEXT + "\n\nAnd more.")

    article.refresh_from_db()
    assert (article.live, Article.objects.count()) == (True, 2)


def test_an_article_that_came_as_text_has_no_address_to_fetch() -> None:
    with pytest.raises(UnusableAddress, match="no address"):
        revisions.refetch(added().pk, by=make.reviewer(), now=NOON)


def test_a_text_may_come_back_as_it_was() -> None:
    article = added()
    claim = article.claims.get(quote__startswith="The harbour")
    revised(article, TEXT + "\n\nMore.")

    done = revised(article, TEXT)

    claim.refresh_from_db()
    found = [(each.article_id, each.start) for each in revisions.appearances(claim)]
    assert claim.article == done.article
    assert found == [(each.pk, 0) for each in revisions.lineage(article.pk)]


def test_a_cut_before_a_new_text_cannot_be_undone_in_it() -> None:
    article = added()
    claim = article.claims.get(quote__startswith="The harbour")
    by = make.reviewer()
    curation.cut(claim.pk, at=claim.quote.index(" in May"), by=by, now=NOON)
    revised(article, "News.\n\n" + TEXT)

    with pytest.raises(NothingToUndo, match="new text"):
        curation.undo(claim.pk, by=by, now=NOON)


def test_a_dismissal_can_be_undone_in_the_new_text() -> None:
    article = added()
    claim = article.claims.get(quote__startswith="Shop owners")
    by = make.reviewer()
    curation.dismiss(claim.pk, by=by, now=NOON)
    revised(article, "News.\n\n" + TEXT)

    undone = curation.undo(claim.pk, by=by, now=NOON)

    assert undone.status == Status.CANDIDATE


def test_a_stranger_may_not_revise() -> None:
    with pytest.raises(NotAllowed):
        revisions.revise(added().pk, TEXT + " More.", by=AnonymousUser(), now=NOON)  # type: ignore[arg-type]  # nobody


def test_what_a_person_writes_over_an_article_takes_a_reviewer() -> None:
    article, by = added(), make.contributor()

    with pytest.raises(NotAllowed):
        revisions.revise(article.pk, TEXT + " More.", by=by, now=NOON)

    assert revisions.live(article.pk) == article


def test_a_contributor_fetches_again_but_brings_no_other_article(site: pages.Site) -> None:
    address = site.put("/harbour", pages.article())
    by = make.contributor()
    article = ingestion.ingest_url(address, by=by, now=NOON).article

    with pytest.raises(NotAllowed):
        revisions.refetch(article.pk, by=by, now=NOON, anyway=True)

    assert revisions.refetch(article.pk, by=by, now=NOON).created is False


def test_nothing_is_added_to_an_older_text() -> None:
    article = added()
    revised(article, "News.\n\n" + TEXT)

    with pytest.raises(OlderRevision):
        curation.propose(article.pk, start=0, end=11, by=make.reviewer(), now=NOON)


def test_a_claim_that_came_along_is_not_swallowed() -> None:
    """The same words twice: the second kept its place, which the first is said to be at."""
    twice, between = f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[0]}", f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[2]}"
    article = added(f"{PARAGRAPHS[1]}\n\n{twice}\n\n{PARAGRAPHS[2]}")
    first, second = article.claims.filter(quote__startswith="The harbour").order_by("start")
    new = revised(article, f"{between}\n\n{twice}\n\n{PARAGRAPHS[2]}").article
    second.refresh_from_db()

    with pytest.raises(AlreadyProposed):
        revisions.settle_here(
            first.pk, start=second.start, end=second.end, by=make.reviewer(), now=NOON
        )

    second.refresh_from_db()
    assert (second.article, second.status) == (new, Status.CANDIDATE)
