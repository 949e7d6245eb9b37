"""PyJWT and Authlib, in the versions Debian ships, verify our tokens with the published keys."""

import unittest

import jwt
import requests
from authlib.jose import JsonWebKey, JsonWebToken

from server import Server


def by_pyjwt(server, token, algorithm):
    key = jwt.PyJWKClient(server.jwks_url).get_signing_key_from_jwt(token).key
    return jwt.decode(
        token, key, algorithms=[algorithm], issuer=server.url, audience=server.url
    )


def by_authlib(server, token, algorithm):
    keys = JsonWebKey.import_key_set(requests.get(server.jwks_url).json())
    expected = {"iss": {"value": server.url}, "aud": {"value": server.url}}
    claims = JsonWebToken([algorithm]).decode(token, keys, claims_options=expected)
    claims.validate()
    return claims


class VerifiersTest(unittest.TestCase):
    def assert_verified(self, algorithm, **settings):
        server = Server(**settings)
        self.addCleanup(server.stop)
        login = server.login()
        for verify in (by_pyjwt, by_authlib):
            with self.subTest(verify.__name__):
                claims = verify(server, login["access_token"], algorithm)
                self.assertEqual(claims["sid"], login["session_id"])
                self.assertEqual(claims["exp"] - claims["iat"], login["expires_in"])
                with self.assertRaises(Exception):
                    verify(server, tampered(login["access_token"]), algorithm)

    # @Requirement("AT-01", "AT-03", "AT-18", "JWK-05", "TOK-04")
    def test_verify_es256(self):
        self.assert_verified("ES256")

    # @Requirement("AT-01", "AT-18")
    def test_verify_rs256(self):
        self.assert_verified("RS256", signing_algorithm="RS256")

    def test_verify_eddsa(self):
        """They are too old to know the name Ed25519 (RFC 9864), hence the setting."""
        self.assert_verified("EdDSA", signing_algorithm="EdDSA")


def tampered(token):
    """The token with one character of its payload changed."""
    header, payload, signature = token.split(".")
    other = "A" if payload[20] != "A" else "B"
    return ".".join([header, payload[:20] + other + payload[21:], signature])


if __name__ == "__main__":
    unittest.main()
