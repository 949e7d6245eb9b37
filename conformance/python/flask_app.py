"""A Flask app whose routes are protected by Authlib, one by verifying tokens, one by asking."""

import os

import requests
from authlib.integrations.flask_oauth2 import ResourceProtector, current_token
from authlib.jose import JsonWebKey, JsonWebToken
from authlib.jose.errors import JoseError
from authlib.oauth2.rfc6750 import BearerTokenValidator, InvalidTokenError
from authlib.oauth2.rfc7662 import IntrospectTokenValidator
from flask import Flask, jsonify

ISSUER = os.environ["ISSUER"]
AUDIENCE = os.environ["AUDIENCE"]
CLIENT = (os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"])


class JWTValidator(BearerTokenValidator):
    """Verifies an access token with the published keys, and asks nobody."""

    def __init__(self):
        super().__init__()
        keys = requests.get(f"{ISSUER}/.well-known/jwks.json").json()
        self.keys = JsonWebKey.import_key_set(keys)

    def authenticate_token(self, token_string):
        expected = {
            "iss": {"essential": True, "value": ISSUER},
            "aud": {"essential": True, "value": AUDIENCE},
            "exp": {"essential": True},
        }
        try:
            claims = JsonWebToken(["ES256"]).decode(
                token_string, self.keys, claims_options=expected
            )
            claims.validate()
            return claims
        except (JoseError, ValueError):
            return None

    def validate_token(self, token, scopes, request):
        if token is None:
            raise InvalidTokenError(realm=self.realm)


class Introspection(IntrospectTokenValidator):
    """Asks the server about each token."""

    def introspect_token(self, token_string):
        answer = requests.post(
            f"{ISSUER}/oauth2/introspect", data={"token": token_string}, auth=CLIENT
        )
        answer.raise_for_status()
        return answer.json()


app = Flask(__name__)
verified = ResourceProtector()
verified.register_token_validator(JWTValidator())
asked = ResourceProtector()
asked.register_token_validator(Introspection())


@app.get("/")
def root():
    return "Hello"


@app.get("/protected")
@verified()
def protected():
    return jsonify(logged_in_as=current_token["sub"])


@app.get("/sensitive")
@asked()
def sensitive():
    return jsonify(logged_in_as=current_token["sub"])
