"""The house in the words of schema.org: a NewsMediaOrganization, for search engines and collectors of fact-checks."""

from collections.abc import Mapping
from typing import Any

from claims.vocabulary import HousePageKind

Json = dict[str, Any]

# What schema.org calls the page of each kind.
PROPERTIES = {
    HousePageKind.METHODOLOGY: "verificationFactCheckingPolicy",
    HousePageKind.SELECTION: "missionCoveragePrioritiesPolicy",
    HousePageKind.CORRECTIONS: "correctionsPolicy",
    HousePageKind.INDEPENDENCE: "ethicsPolicy",
    HousePageKind.FUNDING: "ownershipFundingInfo",
    HousePageKind.TEAM: "masthead",
    HousePageKind.COMPLAINTS: "actionableFeedbackPolicy",
}
NETWORKS = {"ifcn_url": "International Fact-Checking Network", "efcsn_url": "European Fact-Checking Standards Network"}


def organisation(profile: Mapping[str, Any], pages: Mapping[str, str], *, name: str, site: str, about: str) -> Json:
    """The house as its profile and its published pages tell it; what nobody wrote is left out.

    `pages` are the addresses of the published pages by kind, `about` is the address of the page that lists them.
    """
    return {
        "@context": "https://schema.org",
        "@type": "NewsMediaOrganization",
        "@id": identity(site),
        "name": name,
        "url": f"{site}/",
        **_facts(profile),
        **_memberships(profile),
        **({"publishingPrinciples": about} if pages else {}),
        **_owner(profile),
        **{PROPERTIES[HousePageKind(kind)]: address for kind, address in pages.items()},
    }


def identity(site: str) -> str:
    """The name by which data about this site mean the house."""
    return f"{site}/#house"


def _facts(profile: Mapping[str, Any]) -> Json:
    facts = {
        "legalName": profile.get("legal_name"),
        "foundingDate": profile.get("founded_on"),
        "address": profile.get("address"),
        "email": profile.get("contact_email"),
        "sameAs": profile.get("same_as"),
        "contactPoint": _contacts(profile),
    }
    return {name: value for name, value in facts.items() if value}


def _contacts(profile: Mapping[str, Any]) -> list[Json]:
    kinds = {"newsroom": profile.get("contact_email"), "complaints": profile.get("complaints_email")}
    return [{"@type": "ContactPoint", "contactType": kind, "email": email} for kind, email in kinds.items() if email]


def _memberships(profile: Mapping[str, Any]) -> Json:
    of = [
        {"@type": "Organization", "name": name, "sameAs": profile[column]}
        for column, name in NETWORKS.items()
        if profile.get(column)
    ]
    return {"memberOf": of} if of else {}


def _owner(profile: Mapping[str, Any]) -> Json:
    """Who owns and pays for it in one line; the address of the page on it takes its place."""
    return {"ownershipFundingInfo": profile["ownership"]} if profile.get("ownership") else {}
