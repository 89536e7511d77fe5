"""Learning from labels, for real: kept, evaluated, switched on, and seen in what comes in next."""

import importlib
import io
import json
import random
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from rest_framework.test import APIClient

from claims import candidates, curation, training
from claims.exceptions import NoSuchModel, NoTrainer, TooFewLabels, UnusableModel
from claims.models import Article, Claim, Status, WorthModel
from claims.splitting import split, trained
from claims.training import Origin
from factcheck.accounts.models import Role, Scope
from factcheck.exceptions import NotAllowed
from tests import make
from tests.claims.api.test_articles import program
from tests.claims.training.labelled import file, rows
from tests.make import NOON

pytestmark = pytest.mark.django_db
MODELS = "/api/v1/worth-models/"
TEXT = (
    "Taxes in Oster rose by 40 percent last year. Divers in Oster found the ferry near the harbour."
)
PLAIN = {"format": 1, "intercept": 0.5, "base": 1.0, "signals": {}, "words": {}}


def learned() -> WorthModel:
    return training.train(
        training.read_csv(file(rows())), origin=Origin("labels.csv", "harbour"), by=None, now=NOON
    )


def kept(version: int, **fields: Any) -> WorthModel:
    values = {"trained_at": NOON, "source": "x.csv", "counts": {}, "weights": PLAIN}
    metrics = {"average_precision": [0.8, 0.7, 0.9]}
    values["metrics"] = {"trained": metrics, "transparent": metrics}
    return WorthModel.objects.create(version=version, **(values | fields))


def stored(article: Article) -> dict[str, float]:
    with transaction.atomic():
        claims = candidates.store(article, split(article.text, language="en"), now=NOON)
    return {claim.quote: claim.checkworthiness for claim in claims}


def command(*args: str) -> str:
    out = io.StringIO()
    call_command("train_checkworthiness", *args, stdout=out)
    return out.getvalue()


def test_a_trained_model_changes_the_order_and_says_why() -> None:
    money, ferry = (each.quote for each in split(TEXT, language="en"))
    before = stored(make.article(TEXT))
    model = learned()

    training.activate(model.version, by=None, now=NOON)
    article = make.article(f"{TEXT} It rained.")
    after = stored(article)

    assert (before[money] > before[ferry], after[money] < after[ferry]) == (True, True)
    told = {
        claim.quote: next(s for s in claim.signals if s["code"] == "desk_model")
        for claim in Claim.objects.filter(article=article, quote__in=[money, ferry])
    }
    assert (told[ferry]["weight"] > 0, told[money]["weight"] < 0) == (True, True)
    version, *words = told[ferry]["text"].split(", ")
    assert (version, set(words) <= trained.words(ferry)) == (
        "v1",
        True,
    )


def test_the_evaluation_is_on_examples_it_has_not_learned_from() -> None:
    model = learned()

    assert model.counts == {
        "learned_from": {"worth": 36, "not_worth": 36},
        "held_out": {"worth": 12, "not_worth": 12},
    }
    ours, theirs = (
        model.metrics[which]["average_precision"] for which in ("trained", "transparent")
    )
    assert (ours[0] > theirs[0], ours[1] <= ours[0] <= ours[2]) == (True, True)
    assert (model.metrics["held_out"], model.metrics["chance"]) == (24, 0.5)


def test_labels_without_a_pattern_teach_nothing() -> None:
    """Held-out figures that stay near chance here are not figures of what was learned by heart."""
    texts, labels = zip(*rows(), strict=True)
    shuffled = random.Random(7).sample(labels, len(labels))

    model = training.train(
        training.read_csv(file(list(zip(texts, shuffled, strict=True)))),
        origin=Origin("x"),
        by=None,
        now=NOON,
    )

    assert model.metrics["trained"]["average_precision"][0] < 0.8


def test_a_new_version_is_not_in_use_and_numbered_on() -> None:
    models = [learned(), learned()]

    assert [(m.version, m.active) for m in models] == [(1, False), (2, False)]
    assert models[0].weights == models[1].weights


def test_too_few_labels_are_refused() -> None:
    with pytest.raises(TooFewLabels) as refused:
        training.train(training.read_csv(file(rows(19))), origin=Origin("x"), by=None, now=NOON)

    assert str(refused.value) == (
        "19 different examples are labelled “worth a check”; at least 20 are needed."
    )


def test_the_same_sentence_twice_is_one_example() -> None:
    with pytest.raises(TooFewLabels):
        training.train(training.read_csv(file(rows(4) * 20)), origin=Origin("x"), by=None, now=NOON)


def test_without_scikit_learn_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(name: str) -> Any:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(importlib, "import_module", missing)

    with pytest.raises(NoTrainer) as refused:
        learned()

    assert "pip install --require-hashes -r requirements/train.txt" in str(refused.value)


def test_switching_one_on_switches_the_other_off() -> None:
    kept(1), kept(2)

    for version in (1, 2):
        training.activate(version, by=make.editor(), now=NOON)

    assert list(WorthModel.objects.values_list("version", "active")) == [(2, True), (1, False)]


