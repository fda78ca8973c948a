"""What the database keeps of the pages about the house: what was once in force stays, in numbers without gaps."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import F

from claims.models import HousePage, HousePageVersion, HouseProfile
from tests import make

from .test_constraints import refused_as

pytestmark = pytest.mark.django_db
NEXT = {"version": F("version") + 1}


class TestAVersion:
    @pytest.mark.parametrize("column", ["title", "text", "note", "sha256", "language"])
    def test_it_is_never_changed(self, column: str) -> None:
        make.in_force()

        name = refused_as(lambda: HousePageVersion.objects.update(**{column: "x"}))

        assert name == "house_page_version_is_never_changed"

    def test_it_is_never_deleted(self) -> None:
        make.in_force()

        assert refused_as(HousePageVersion.objects.all().delete) == "house_page_version_is_never_changed"

    def test_the_table_is_never_emptied(self) -> None:
        make.in_force()

        def truncate() -> None:
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("TRUNCATE claims_housepageversion")

        assert refused_as(truncate) == "house_page_version_is_never_changed"

    @pytest.mark.parametrize(
        ("name", "columns"),
        [
            ("house_page_version_numbers_have_no_gaps", {"number": 3}),
            ("house_page_version_numbers_have_no_gaps", {"number": 1}),
            ("house_page_version_that_follows_says_what_changed", {"note": ""}),
            ("house_page_version_kind_is_in_the_vocabulary", {"kind": "mood", "number": 1}),
            ("house_page_version_language_is_a_tag", {"language": "en_GB"}),
            ("house_page_version_has_a_title", {"title": ""}),
            ("house_page_version_has_a_text", {"text": ""}),
        ],
    )
    def test_it_is_refused_by_name(self, name: str, columns: dict[str, Any]) -> None:
        assert refused_as(next_of(make.in_force(), **columns).save) == name

    def test_its_number_is_given_once(self) -> None:
        first = make.in_force()

        def second() -> None:
            make.against_the_triggers(next_of(first, number=1).save)

        assert refused_as(second) == "house_page_version_is_numbered_once"

    def test_its_digest_is_one(self) -> None:
        version = next_of(make.in_force())

        def saved_with_another() -> None:
            HousePageVersion.objects.bulk_create([version])  # which asks no save() for the digest

        assert refused_as(saved_with_another) == "house_page_version_digest_is_sha256"


class TestADraft:
    @pytest.mark.parametrize(
        ("name", "breach"),
        [
            ("house_page_kind_is_in_the_vocabulary", {"kind": "mood"}),
            ("house_page_language_is_a_tag", {"language": "<en>"}),
            ("house_page_has_a_title", {"title": ""}),
            ("house_page_has_a_text", {"text": ""}),
        ],
    )
    def test_it_is_refused_by_name(self, name: str, breach: dict[str, str]) -> None:
        make.house_page()

        assert refused_as(lambda: HousePage.objects.update(**NEXT | breach)) == name

    def test_there_is_one_in_a_language(self) -> None:
        make.house_page()

        assert refused_as(make.house_page) == "house_page_is_written_once_in_a_language"

    def test_it_is_saved_from_the_newest_version(self) -> None:
        make.house_page()

        stale = refused_as(lambda: HousePage.objects.update(text="x"))

        assert stale == "claims_housepage_version_counts_up_by_one"


class TestTheProfile:
    def test_there_is_one(self) -> None:
        assert refused_as(HouseProfile(id=2).save) == "house_profile_is_one"

    @pytest.mark.parametrize(
        ("name", "breach"),
        [
            ("house_profile_founded_on_is_a_year_month_or_day", {"founded_on": "long ago"}),
            ("house_profile_ifcn_url_is_a_web_address", {"ifcn_url": "javascript:1"}),
            ("house_profile_efcsn_url_is_a_web_address", {"efcsn_url": "ftp://x"}),
        ],
    )
    def test_it_is_refused_by_name(self, name: str, breach: dict[str, str]) -> None:
        HouseProfile.objects.create()

        assert refused_as(lambda: HouseProfile.objects.update(**NEXT | breach)) == name

    def test_it_is_saved_from_the_newest_version(self) -> None:
        HouseProfile.objects.create()

        stale = refused_as(lambda: HouseProfile.objects.update(legal_name="x"))

        assert stale == "claims_houseprofile_version_counts_up_by_one"


class TestInForce:
    def test_a_reader_gets_their_language_else_the_house_s_else_any(self) -> None:
        make.in_force("methodology", title="In English")
        make.in_force("methodology", title="Auf Deutsch", language="de")
        make.in_force("funding", title="Financiación", language="es")

        told = {v.kind: v.title for v in HousePageVersion.objects.in_force("de")}
        house = {v.kind: v.title for v in HousePageVersion.objects.in_force("ru")}

        assert told == {"methodology": "Auf Deutsch", "funding": "Financiación"}
        assert house == {"methodology": "In English", "funding": "Financiación"}

    def test_it_is_the_newest(self) -> None:
        page = make.house_page()
        make.put_in_force(page, text="One.")
        make.put_in_force(page, text="Two.")

        assert [v.text for v in HousePageVersion.objects.in_force("en")] == ["Two."]


def next_of(version: HousePageVersion, **columns: Any) -> HousePageVersion:
    """The version after one, not yet saved."""
    words = {name: getattr(version, name) for name in ("kind", "language", "title", "published_at", "published_by")}
    return HousePageVersion(**words | {"number": version.number + 1, "text": "More.", "note": "Why."} | columns)
