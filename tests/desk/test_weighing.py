"""What kind of correction a change asks for, and that a weaker one is refused."""

from typing import Any

import pytest

from claims import desk
from claims.desk import Difference, least_kind
from claims.errors import Invalid, NotReady, Refused
from claims.figures import Figure
from claims.models import Claim, Publication
from claims.vocabulary import CorrectionKind
from tests import make

TYPO, CLARIFICATION, FACTUAL, VERDICT = CorrectionKind


class TestLeastKind:
    @pytest.mark.parametrize(
        ("path", "was", "now", "kind"),
        [
            ("verdict.rating.label", "False", "False.", VERDICT),
            ("verdict.rating.slug", "false", "pants-on-fire", VERDICT),
            ("verdict.scale.slug", "five", "six", VERDICT),
            ("verdict.scope", "substance", "both", VERDICT),
            ("verdict.rating.definition", "It is wrng.", "It is wrong.", TYPO),
            ("verdict.summary", "It fel.", "It fel!", TYPO),
            ("verdict.summary", "It has not.", "It did.", CLARIFICATION),
            ("verdict.summary", "Up by 5%.", "Up by 6%.", FACTUAL),
            ("verdict.rationale.markdown", "See [5].", "See [6].", FACTUAL),
            ("verdict.rationale.markdown", "See that.", "See that. And this.", CLARIFICATION),
            ("verdict.conflicts", "", "One says so.", CLARIFICATION),
            ("verdict.as_of", "2026-01-01", "2026-01-02", FACTUAL),
            ("claim.statement", "He said it.", "She said it.", CLARIFICATION),
            ("claim.quantity", "", "30 · %", FACTUAL),
            ("claim.quantity.value", "30", "31", FACTUAL),
            ("claim.topics.oil", "", "oil · Oil", CLARIFICATION),
            ("appearances.1.quote.exact", "It did", "It did.", FACTUAL),
            ("appearances.1.quote.prefix", "a", "b", CLARIFICATION),
            ("appearances.2", "", "anything", FACTUAL),
            ("appearances.1.speaker", "", "Eli", FACTUAL),
            ("appearances.1.speaker.name", "Eli", "Elli", FACTUAL),
            ("appearances.1.role", "Minister", "minister", FACTUAL),
            ("appearances.1.said_on", "2023", "2024", FACTUAL),
            ("appearances.1.article.version.sha256", "a1", "b2", CLARIFICATION),
            ("appearances.1.article.title", "The oill deal", "The oil deals", CLARIFICATION),
            ("evidence.2", "anything", "", FACTUAL),
            ("evidence.1.stance", "supports", "refutes", FACTUAL),
            ("evidence.1.primary", "False", "True", FACTUAL),
            ("evidence.1.figure.low", "18", "19", FACTUAL),
            ("evidence.1.finding", "It fell.", "It fell", TYPO),
            ("evidence.1.excerpt", "It fell.", "It fell", FACTUAL),
            ("evidence.1.source.id", "a", "b", FACTUAL),
            ("evidence.1.source.published_on", "2023", "2024", FACTUAL),
            ("evidence.1.source.captures.1", "", "https://archive.example/2023", CLARIFICATION),
            ("something.new", "one", "other", CLARIFICATION),
        ],
    )
    def test_it_is_the_weakest_that_may_tell_the_change(
        self, path: str, was: str, now: str, kind: CorrectionKind
    ) -> None:
        assert least_kind([Difference(path, was, now)]) == kind

    def test_of_several_changes_the_gravest_counts(self) -> None:
        changes = [
            Difference("verdict.summary", "Teh.", "The."),
            Difference("verdict.as_of", "2025-01-01", "2026-01-01"),
        ]

        assert least_kind(changes) == FACTUAL

    def test_another_source_of_much_the_same_name_is_no_typo(self) -> None:
        source = "evidence.1.source."
        changes = [Difference(f"{source}id", "a", "b"), Difference(f"{source}title", "A tabel", "A table")]

        assert least_kind(changes) == FACTUAL
        assert [each.reason for each in desk.weighed(changes)] == ["“Evidence [1]: source, title” changed"]

    def test_each_change_of_a_published_claim_asks_for_a_kind(self) -> None:
        """No pattern has a hole through which a row that came or went could slip as a typo."""
        for path in ("verdict", "evidence", "appearances", "claim.topics", "evidence.1.figure", "evidence.1.source"):
            assert least_kind([Difference(path, "", "x")]) != TYPO


