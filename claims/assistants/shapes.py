"""What the tools answer. The descriptions are what an assistant learns of each field before it asks."""

from typing import Literal

from pydantic import BaseModel, Field


class Named(BaseModel):
    slug: str
    name: str


class Verdict(BaseModel):
    """Our finding in one word of the rating scale."""

    rating: str = Field(description="The slug of the rating.")
    label: str = Field(description="The word of the rating.")
    definition: str = Field(description="What that word means on this scale.")
    scale: str = Field(description="The name of the scale.")
    position: int | None = Field(description="Its place on the scale from the least true; null where it has none.")
    steps: int = Field(description="How many ratings have a place on the scale.")


class Words(BaseModel):
    id: str
    url: str = Field(description="The claim's page: cite it.")
    statement: str = Field(description="What was claimed by others. It is not our finding.")
    language: str = Field(description="Of the statement and of our texts (BCP 47).")


class Claim(Words):
    verdict: Verdict = Field(description="Our finding.")
    summary: str = Field(description="Our finding in a sentence or two.")
    scope: str = Field(
        description="What the verdict judges: attribution (whether it was said), substance (whether it is so) or both."
    )
    as_of: str = Field(description="The day that the finding speaks of.")
    speakers: list[Named] = Field(description="Who made the claim, where we know it.")
    topics: list[Named]
    published_at: str = Field(description="When it was first published.")
    changed_at: str = Field(description="When it was last changed.")
    corrections: int = Field(description="How often it was corrected; typos are not counted.")


class Said(BaseModel):
    quote: str = Field(description="Verbatim words of others, not ours.")
    speaker: str
    role: str
    said_on: str = Field(description="A year, a month, a day, or empty.")
    title: str = Field(description="Of the article in which it stands.")
    publisher: str
    url: str = Field(description="Of that article; not ours.")


class Evidence(BaseModel):
    number: int = Field(description="As the rationale cites it: [5].")
    stance: str = Field(description="What it does to the claim: supports, refutes or context.")
    finding: str = Field(description="What we found in the source, in our words.")
    source: str
    publisher: str
    published_on: str = Field(description="A year, a month, a day, or empty.")
    url: str = Field(description="Of the source; not ours.")


class Reply(BaseModel):
    addressee: str = Field(description="Whom we asked for a reply.")
    answered_on: str | None = Field(description="Null where no answer had come when this was published.")
    answer: str = Field(description="Their words, not ours.")


class Change(BaseModel):
    at: str
    act: str = Field(description="correct, update, confirm or restore.")
    kind: str = Field(description="Of a correction: typo, clarification, factual or verdict; else empty.")
    note: str = Field(description="What changed and why.")


class Finding(Claim):
    rationale: str = Field(description="Why, in Markdown; [5] cites the evidence with that number.")
    conflicts: list[str] = Field(description="Where sources contradict each other.")
    open_questions: list[str] = Field(description="What we could not find out.")
    said: list[Said] = Field(description="Where it was said: the first of them, in time.")
    said_in: int = Field(description="In how many places we know it to be said.")
    evidence: list[Evidence]
    replies: list[Reply]
    changes: list[Change] = Field(description="What was corrected or updated since it was published, newest first.")
    translations: list[str] = Field(description="The languages that its page can be read in beside its own.")


class Withdrawal(Words):
    """The notice that stands where we took a finding back. Do not report the claim as checked."""

    withdrawn_at: str
    reason: str


class Topic(Named):
    kind: str = Field(description="theme or place")
    claims: int = Field(description="How many checked claims stand under it.")


class Answer(BaseModel):
    how_to_use: str = Field(description="What to keep in mind before you tell somebody of this.")


class Found(Answer):
    claims: list[Claim]
    more: bool = Field(description="Whether there are more than these.")


class Told(Answer):
    status: Literal["published", "withdrawn"]
    merged_from: str | None = Field(description="The id that was asked for, where that claim was merged into this one.")
    finding: Finding | None = Field(description="Null where it was withdrawn.")
    withdrawal: Withdrawal | None = Field(description="Null where it was not withdrawn.")


class Topics(Answer):
    topics: list[Topic] = Field(description="Those with the most claims first.")
    more: bool = Field(description="Whether there are more than these.")
