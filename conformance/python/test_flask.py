"""A stock Flask app protects routes with tokens of ours: the flows of Flask's JWT tutorials."""

import unittest

import jwt
import requests

from server import PASSWORD, Server, bearer

MINUTE = 60
DAY = 24 * 60 * MINUTE


class FlaskTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server({"flask": ["--confidential"]}, dev_mode="true", profile="strict")
        cls.addClassCleanup(cls.server.stop)
        cls.app = cls.server.run_app(
            "flask",
            "--app",
            "flask_app",
            "run",
            CLIENT_ID="flask",
            CLIENT_SECRET=cls.server.secrets["flask"],
        )

    def protected(self, token, path="/protected"):
        return requests.get(self.app + path, headers=bearer(token)).status_code

    def post(self, path, **options):
        return requests.post(self.server.url + path, **options)

    def introspect(self, token):
        answer = requests.post(
            f"{self.server.url}/oauth2/introspect",
            data={"token": token},
            auth=("flask", self.server.secrets["flask"]),
        )
        return answer.json()

    def test_protects_its_routes(self):
        tokens = self.server.login()
        for path in ("/protected", "/sensitive"):
            with self.subTest(path):
                self.assertEqual(requests.get(self.app + path).status_code, 401)
                self.assertEqual(self.protected(tokens["access_token"], path), 200)
                self.assertEqual(self.protected(tokens["refresh_token"], path), 401)

    # @Requirement("REF-01", "REF-28")
    def test_refreshes_with_the_refresh_token_in_the_header_and_not_the_access_token(self):
        first = self.server.login()
        refused = self.post("/v1/refresh", headers=bearer(first["access_token"]))
        self.assertEqual(refused.status_code, 400)
        self.assertEqual(refused.json()["error"], "invalid_grant")
        self.assertEqual(self.server.session(first["refresh_token"]).status_code, 401)
        answer = self.post("/v1/refresh", headers=bearer(first["refresh_token"]))
        self.assertEqual(answer.status_code, 200, answer.text)
        second = answer.json()
        self.assertNotEqual(second["refresh_token"], first["refresh_token"])
        self.assertEqual(self.protected(second["access_token"]), 200)

    # @Requirement("CKE-01", "CKE-06", "CKE-07", "LGO-05")
    def test_logs_in_with_a_cookie(self):
        with requests.Session() as browser:
            browser.headers.update({"X-CSRF": "1", "Origin": self.server.url})
            body = {"username": "ada", "password": PASSWORD, "transport": "cookie"}
            answer = browser.post(f"{self.server.url}/v1/login", json=body)
            self.assertEqual(answer.status_code, 200, answer.text)
            self.assertNotIn("refresh_token", answer.json())
            self.assertEqual(self.protected(answer.json()["access_token"]), 200)
            first = browser.cookies["rejeton-dev"]
            answer = browser.post(f"{self.server.url}/v1/refresh")
            self.assertEqual(answer.status_code, 200, answer.text)
            self.assertNotEqual(browser.cookies["rejeton-dev"], first)
            answer = browser.post(f"{self.server.url}/v1/logout")
            self.assertEqual(answer.status_code, 204, answer.text)
            self.assertNotIn("rejeton-dev", browser.cookies)

    # @Requirement("LGO-02", "INT-06", "JWT-18")
    def test_logout_stops_both_tokens_at_once(self):
        tokens = self.server.login()
        self.assertTrue(self.introspect(tokens["access_token"])["active"])
        answer = self.post("/v1/logout", headers=bearer(tokens["access_token"]))
        self.assertEqual(answer.status_code, 204, answer.text)
        self.assert_stopped(tokens)
        self.server.restart()
        self.assert_stopped(tokens)

    def assert_stopped(self, tokens):
        access_token = tokens["access_token"]
        self.assertEqual(self.introspect(access_token), {"active": False})
        self.assertEqual(self.server.session(access_token).status_code, 401)
        self.assertEqual(self.protected(access_token, "/sensitive"), 401)
        refresh = self.post("/v1/refresh", headers=bearer(tokens["refresh_token"]))
        self.assertNotEqual(refresh.status_code, 200)


class ExpiryTest(unittest.TestCase):
    # @Requirement("TOK-04")
    def test_expires_as_the_tutorials_set_it(self):
        for minutes, days in ((5, 30), (30, 7)):
            with self.subTest(minutes=minutes, days=days):
                server = Server(
                    access_token_lifetime=f"{minutes}m",
                    idle_timeout=f"{days}d",
                    absolute_timeout=f"{days}d",
                )
                self.addCleanup(server.stop)
                tokens = server.login(remember=True)
                claims = jwt.decode(
                    tokens["access_token"], options={"verify_signature": False}
                )
                self.assertEqual(claims["exp"] - claims["iat"], tokens["expires_in"])
                # The life of an access token varies a little, so that clients do not come at once.
                self.assertLessEqual(tokens["expires_in"], minutes * MINUTE)
                self.assertGreater(tokens["expires_in"], 0.9 * minutes * MINUTE)
                self.assertEqual(tokens["refresh_expires_in"], days * DAY)
                self.assertEqual(tokens["session_expires_in"], days * DAY)


if __name__ == "__main__":
    unittest.main()
