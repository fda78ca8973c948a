"""The house in the words of schema.org."""

from claims.formats.organisation import PROPERTIES, organisation
from claims.vocabulary import HousePageKind

SITE = "https://facts.example.org"
ABOUT = f"{SITE}/about/"


def told(profile: dict[str, object], **pages: str) -> dict[str, object]:
    return organisation(profile, pages, name="Facts", site=SITE, about=ABOUT)


class TestOrganisation:
    def test_without_a_word_about_it_it_has_a_name_and_an_address(self) -> None:
        assert told({}) == {
            "@context": "https://schema.org",
            "@type": "NewsMediaOrganization",
            "@id": f"{SITE}/#house",
            "name": "Facts",
            "url": f"{SITE}/",
        }

    def test_it_tells_the_profile(self) -> None:
        profile = {
            "legal_name": "Facts e. V.",
            "founded_on": "2019-03",
            "address": "1 Main Street\nTown",
            "contact_email": "desk@facts.example",
            "complaints_email": "wrong@facts.example",
            "ownership": "Owned by its members.",
            "same_as": ["https://social.example/@facts"],
            "ifcn_url": "https://ifcn.example/facts",
            "efcsn_url": "",
        }

        data = told(profile)

        assert data["legalName"] == "Facts e. V."
        assert data["foundingDate"] == "2019-03"
        assert data["sameAs"] == ["https://social.example/@facts"]
        assert data["ownershipFundingInfo"] == "Owned by its members."
        assert data["contactPoint"] == [
            {"@type": "ContactPoint", "contactType": "newsroom", "email": "desk@facts.example"},
            {"@type": "ContactPoint", "contactType": "complaints", "email": "wrong@facts.example"},
        ]
        assert data["memberOf"] == [
            {
                "@type": "Organization",
                "name": "International Fact-Checking Network",
                "sameAs": "https://ifcn.example/facts",
            }
        ]

    def test_it_leads_to_each_page_that_is_published(self) -> None:
        data = told({"ownership": "Owned by its members."}, methodology="/m", funding="/f", corrections="/c")

        assert data["verificationFactCheckingPolicy"] == "/m"
        assert data["ownershipFundingInfo"] == "/f"
        assert data["correctionsPolicy"] == "/c"
        assert data["publishingPrinciples"] == ABOUT
        assert not {"masthead", "ethicsPolicy", "actionableFeedbackPolicy"} & set(data)

    def test_every_kind_of_page_has_its_word(self) -> None:
        assert set(PROPERTIES) == set(HousePageKind)
