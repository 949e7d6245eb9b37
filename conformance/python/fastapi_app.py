"""An app as FastAPI's security tutorial builds it, with tokens of a server instead of its own."""

import os

import jwt
from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import OAuth2PasswordBearer

ISSUER = os.environ["ISSUER"]
AUDIENCE = os.environ["AUDIENCE"]

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl=f"{ISSUER}/oauth2/token")
keys = jwt.PyJWKClient(f"{ISSUER}/.well-known/jwks.json")


def get_current_user(token: str = Depends(oauth2_scheme)):
    try:
        key = keys.get_signing_key_from_jwt(token).key
        return jwt.decode(token, key, algorithms=["ES256"], issuer=ISSUER, audience=AUDIENCE)
    except jwt.PyJWTError as error:
        raise HTTPException(
            status_code=status.HTTP_401_UNAUTHORIZED,
            detail="Could not validate credentials",
            headers={"WWW-Authenticate": "Bearer"},
        ) from error


@app.get("/")
def root():
    return {"message": "Hello World"}


@app.get("/users/me")
def read_users_me(current_user: dict = Depends(get_current_user)):
    return current_user
