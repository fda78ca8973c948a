# ruff: noqa: E501
"""Texts that have broken other programs: in what is typed, in addresses, in JSON."""

TEXTS = [
    # what looks empty
    "", " ", "\t", "\u00a0", "\u200b", "\ufeff", "\u3000", "\u0301", "\u2028",
    # what no text has
    "a\x00b", "\x01", "\x7f", "\ufffe", "\U0010ffff", "\ue000",
    # what turns or grows
    "\u202egnirts", "\u2066x\u2069", "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f", "👩‍👩‍👧‍👦", "🇺🇸🇷🇺🇸", "ﷺ" * 40, "İ", "ß", "ǅ", "ﬁ",
    "الحقيقة", "שלום", "真実", "सच्चाई", "ａ＝１", "１２３", "Ⅷ", "½",
    # what programs read as something else
    "null", "undefined", "None", "true", "NaN", "Infinity", "-1", "0", "1e309", "0x10", "1_000", "99999999999999999999",
    "-9223372036854775809", "2026-02-30", "0000-00-00", "9999999-01-01", "__proto__", "constructor", "con", "nul.txt",
    # what closes what it stands in
    "</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "<![CDATA[", "]]>", "-->", "<!--", "&amp;lt;",
    "javascript:alert(1)", "data:text/html,x", "{{7*7}}", "{% debug %}", "${7*7}", "#{7*7}", "%(x)s", "%s%s%n", "{0}", "{x",
    "' OR 1=1 --", "'; DROP TABLE claims_claim; --", "\\", "\\'", "\\u0000", "`id`", "$(id)", "| id", "a:*", "!", "&", "(", "<->",
    "=1+1", "+1", "-1+1", "@SUM(1)", "\t=1",
    # what leads elsewhere
    "../../../etc/passwd", "..%2f..%2f", "//evil.example/", "http://169.254.169.254/", "http://[::1]/", "file:///etc/passwd",
    "http://user:pw@host/", "http://a b/", "http://", "http://[", "http://x:99999/", "x\r\nSet-Cookie: a=b", "%0d%0aX: y",
    # what is long
    "a" * 3000, "a " * 1500, "((((" * 300, "%" * 300, "\u0301" * 500,
]  # fmt: skip
BYTES = [
    "%00",
    "%ff",
    "%c0%af",
    "%ed%a0%80",
    "%f5%80%80%80",
    "%",
    "%zz",
    "%u0041",
    "%2e%2e",
    "%25%30%30",
]  # of addresses