def reworded(**verdict: Any) -> Claim:
    """A published claim of which the desk now says something else."""
    claim = make.published(rating="false", summary="It has not.")
    make.propose(claim, by=make.writer(), **{"rating": "false", "summary": "It has not."} | verdict)
    return claim


@pytest.mark.django_db
class TestCorrect:
    @pytest.mark.parametrize("kind", [TYPO, CLARIFICATION, FACTUAL])
    def test_another_rating_is_a_verdict_change_and_nothing_less(self, kind: CorrectionKind) -> None:
        claim = reworded(rating="half-true")

        with pytest.raises(Invalid, match="“Verdict: rating” changed: publish it as a verdict change") as refusal:
            desk.correct(claim, by=make.editor(), kind=kind, note="It was half of it.")

        assert list(refusal.value.fields) == ["kind"]
        assert Publication.objects.count() == 1

    def test_another_rating_is_no_update(self) -> None:
        with pytest.raises(NotReady, match="“Verdict: rating” changed: publish it as a verdict change"):
            desk.update(reworded(rating="half-true"), by=make.editor(), note="New figures.")

    def test_another_rating_of_the_same_name_on_another_scale_is_a_verdict_change(self) -> None:
        make.scale(name="The scale")
        claim = make.published(rating="false")
        scale = claim.verdict.rating.scale
        scale.in_use = False
        scale.save()
        make.scale(name="The sacle")
        make.propose(claim, by=make.writer(), rating="false")

        with pytest.raises(Invalid, match="rating scale"):
            desk.correct(claim, by=make.editor(), kind=FACTUAL, note="Another scale.")

    def test_it_names_each_reason_at_once(self) -> None:
        editor = make.editor()
        claim = reworded(summary="Up by 5%.")
        piece = claim.evidence.get()
        piece.figure = Figure.from_json({"value": 5})
        piece.save()
        make.propose(claim, by=editor, summary="Up by 6%.", rationale="No [1].")

        with pytest.raises(Invalid) as refusal:
            desk.correct(claim, by=editor, kind="clarification", note=" ")

        assert [*refusal.value.reasons] == [
            "tell readers what changed and why",
            "“Verdict: summary” has other numbers: publish it as a factual correction",
            "“Evidence [1]: number found” changed: publish it as a factual correction",
            "the writer of its verdict cannot also approve it",
        ]
        assert list(refusal.value.fields) == ["note", "kind"]

    def test_a_typo_may_be_silent(self) -> None:
        claim = reworded(summary="It has not!")

        entry = desk.correct(claim, by=make.editor(), kind=TYPO)

        assert (entry.correction, entry.note) == ("typo", "")

    @pytest.mark.parametrize("kind", [CLARIFICATION, FACTUAL, VERDICT])
    def test_every_other_kind_says_what_changed(self, kind: CorrectionKind) -> None:
        with pytest.raises(Invalid, match="tell readers what changed and why"):
            desk.correct(reworded(summary="It has not!"), by=make.editor(), kind=kind)

    def test_a_stronger_kind_is_allowed(self) -> None:
        entry = desk.correct(reworded(summary="It has not!"), by=make.editor(), kind=FACTUAL, note="To be sure.")

        assert entry.correction == "factual"

    @pytest.mark.parametrize("kind", ["", "rumour"])
    def test_a_kind_that_there_is_not_is_refused(self, kind: str) -> None:
        with pytest.raises(Refused, match="one of typo, clarification, factual, verdict"):
            desk.correct(reworded(summary="It fell."), by=make.editor(), kind=kind, note="A note.")
