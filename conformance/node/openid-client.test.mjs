// openid-client, the usual client of Node: one configuration, then one call for each thing to do.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import * as client from 'openid-client';
import { PASSWORD, Server } from './server.mjs';

describe('openid-client', () => {
  let server;
  let app;
  let backend;

  before(async () => {
    server = await Server.start({
      settings: { 'password-grant': 'true', profile: 'strict' },
      clients: {
        backend: ['--confidential', '--grant', 'password,refresh_token', '--scope', 'api'],
      },
    });
    // RFC 8414 rather than OpenID Connect is an option of the library; http is for loopback only.
    const options = { algorithm: 'oauth2', execute: [client.allowInsecureRequests] };
    const issuer = new URL(server.url);
    app = await client.discovery(issuer, 'first-party', {}, client.None(), options);
    const secret = server.secrets.backend;
    backend = await client.discovery(issuer, 'backend', secret, undefined, options);
  });
  after(() => server?.stop());

  function logIn(configuration) {
    const who = { username: 'ada', password: PASSWORD };
    return client.genericGrantRequest(configuration, 'password', who);
  }

  // @Requirement("MET-01", "MET-03")
  test('discovers the server', () => {
    const metadata = backend.serverMetadata();
    assert.equal(metadata.issuer, server.url);
    assert.equal(metadata.jwks_uri, `${server.url}/.well-known/jwks.json`);
  });

  // @Requirement("REF-01", "TOK-03", "BRR-01")
  test('refreshes as a public client, and uses the new access token', async () => {
    const first = await server.login();
    const second = await client.refreshTokenGrant(app, first.refresh_token);
    assert.notEqual(second.refresh_token, first.refresh_token);
    assert.ok(second.expiresIn() > 0);
    const where = new URL('/v1/session', server.url);
    const answer = await client.fetchProtectedResource(app, second.access_token, where, 'GET');
    assert.equal((await answer.json()).session_id, first.session_id);
  });

  // @Requirement("REF-09", "REF-10")
  test('is told invalid_grant for a token that was replaced, and for its successor', async () => {
    const first = await logIn(backend);
    const second = await client.refreshTokenGrant(backend, first.refresh_token);
    for (const token of [first.refresh_token, second.refresh_token]) {
      const refresh = client.refreshTokenGrant(backend, token);
      await assert.rejects(refresh, { error: 'invalid_grant', status: 400 });
    }
  });

  // @Requirement("INT-02", "INT-06", "REV-03", "REV-07", "REV-08")
  test('introspects, revokes, and sees the session ended at once', async () => {
    const tokens = await logIn(backend);
    assert.equal((await client.tokenIntrospection(backend, tokens.access_token)).active, true);
    await client.tokenRevocation(backend, tokens.refresh_token);
    const after = await client.tokenIntrospection(backend, tokens.access_token);
    assert.deepEqual(after, { active: false });
    const refresh = client.refreshTokenGrant(backend, tokens.refresh_token);
    await assert.rejects(refresh, { error: 'invalid_grant', status: 400 });
    const where = new URL('/v1/session', server.url);
    await assert.rejects(
      client.fetchProtectedResource(backend, tokens.access_token, where, 'GET'),
      (error) => error.status === 401 && error.cause[0].parameters.error === 'invalid_token',
    );
  });
});
