"""One digest of many entries, as RFC 6962 makes it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.formats.record_tree import RecordTree

# What Certificate Transparency's own tests put in, and the roots that they expect after each.
LEAVES = [
    *("", "00", "10", "2021", "3031", "40414243"),
    *("5051525354555657", "606162636465666768696a6b6c6d6e6f"),
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def by_definition(leaves: list[bytes]) -> bytes:
    """The root as the RFC defines it: split at the greatest power of two below their number."""
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    halves = by_definition(leaves[:split]) + by_definition(leaves[split:])
    return hashlib.sha256(b"\x01" + halves).digest()


class TestRecordTree:
    def test_of_nothing_it_is_the_digest_of_nothing(self) -> None:
        assert RecordTree().root == hashlib.sha256().hexdigest()

    @pytest.mark.parametrize("size", range(1, 9))
    def test_it_has_the_roots_of_certificate_transparency(self, size: int) -> None:
        assert RecordTree(LEAVES[:size]).root == ROOTS[size - 1]

    @given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=70))
    def test_it_grows_into_the_tree_of_the_definition(self, leaves: list[bytes]) -> None:
        tree = RecordTree(leaf.hex() for leaf in leaves)

        assert (tree.size, tree.root) == (len(leaves), by_definition(leaves).hex())
