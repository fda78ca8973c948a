"""What an assistant may ask: the arguments of each tool, and how they are refused."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from claims.errors import Invalid
from claims.text import has_bad_characters

WORDS_AT_MOST = 300
ADDRESS_AT_MOST = 500
CLAIMS_AT_MOST = 20
Asked = TypeVar("Asked", bound="Arguments")


def _readable(given: str) -> str:
    if has_bad_characters(given):
        raise PydanticCustomError("bad_characters", "it holds characters that no text has")
    return given


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_readable)]
Slug = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]{1,80}$")]
Tag = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8}){0,4}$")]


class Arguments(BaseModel):
    """What a tool is called with: nothing is guessed, and nothing unknown is passed over."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Search(Arguments):
    query: Annotated[Text, Field(max_length=WORDS_AT_MOST)] | None = Field(
        None,
        description="Words to look for in statements, summaries, quotes, names and findings. Without it, the newest.",
    )
    language: Tag | None = Field(None, description="Only claims in this language (BCP 47): en also finds en-GB.")
    rating: Slug | None = Field(None, description="Only claims with this rating: its slug, as in verdict.rating.")
    topic: Slug | None = Field(None, description="Only claims under this topic: its slug, as list_topics has it.")
    speaker: Slug | None = Field(
        None, description="Only claims of this speaker: the slug of a result. To look for a name, put it in the query."
    )
    limit: int = Field(10, ge=1, le=CLAIMS_AT_MOST, description="How many claims at most.")


class Get(Arguments):
    claim: Annotated[Text, Field(max_length=ADDRESS_AT_MOST)] = Field(
        description="The id of a claim, or the address (url) of its page on this site."
    )


class ListTopics(Arguments):
    kind: Literal["theme", "place"] | None = Field(None, description="Only themes, or only places.")


def read(asks: type[Asked], arguments: dict[str, Any]) -> Asked:
    """The arguments of a call; Invalid with every fault in one sentence."""
    try:
        return asks.model_validate(arguments)
    except ValidationError as error:
        raise Invalid("Nothing was looked up", *dict.fromkeys(_faults(asks, error))) from error


def _faults(asks: type[Arguments], error: ValidationError) -> Iterator[str]:
    """Each fault by its argument; nothing that was given is said again."""
    for fault in error.errors(include_url=False, include_context=False, include_input=False):
        if fault["type"] == "extra_forbidden":
            yield f"there are no other arguments than {', '.join(asks.model_fields)}"
        else:
            yield f"{fault['loc'][0]}: {fault['msg'][0].lower()}{fault['msg'][1:]}"
