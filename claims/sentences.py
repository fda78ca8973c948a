"""Where the sentences of a text begin and end, by the marks that end them."""

import re
from collections.abc import Iterator

STOPS = ".!?…؟۔।॥։"  # an end where space follows
WIDE_STOPS = "。！？｡"  # an end by themselves
CLOSERS = r"\"'”’»›)\]」』）】〉》"
OPENERS = "\"'“‘„«‹([¿¡「『（【〈《—–- "
END = re.compile(rf"(?<![{STOPS}])[{STOPS}]++[{CLOSERS}]*+\s++|[{WIDE_STOPS}]++[{CLOSERS}]*+\s*+")
LAST_WORD = re.compile(rf"[^\s{re.escape(OPENERS)}]*\Z")
LONGEST_WORD = 24
PARAGRAPH = re.compile(r"[^\n]+")

# A name or another word follows each of these, often with a capital letter.
TITLE = re.compile(
    "mr|mrs|ms|dr|prof|st|gen|col|lt|sgt|capt|cpt|cmdr|gov|sen|rep|rev|hon|mt|ft|vs|cf|eg|ie|approx|mme|mlle|mm"
    "|sr|sra|srta|ud|uds|hr|fr|hrsg|bzw|ca|vgl|ggf|inkl|им|ул|проф|акад|тов|г|гг"
)
BEFORE_A_NUMBER = re.compile(
    "no|nos|nr|p|pp|vol|fig|art|sec|ch|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|стр|рис|табл"
)
INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
HOUR = re.compile(r"[ap]\.m")
DOTTED_ORDINALS = re.compile("az|bs|cs|da|de|et|fi|hr|hu|is|lv|nb|nn|no|pl|sk|sl|sr|tr")


def sentences(text: str, language: str = "") -> list[tuple[int, int]]:
    """The first and last place of each sentence of one paragraph, without the space around it.

    By rule and not by meaning: a stop followed by space ends a sentence unless a small letter follows or the
    word before it is an abbreviation, an initial, or an ordinal in a language that writes 3. for third.
    """
    return [(start, end) for start, end in _stretches(text, language) if any(map(str.isalnum, text[start:end]))]


def of_text(text: str, language: str = "") -> Iterator[tuple[int, int]]:
    """The first and last place of each sentence of a text, whose paragraphs end with a line."""
    for paragraph in PARAGRAPH.finditer(text):
        for start, end in sentences(paragraph[0], language):
            yield paragraph.start() + start, paragraph.start() + end


def around(text: str, start: int, end: int, language: str = "") -> list[tuple[int, int]]:
    """The sentences of a text that a passage lies in."""
    opening, closing = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    near = of_text(text[opening : closing if closing >= 0 else len(text)], language)
    spans = [(opening + first, opening + last) for first, last in near]
    return [(first, last) for first, last in spans if first < end and start < last]


def _stretches(text: str, language: str) -> Iterator[tuple[int, int]]:
    ordinals = DOTTED_ORDINALS.fullmatch(language.lower().partition("-")[0]) is not None
    start = len(text) - len(text.lstrip())
    for stop in END.finditer(text):
        if stop.end() < len(text) and _goes_on(text, stop, ordinals):
            continue
        yield start, stop.start() + len(stop[0].rstrip())
        start = stop.end()
    if rest := text[start:].rstrip():
        yield start, start + len(rest)


def _goes_on(text: str, stop: re.Match[str], ordinals: bool) -> bool:
    """Whether the sentence goes on behind its stop."""
    following = text[stop.end() : stop.end() + LONGEST_WORD].lstrip(OPENERS)[:1]
    if following.islower():
        return True
    if stop[0].rstrip() != ".":
        return False
    before = LAST_WORD.search(text[max(0, stop.start() - LONGEST_WORD) : stop.start()])
    word = before[0].casefold() if before else ""
    if BEFORE_A_NUMBER.fullmatch(word):
        return following.isdigit()
    if word.isdigit():
        return ordinals and len(word) <= 2
    return bool(TITLE.fullmatch(word) or (INITIALS.fullmatch(word) and not HOUR.fullmatch(word)))
