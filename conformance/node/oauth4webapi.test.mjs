// oauth4webapi, a certified client library, drives every OAuth endpoint.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { decodeJwt } from 'jose';
import * as oauth from 'oauth4webapi';
import { PASSWORD, secretIn, Server } from './server.mjs';

// Not standard, and all that the library had to be told: http, which is for loopback only.
const insecure = { [oauth.allowInsecureRequests]: true };

async function discover(server) {
  const issuer = new URL(server.url);
  const answer = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure });
  return oauth.processDiscoveryResponse(issuer, answer);
}

/** A client of a server. The library's calls come in pairs: ask, and read the answer. */
class Party {
  constructor(as, id, authentication) {
    Object.assign(this, { as, client: { client_id: id }, authentication });
  }

  async token(grantType, parameters) {
    const { as, client, authentication } = this;
    const request = oauth.genericTokenEndpointRequest;
    const answer = await request(as, client, authentication, grantType, parameters, insecure);
    return oauth.processGenericTokenEndpointResponse(as, client, answer);
  }

  logIn(more = {}) {
    return this.token('password', { username: 'ada', password: PASSWORD, ...more });
  }

  async refresh(refreshToken, additionalParameters = {}) {
    const { as, client, authentication } = this;
    const options = { ...insecure, additionalParameters };
    const request = oauth.refreshTokenGrantRequest;
    const answer = await request(as, client, authentication, refreshToken, options);
    return oauth.processRefreshTokenResponse(as, client, answer);
  }

  async introspect(token) {
    const { as, client, authentication } = this;
    const answer = await oauth.introspectionRequest(as, client, authentication, token, insecure);
    return oauth.processIntrospectionResponse(as, client, answer);
  }

  async revoke(token) {
    const { as, client, authentication } = this;
    const answer = await oauth.revocationRequest(as, client, authentication, token, insecure);
    return oauth.processRevocationResponse(answer);
  }
}

const refused = (error, status = 400) => ({ name: 'ResponseBodyError', error, status });
const challenged = { name: 'WWWAuthenticateChallengeError', status: 401 };

