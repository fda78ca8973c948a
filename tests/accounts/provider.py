"""A small OpenID Connect provider on this machine: discovery, token, userinfo and keys."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT = {"client_id": "desk", "secret": "a secret between the two"}


class Provider:
    """Says of whoever comes what `claims` says, with a token signed by its key."""

    def __init__(self, issuer: str) -> None:
        self.issuer, self.claims = issuer, {"sub": "1", "email": "nina@example.org", "email_verified": True}
        self.audience = CLIENT["client_id"]
        self.about_another: dict[str, Any] = {}  # what userinfo says otherwise
        self.key = self.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def answer(self, path: str) -> dict[str, Any]:
        match path:
            case "/.well-known/openid-configuration":
                ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
                more = {"issuer": self.issuer, "userinfo_endpoint": f"{self.issuer}/userinfo"}
                return more | {name: f"{self.issuer}/{end}" for name, end in ends.items()}
            case "/token":
                return {"access_token": "of this moment", "token_type": "Bearer", "id_token": self.token()}
            case "/userinfo":
                return self.claims | self.about_another
            case "/keys":
                public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
                return {"keys": [public | {"kid": "first", "alg": "RS256"}]}
        return {}

    def token(self) -> str:
        now = int(time.time())
        claims = self.claims | {"iss": self.issuer, "aud": self.audience, "iat": now, "exp": now + 60}
        return jwt.encode(claims, self.signs_with, algorithm="RS256", headers={"kid": "first"})


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that listens until the test is done."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            body = json.dumps(provider.answer(self.path.partition("?")[0])).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
