"""Documents and transcripts as text: each form, and what is wrong with it."""

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from pypdf import PdfWriter
from pypdf.actions import JavaScript

from claims.intake.extracting import Unreadable, extract

VTT = b"""WEBVTT

00:00:01.000 --> 00:00:04.000
<v Jane Roe>Taxes fell by half.

00:00:04.000 --> 00:00:06.000
<v Jane Roe>Nobody noticed.

00:00:06.500 --> 00:00:09.000
<v Ali Veli>That is <b>not</b> true.
"""
SRT = b"1\r\n00:00:01,000 --> 00:00:04,000\r\nTaxes fell.\r\n\r\n2\r\n00:01:05,000 --> 00:01:07,000\r\nCrime rose.\r\n"


def word(*paragraphs: str) -> bytes:
    document, file = Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(file)
    return file.getvalue()


def pdf(prepare: Any = None, text: bytes = b"Taxes fell by half.") -> bytes:
    """One page of text, written by hand as PDF 1.4."""
    drawn = b"BT /F1 12 Tf 72 700 Td (" + text + b") Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    plain, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(plain))
        plain += b"%d 0 obj%s endobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    plain += b"xref\n0 6\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size 6>>\n" % table
    plain += b"startxref\n%d\n%%%%EOF" % plain.index(b"xref\n0 6")
    if prepare is None:
        return plain
    writer, file = PdfWriter(clone_from=io.BytesIO(plain)), io.BytesIO()
    prepare(writer)
    writer.write(file)
    return file.getvalue()


class TestExtract:
    def test_a_word_document_gives_its_paragraphs(self) -> None:
        assert extract(word("A speech", "", "Taxes fell."), name="a.docx").text == "A speech\n\nTaxes fell."

    def test_a_pdf_gives_its_text_and_runs_nothing(self) -> None:
        scripted = pdf(lambda writer: writer.add_open_action(JavaScript("app.alert('Taxes rose.');")))

        assert extract(scripted).text == "Taxes fell by half."

    def test_a_transcript_gives_a_paragraph_for_each_turn_with_its_time(self) -> None:
        assert extract(VTT, name="a.vtt").text == (
            "[00:00:01] Jane Roe: Taxes fell by half. Nobody noticed.\n\n[00:00:06] Ali Veli: That is not true."
        )

    def test_subrip_is_a_transcript_too(self) -> None:
        assert extract(SRT, name="a.srt").text == "[00:00:01] Taxes fell.\n\n[00:01:05] Crime rose."

    def test_only_a_transcript_s_own_tags_are_cut(self) -> None:
        body = b"WEBVTT\n\n00:01.000 --> 00:02.000\n<c.loud>If a <b>is</b></c> 3 <00:01.500>and b is 4, a < b > 2.\n"

        assert extract(body, name="a.vtt").text == "[00:00:01] If a is 3 and b is 4, a < b > 2."

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_a_text_is_read_in_its_encoding(self, encoding: str) -> None:
        assert extract("Straße\n\nCafé".encode(encoding), name="a.txt").text == "Straße\n\nCafé"

    def test_what_no_reader_sees_is_left_out(self) -> None:
        body = b"Taxes\x00 fell by a half\x07 this year.\r\n\r\nSo they said."

        assert extract(body, name="a.txt").text == "Taxes fell by a half this year.\n\nSo they said."

    @pytest.mark.parametrize(
        ("body", "name", "why"),
        [
            (pdf(lambda writer: writer.encrypt("secret")), "a.pdf", "password"),
            (b"%PDF-1.7\n garbage", "a.pdf", "damaged|no text"),
            (pdf(text=b""), "a.pdf", "pictures"),
            (b"PK\x03\x04 no zip", "a.docx", "damaged"),
            (b"not a transcript", "a.vtt", "not in the form"),
            (b"x" * 5_000_001, "a.txt", "larger than 5 MB"),
            (b"  \n", "a.txt", "empty"),
            (b"a\n\n" * 400_000, "a.txt", "longer than 1,000,000"),
        ],
    )
    def test_what_gives_no_text_says_why(self, body: bytes, name: str, why: str) -> None:
        with pytest.raises(Unreadable, match=why):
            extract(body, name=name)

    def test_a_document_that_unpacks_to_far_too_much_is_not_unpacked(self) -> None:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bomb:
            bomb.writestr("word/document.xml", b"\0" * 200_000_000)

        with pytest.raises(Unreadable, match="unpacks"):
            extract(file.getvalue(), name="a.docx")


class TestHostilePages:
    @pytest.mark.parametrize("part", [b"<a href=x>a</a> text ", b"<em>a</em> text ", b"<p>aa bb cc</p>"])
    def test_a_page_of_endless_parts_is_refused_before_it_is_searched(self, part: bytes) -> None:
        page = b"<html><body><article><div>" + part * (4_900_000 // len(part))

        with pytest.raises(Unreadable, match="more parts than any article"):
            extract(page, media_type="text/html")

    @pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "punycode", "x-nonsense"])
    def test_words_in_utf_8_are_read_as_such_whatever_is_said(self, charset: str) -> None:
        body = "<html><body><article><p>Die Straße führt über die Brücke zum Café am Fluss.</p></article>"

        found = extract(body.encode(), media_type="text/html", charset=charset)

        assert found.text == "Die Straße führt über die Brücke zum Café am Fluss."

    @pytest.mark.parametrize("charset", ["iso-8859-1", "shift_jis", "iso-2022-jp"])
    def test_another_charset_is_read_as_it_was_said(self, charset: str) -> None:
        words = "Die Straße" if charset == "iso-8859-1" else "これは文章です。"

        assert extract(words.encode(charset), media_type="text/plain", charset=charset).text == words

    def test_a_date_that_the_page_does_not_give_as_its_own_is_none(self) -> None:
        words = "<p>The war began in the autumn of that year, they said at length.</p>" * 3
        page = f"<html><body><article>{words}</article><footer>Updated 2021-05-06</footer></body></html>"

        assert extract(page.encode(), media_type="text/html").published_on == ""

    def test_a_pdf_that_is_locked_against_changes_only_is_read(self) -> None:
        found = extract(pdf(lambda writer: writer.encrypt("", "owner")), media_type="application/pdf")

        assert found.text == "Taxes fell by half."