describe('oauth4webapi', () => {
  let server;
  let as;
  let app; // the server's own public client
  let backend; // a confidential one, by HTTP Basic
  let other; // another confidential one, by form

  before(async () => {
    server = await Server.start({
      settings: { 'password-grant': 'true', profile: 'strict', scope: 'api admin' },
      clients: {
        backend: ['--confidential', '--grant', 'password,refresh_token', '--scope', 'api admin'],
        other: ['--confidential', '--grant', 'password,refresh_token', '--scope', 'api'],
        weak: ['--grant', 'refresh_token', '--scope', 'api'],
      },
    });
    as = await discover(server);
    app = new Party(as, 'first-party', oauth.None());
    backend = new Party(as, 'backend', oauth.ClientSecretBasic(server.secrets.backend));
    other = new Party(as, 'other', oauth.ClientSecretPost(server.secrets.other));
  });
  after(() => server?.stop());

  // @Requirement("MET-01", "MET-04", "MET-05", "MET-06", "PWG-09")
  test('discovers the server', () => {
    assert.equal(as.issuer, server.url);
    assert.equal(as.token_endpoint, `${server.url}/oauth2/token`);
    assert.deepEqual(as.response_types_supported, ['none']);
    assert.deepEqual([...as.grant_types_supported].sort(), ['password', 'refresh_token']);
    for (const name of ['jwks_uri', 'revocation_endpoint', 'introspection_endpoint']) {
      assert.ok(as[name].startsWith(`${server.url}/`), name);
    }
  });

  // @Requirement("TOK-03", "TOK-04", "TOK-05", "PWG-05", "PWG-10")
  test('logs in with a password as a public client', async () => {
    const tokens = await app.logIn({ scope: 'api admin' });
    assert.equal(tokens.token_type, 'bearer'); // the library writes it in lower case
    assert.deepEqual(tokens.scope.split(' ').sort(), ['admin', 'api']);
    const claims = decodeJwt(tokens.access_token);
    assert.equal(tokens.expires_in, claims.exp - claims.iat);
    assert.equal(claims.client_id, 'first-party');
    assert.deepEqual(claims.scope.split(' ').sort(), ['admin', 'api']);
  });

  test('is refused with a wrong password as with an unknown user', async () => {
    await assert.rejects(app.logIn({ password: 'wrong' }), refused('invalid_grant'));
    await assert.rejects(app.logIn({ username: 'nobody' }), refused('invalid_grant'));
  });

  // @Requirement("TOK-13")
  test('is refused a grant that its client does not have', async () => {
    const weak = new Party(as, 'weak', oauth.None());
    await assert.rejects(weak.logIn(), refused('unauthorized_client'));
  });

  // @Requirement("CLI-01", "CLI-03")
  test('authenticates by HTTP Basic and by form', async () => {
    for (const party of [backend, other]) {
      const tokens = await party.refresh((await party.logIn()).refresh_token);
      assert.equal(decodeJwt(tokens.access_token).client_id, party.client.client_id);
    }
  });

  // @Requirement("CLI-06")
  test('is challenged for a wrong secret', async () => {
    const impostor = new Party(as, 'backend', oauth.ClientSecretBasic('wrong'));
    await assert.rejects(impostor.logIn(), (error) => {
      assert.equal(error.name, challenged.name);
      assert.equal(error.status, challenged.status);
      assert.equal(error.cause[0].scheme, 'basic');
      return true;
    });
  });

  test('goes on with its old secret and a new one until the old one is forgotten', async () => {
    const roll = (...more) => server.command(['client', 'roll-secret', 'other', ...more]);
    const renewed = new Party(as, 'other', oauth.ClientSecretBasic(secretIn(roll())));
    await other.logIn();
    await renewed.logIn();
    roll('--finish');
    await assert.rejects(other.logIn(), refusedOrChallenged);
    other = renewed;
    await other.logIn();
  });

  // @Requirement("CLI-07", "CLI-10", "REF-05")
  test('is refused without the secret that it has, or with one that it does not have', async () => {
    const { refresh_token: token } = await backend.logIn();
    const silent = new Party(as, 'backend', oauth.None());
    await assert.rejects(silent.refresh(token), refusedOrChallenged);
    const boastful = new Party(as, 'first-party', oauth.ClientSecretPost('a secret'));
    await assert.rejects(boastful.logIn(), refusedOrChallenged);
    await backend.refresh(token);
  });

  // @Requirement("REF-01", "REF-09", "REF-10", "REF-11")
  test('gets two new tokens by a refresh, and loses all by presenting the old one', async () => {
    const first = await backend.logIn();
    const second = await backend.refresh(first.refresh_token);
    assert.notEqual(second.refresh_token, first.refresh_token);
    assert.notEqual(second.access_token, first.access_token);
    await assert.rejects(backend.refresh(first.refresh_token), refused('invalid_grant'));
    await assert.rejects(backend.refresh(second.refresh_token), refused('invalid_grant'));
    assert.deepEqual(await backend.introspect(second.access_token), { active: false });
  });

  // @Requirement("REF-06", "REF-07")
  test('asks for less scope, never for more, and has all of it back', async () => {
    const first = await backend.logIn({ scope: 'api admin' });
    const second = await backend.refresh(first.refresh_token, { scope: 'api' });
    assert.equal(second.scope, 'api');
    assert.equal(decodeJwt(second.access_token).scope, 'api');
    const more = backend.refresh(second.refresh_token, { scope: 'api more' });
    await assert.rejects(more, refused('invalid_scope'));
    const third = await backend.refresh(second.refresh_token);
    assert.deepEqual(third.scope.split(' ').sort(), ['admin', 'api']);
  });

  // @Requirement("REF-04")
  test('is refused the token of another client, which is not used up', async () => {
    const { refresh_token: token } = await backend.logIn();
    await assert.rejects(other.refresh(token), refused('invalid_grant'));
    await backend.refresh(token);
  });

  // @Requirement("INT-02", "INT-04")
  test('introspects an access token', async () => {
    const { access_token: token } = await backend.logIn({ scope: 'api' });
    const claims = decodeJwt(token);
    const answer = await backend.introspect(token);
    assert.equal(answer.active, true);
    assert.equal(answer.token_type?.toLowerCase(), 'bearer');
    for (const name of ['iss', 'sub', 'aud', 'exp', 'iat', 'jti', 'client_id', 'scope', 'sid']) {
      assert.deepEqual(answer[name], claims[name], name);
    }
  });

  // @Requirement("INT-08")
  test('is told nothing of garbage and of the refresh token of another client', async () => {
    const { refresh_token: token } = await backend.logIn();
    assert.equal((await backend.introspect(token)).active, true);
    for (const none of ['garbage', `${token.slice(0, -1)}~`]) {
      assert.deepEqual(await backend.introspect(none), { active: false });
    }
    assert.deepEqual(await other.introspect(token), { active: false });
  });

  // @Requirement("INT-12")
  test('may not introspect as a public client', async () => {
    const { access_token: token } = await app.logIn();
    await assert.rejects(app.introspect(token), refusedOrChallenged);
  });

  // @Requirement("REV-03", "REV-07", "REV-08", "INT-06")
  test('revokes a refresh token, and its access token stops at once', async () => {
    const tokens = await backend.logIn();
    await backend.revoke(tokens.refresh_token);
    assert.deepEqual(await backend.introspect(tokens.access_token), { active: false });
    await assert.rejects(backend.refresh(tokens.refresh_token), refused('invalid_grant'));
    await backend.revoke(tokens.refresh_token);
    await backend.revoke('garbage');
  });

  // @Requirement("REV-09", "REV-10")
  test('revokes by the access token too, but never what is of another client', async () => {
    const tokens = await backend.logIn();
    await other.revoke(tokens.refresh_token);
    await other.revoke(tokens.access_token);
    assert.equal((await backend.introspect(tokens.access_token)).active, true);
    await backend.revoke(tokens.access_token);
    assert.deepEqual(await backend.introspect(tokens.refresh_token), { active: false });
  });

  // @Requirement("AT-01", "AT-02", "AT-03", "AT-04", "AT-18", "JWK-05")
  test('accepts our access tokens as a resource server of RFC 9068', async () => {
    const { access_token: token } = await app.logIn();
    const request = new Request('https://api.example/', {
      headers: { Authorization: `Bearer ${token}` },
    });
    const claims = await oauth.validateJwtAccessToken(as, request, server.url, insecure);
    assert.equal(claims.sub, decodeJwt(token).sub);
  });

  function refusedOrChallenged(error) {
    assert.ok([challenged.name, 'ResponseBodyError'].includes(error.name), error.message);
    assert.equal(error.status, 401);
    return true;
  }
});

describe('oauth4webapi with a server as it comes', () => {
  let server;
  let as;

  before(async () => {
    server = await Server.start();
    as = await discover(server);
  });
  after(() => server?.stop());

  // @Requirement("PWG-01", "PWG-09", "MET-06")
  test('finds no password grant', async () => {
    assert.deepEqual(as.grant_types_supported, ['refresh_token']);
    const app = new Party(as, 'first-party', oauth.None());
    await assert.rejects(app.logIn(), refused('unsupported_grant_type'));
  });

  // @Requirement("REF-20")
  test('gets the same successor when it asks again, and five times at once', async () => {
    const app = new Party(as, 'first-party', oauth.None());
    const { refresh_token: token } = await server.login();
    const answers = await Promise.all(Array.from({ length: 5 }, () => app.refresh(token)));
    answers.push(await app.refresh(token));
    const successors = new Set(answers.map((answer) => answer.refresh_token));
    assert.equal(successors.size, 1);
    assert.ok(!successors.has(token));
  });
});
