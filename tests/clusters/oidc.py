"""A tiny OpenID Connect provider on a port of its own: discovery, PKCE, code, token, user info.

It lets everybody in as ``Provider.person`` and refuses what a real one would refuse: an unknown
client, a foreign redirect, a wrong secret, a verifier that does not fit the challenge, a code used
twice.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT, SECRET = "the-portal", "a-secret-of-the-provider-and-the-portal"


class Provider(ThreadingHTTPServer):
    """``person`` holds the claims of whoever is signed in there; ``asked`` what was asked for."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.person = {}
        self.codes = {}
        self.asked = []

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_exc_info):
        self.shutdown()
        self.server_close()

    def settings(self) -> dict:
        """What ``env.openid_providers`` makes of the environment for this provider."""
        return {
            "provider_id": "example",
            "name": "Example Login",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {
                "server_url": self.url,
                "oauth_pkce_enabled": True,
                "verified_email": False,
            },
            "origins": [self.url],
        }


class Handler(BaseHTTPRequestHandler):
    server: Provider

    def log_message(self, *_args):
        """Nobody reads the log of a test."""

    def do_GET(self):
        address = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        self.server.asked.append(address.path)
        pages = {
            "/.well-known/openid-configuration": self._discovery,
            "/authorize": self._authorize,
            "/userinfo": self._userinfo,
        }
        pages[address.path](query)

    def do_POST(self):
        self.server.asked.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._token({name: values[0] for name, values in parse_qs(body).items()})

    def _discovery(self, _query):
        url = self.server.url
        self._answer(
            {
                "issuer": url,
                "authorization_endpoint": f"{url}/authorize",
                "token_endpoint": f"{url}/token",
                "userinfo_endpoint": f"{url}/userinfo",
                "jwks_uri": f"{url}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        )

    def _authorize(self, query):
        assert (query["client_id"], query["code_challenge_method"]) == (CLIENT, "S256")
        code = secrets.token_urlsafe(16)
        self.server.codes[code] = query
        back = urlencode({"code": code, "state": query["state"]})
        self.send_response(302)
        self.send_header("Location", f"{query['redirect_uri']}?{back}")
        self.end_headers()

    def _token(self, form):
        asked = self.server.codes.pop(form["code"], None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        known = (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
        if not asked or not known or challenge != asked["code_challenge"]:
            self._answer({"error": "invalid_grant"}, status=400)
            return
        now = int(time.time())
        claims = {"iss": self.server.url, "aud": CLIENT, "iat": now, "exp": now + 60}
        token = jwt.encode(claims | self.server.person, SECRET, algorithm="HS256")
        self._answer({"access_token": "open", "token_type": "Bearer", "id_token": token})

    def _userinfo(self, _query):
        assert self.headers["Authorization"] == "Bearer open"
        self._answer(self.server.person)

    def _answer(self, data, *, status=200):
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
