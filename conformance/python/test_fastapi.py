"""A stock FastAPI app protects a route with tokens of ours; users log in by its form."""

import unittest

import httpx
import jwt

from server import PASSWORD, Server, bearer

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class FastAPITest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(password_grant="true", scope="items:read items:write")
        cls.addClassCleanup(cls.server.stop)
        cls.app = cls.server.run_app("uvicorn", "fastapi_app:app")
        # Where users log in is what the app's own documentation says.
        schemes = httpx.get(f"{cls.app}/openapi.json").json()["components"]["securitySchemes"]
        cls.token_url = schemes["OAuth2PasswordBearer"]["flows"]["password"]["tokenUrl"]

    def log_in(self, password=PASSWORD, scope="", headers=None):
        """Sends what FastAPI's OAuth2PasswordRequestForm reads, as a browser's form does."""
        form = {
            "grant_type": "password",
            "username": "ada",
            "password": password,
            "scope": scope,
            "client_id": "",
            "client_secret": "",
        }
        return httpx.post(self.token_url, data=form, headers=headers)

    def me(self, token):
        return httpx.get(f"{self.app}/users/me", headers=bearer(token))

    # @Requirement("PWG-06", "PWG-08", "PWG-10", "TOK-01", "TOK-02", "TOK-03")
    def test_logs_in_by_the_form(self):
        answer = self.log_in()
        self.assertEqual(answer.status_code, 200, answer.text)
        self.assertIn("no-store", answer.headers["Cache-Control"])
        self.assertEqual(answer.headers["Pragma"], "no-cache")
        tokens = answer.json()
        self.assertEqual(tokens["token_type"], "Bearer")
        me = self.me(tokens["access_token"])
        self.assertEqual(me.status_code, 200, me.text)
        self.assertEqual(me.json()["client_id"], "first-party")

    # @Requirement("PWG-07")
    def test_logs_in_as_swagger_ui_does(self):
        """It sends HTTP Basic with an empty name and an empty secret."""
        answer = self.log_in(headers={"Authorization": "Basic Og=="})
        self.assertEqual(answer.status_code, 200, answer.text)

    # @Requirement("PWG-05", "TOK-05")
    def test_asks_for_scopes(self):
        tokens = self.log_in(scope="items:read").json()
        self.assertEqual(tokens["scope"], "items:read")
        self.assertEqual(self.me(tokens["access_token"]).json()["scope"], "items:read")

    # @Requirement("TOK-01")
    def test_is_refused_with_a_wrong_password(self):
        answer = self.log_in(password="wrong")
        self.assertEqual(answer.status_code, 400)
        self.assertEqual(answer.json()["error"], "invalid_grant")
        self.assertIn("no-store", answer.headers["Cache-Control"])

    # @Requirement("REF-01", "TOK-03")
    def test_refreshes_and_gets_both_tokens(self):
        first = self.log_in().json()
        form = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
        # RFC 6749 §3.2.1: a public client says which one it is.
        answer = httpx.post(self.token_url, data=form | {"client_id": "first-party"})
        self.assertEqual(answer.status_code, 200, answer.text)
        second = answer.json()
        for name in ("access_token", "refresh_token"):
            self.assertNotEqual(second[name], first[name])
        self.assertEqual(self.me(second["access_token"]).status_code, 200)

    def test_protects_its_route(self):
        tokens = self.log_in().json()
        self.assertEqual(httpx.get(f"{self.app}/users/me").status_code, 401)
        self.assertEqual(self.me(tokens["refresh_token"]).status_code, 401)
        claims = jwt.decode(tokens["access_token"], options={"verify_signature": False})
        forged = jwt.encode(claims, "secret", algorithm="HS256")
        self.assertEqual(self.me(forged).status_code, 401)


if __name__ == "__main__":
    unittest.main()
