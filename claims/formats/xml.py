"""What XML may hold."""

import re

NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fit_for_xml(text: str) -> str:
    """The text with a replacement sign for each character that no XML may hold (XML 1.0, 2.2)."""
    return NO_XML.sub("\ufffd", text)