def test_only_editors_switch() -> None:
    kept(1)

    for switch in (training.activate, training.deactivate):
        with pytest.raises(NotAllowed):
            switch(1, by=make.reviewer(), now=NOON)
        with pytest.raises(NoSuchModel):
            switch(9, by=make.editor(), now=NOON)
    assert training.active() is None


def test_the_database_allows_one_active_model_and_no_change_of_what_was_learned() -> None:
    kept(1, active=True)

    for attack in (
        lambda: kept(2, active=True),
        lambda: WorthModel.objects.filter(version=1).update(weights={}),
        lambda: WorthModel.objects.filter(version=1).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attack()
    assert WorthModel.objects.get().weights == PLAIN


def test_the_command_learns_evaluates_switches_and_lists(tmp_path: Path) -> None:
    labels = tmp_path / "labels.csv"
    labels.write_bytes(file(rows()))

    printed = command(str(labels), "--name", "harbour")

    assert [line.split()[:2] for line in printed.splitlines()] == [
        ["Learned", "from"],
        ["on", "the"],
        ["average", "precision"],
        ["F1", "at"],
        ["calibration", "error"],
        ["(95", "%"],
        ["Kept", "as"],
    ]
    command("--activate", "1")
    assert command("--list").startswith("* v1 harbour  ")
    assert command("--deactivate") == "No model is in use.\n"
    assert command("--deactivate") == "No model was in use.\n"


def test_the_command_learns_from_decisions() -> None:
    reviewer = make.reviewer()
    for number, (text, label) in enumerate(rows()):
        article = make.article(f"{text} {number}")
        claim = make.claim(article, quote=text, statement=text, status=Status.CANDIDATE)
        decide = curation.accept if label == "check-worthy" else curation.dismiss
        decide(claim.pk, by=reviewer, now=NOON)

    command("--from-decisions")

    assert WorthModel.objects.get().source == "decisions of the desk"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "Give a CSV file, --from-decisions or both to learn; or one of --activate, "),
        (["x.csv", "--list"], "Give a CSV file, --from-decisions or both to learn; or one of "),
        (["nowhere.csv"], "“nowhere.csv” cannot be read: no such file or directory."),
        (["--activate", "7"], "There is no model version 7."),
        (["--from-decisions"], "0 different examples are labelled “worth a check”; at least 20 "),
        (["--from-decisions", "--name", "x" * 101], "The name is longer than 100 characters."),
    ],
)
def test_the_command_refuses_with_a_reason(args: list[str], message: str) -> None:
    with pytest.raises(CommandError) as refused:
        command(*args)

    assert str(refused.value)[: len(message)] == message


def test_programs_read_the_versions_and_editors_switch_them() -> None:
    kept(1), kept(2, active=True)
    reader = program(Scope.READ, Scope.CLAIMS, role=Role.REVIEWER)
    editor: APIClient = program(Scope.READ, Scope.CLAIMS, role=Role.EDITOR)

    listed = reader.get(MODELS).json()["results"]
    answers = [
        reader.post(f"{MODELS}1/activate/").status_code,
        editor.post(f"{MODELS}9/activate/").status_code,
        editor.post(f"{MODELS}1/activate/").json()["active"],
        editor.get(f"{MODELS}2/").json()["active"],
        editor.post(f"{MODELS}1/deactivate/").json()["active"],
    ]

    assert [(each["version"], each["active"]) for each in listed] == [(2, True), (1, False)]
    assert answers == [403, 404, True, False, False]


def test_the_admin_switches_one_model(client: Any) -> None:
    one, two = kept(1), kept(2)
    client.force_login(make.admin())

    for chosen in ([one.pk], [one.pk, two.pk]):
        client.post(
            "/admin/claims/worthmodel/",
            {"action": "switch_on", "_selected_action": chosen, "confirmed": "yes"},
        )

    assert list(WorthModel.objects.values_list("version", "active")) == [(2, False), (1, True)]


def test_weights_that_cannot_be_read_are_refused() -> None:
    for weights in ({}, {**PLAIN, "format": 2}, {**PLAIN, "base": "nan"}, {**PLAIN, "words": 3}):
        with pytest.raises(trained.UnreadableModel):
            trained.from_json(1, json.loads(json.dumps(weights)))


def test_a_model_that_cannot_be_read_is_not_switched_on() -> None:
    kept(1, weights={**PLAIN, "format": 2})

    with pytest.raises(UnusableModel, match="Train a new one"):
        training.activate(1, by=None, now=NOON)

    assert training.active() is None


def test_articles_come_in_while_the_model_in_use_cannot_be_read(
    caplog: pytest.LogCaptureFixture,
) -> None:
    text = "Taxes in Oster rose by 40 percent last year."
    plain = {each.quote: each.checkworthiness for each in split(text, language="en")}
    kept(1, weights={**PLAIN, "format": 2}, active=True)

    scored = stored(make.article(text))

    assert (scored, len(plain)) == (plain, 1)
    assert [each.levelname for each in caplog.records if each.name == "claims.candidates"] == [
        "ERROR"
    ]
