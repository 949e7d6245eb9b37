"""Authlib's OAuth client logs in, refreshes, introspects and revokes."""

import unittest

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session

from server import PASSWORD, Server


class AuthlibTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        options = ["--confidential", "--grant", "password,refresh_token", "--scope", "api"]
        cls.server = Server(
            {"backend": options}, password_grant="true", profile="strict"
        )
        cls.addClassCleanup(cls.server.stop)

    def log_in(self, **more):
        secret = self.server.secrets["backend"]
        client = OAuth2Session("backend", secret, **more)
        self.addCleanup(client.close)
        client.fetch_token(self.url("token"), username="ada", password=PASSWORD)
        return client

    def url(self, endpoint):
        return f"{self.server.url}/oauth2/{endpoint}"

    def introspect(self, client, token):
        return client.introspect_token(self.url("introspect"), token=token).json()

    # @Requirement("CLI-01", "CLI-03", "REF-01", "TOK-03")
    def test_logs_in_and_refreshes(self):
        for method in ("client_secret_basic", "client_secret_post"):
            with self.subTest(method):
                client = self.log_in(token_endpoint_auth_method=method)
                first = client.token
                second = client.refresh_token(self.url("token"))
                self.assertNotEqual(second["refresh_token"], first["refresh_token"])
                answer = client.get(f"{self.server.url}/v1/session")
                self.assertEqual(answer.json()["client_id"], "backend")

    # @Requirement("REF-09", "REF-10")
    def test_loses_the_session_by_an_old_token(self):
        client = self.log_in()
        old = client.token["refresh_token"]
        client.refresh_token(self.url("token"))
        for token in (old, client.token["refresh_token"]):
            with self.assertRaisesRegex(OAuthError, "invalid_grant"):
                client.refresh_token(self.url("token"), refresh_token=token)

    # @Requirement("INT-02", "INT-06", "REV-03", "REV-07", "REV-08")
    def test_revokes_and_introspects(self):
        client = self.log_in()
        tokens = client.token
        self.assertIs(self.introspect(client, tokens["access_token"])["active"], True)
        revoked = client.revoke_token(self.url("revoke"), token=tokens["refresh_token"])
        self.assertEqual(revoked.status_code, 200)
        self.assertEqual(self.introspect(client, tokens["access_token"]), {"active": False})
        self.assertEqual(self.server.session(tokens["access_token"]).status_code, 401)


if __name__ == "__main__":
    unittest.main()
