"""Transcripts with times: WebVTT and SubRip."""

import re

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from .extracted import Extracted, Unreadable, joined
from .plain import decoded

CUES_AT_MOST = 50_000
TAG = re.compile(r"</?(?:c|i|b|u|v|ruby|rt|lang|font|\d{2,}:[\d:.]+)(?:[.\s][^<>]{0,200})?>", re.IGNORECASE)


def extract_transcript(body: bytes, form: str) -> Extracted:
    """What was said, a paragraph for each turn: [time] speaker: words. `form` is vtt or srt."""
    text = decoded(body).lstrip("\ufeff")
    try:
        cues = webvtt.from_string(text if form == "vtt" else _as_vtt(text)).captions
    except (MalformedFileError, MalformedCaptionError, ValueError, IndexError) as error:
        raise Unreadable("the transcript is not in the form that its name says") from error
    if len(cues) > CUES_AT_MOST:
        raise Unreadable(f"the transcript has more than {CUES_AT_MOST:,} parts")
    turns: list[tuple[str, str, list[str]]] = []
    for cue in cues:
        speaker, words = (cue.voice or "").strip(), " ".join(TAG.sub("", cue.raw_text).split())
        if turns and turns[-1][1] == speaker and speaker:
            turns[-1][2].append(words)
        else:
            turns.append((cue.start.partition(".")[0], speaker, [words]))
    return Extracted(joined(_paragraph(*turn) for turn in turns))


def _paragraph(start: str, speaker: str, words: list[str]) -> str:
    said = " ".join(word for word in words if word)
    return f"[{start}] {speaker}: {said}" if speaker else f"[{start}] {said}"


def _as_vtt(text: str) -> str:
    """SubRip as WebVTT: the same but for its head and a comma in its times."""
    return "WEBVTT\n\n" + re.sub(r"(\d\d:\d\d:\d\d),(\d{3})", r"\1.\2", text.replace("\r\n", "\n"))
