"""Canonical JSON: one way to write each value."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from claims.formats.canonical import canonical, commitment, entry_digest, instant

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e15, 1e15) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(TEXT, VALUES, max_size=5)


class TestCanonical:
    @given(DOCUMENTS)
    def test_it_says_the_same_as_the_document(self, document: dict) -> None:
        assert json.loads(canonical(document)) == document

    @given(DOCUMENTS)
    def test_it_does_not_depend_on_the_order_of_keys(self, document: dict) -> None:
        turned = dict(reversed(list(document.items())))

        assert canonical(turned) == canonical(document)

    @given(DOCUMENTS)
    def test_it_is_its_own_canonical_form(self, document: dict) -> None:
        assert canonical(json.loads(canonical(document))) == canonical(document)

    def test_it_writes_the_example_of_the_standard(self) -> None:
        # RFC 8785, section 3.2.2 and 3.2.3
        document = {
            "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": '\u20ac$\u000f\nA\'B"\\\\"/',
            "literals": [None, True, False],
        }

        assert canonical(document) == (
            '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
            '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
        )

    def test_it_sorts_keys_by_utf16_code_units(self) -> None:
        assert canonical({"\ufb33": 1, "\U0001f600": 2, "é": 3}) == '{"é":3,"\U0001f600":2,"\ufb33":1}'


class TestCommitment:
    def test_it_is_the_digest_of_nonce_and_document(self) -> None:
        assert commitment(b"\x01\x02", "{}") == hashlib.sha256(b"\x01\x02{}").hexdigest()


class TestEntryDigest:
    def test_every_part_counts(self) -> None:
        parts = {
            "number": 1,
            "claim": "abc",
            "act": "publish",
            "published_at": datetime(2026, 1, 1, tzinfo=UTC),
            "commitment": "a" * 64,
            "previous": "",
        }
        others = {
            "number": 2,
            "claim": "abd",
            "act": "correct",
            "published_at": datetime(2026, 1, 2, tzinfo=UTC),
            "commitment": "b" * 64,
            "previous": "a" * 64,
        }

        digests = {
            entry_digest(**parts),
            *(entry_digest(**parts | {key: others[key]}) for key in parts),
        }

        assert len(digests) == 7


class TestInstant:
    def test_it_is_in_utc(self) -> None:
        baku = timezone(timedelta(hours=4))

        assert instant(datetime(2023, 3, 30, 2, 0, tzinfo=baku)) == "2023-03-29T22:00:00.000Z"
