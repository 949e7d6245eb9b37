// jose verifies our access tokens with the published keys, for each signing algorithm.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import * as jose from 'jose';
import { Server } from './server.mjs';

const SERVERS = [
  { algorithm: 'ES256', settings: {} },
  { algorithm: 'RS256', settings: { 'signing-algorithm': 'RS256' } },
  { algorithm: 'Ed25519', settings: { 'signing-algorithm': 'Ed25519' } },
  { algorithm: 'EdDSA', settings: { 'signing-algorithm': 'EdDSA', 'access-token-type': 'JWT' } },
];

for (const { algorithm, settings } of SERVERS) {
  describe(`jose, with a server that signs with ${algorithm}`, () => {
    let server;
    let keys;
    let token;
    let expected;

    before(async () => {
      server = await Server.start({ settings });
      keys = jose.createRemoteJWKSet(new URL('/.well-known/jwks.json', server.url));
      ({ access_token: token } = await server.login());
      const typ = settings['access-token-type'] ?? 'at+jwt';
      expected = { issuer: server.url, audience: server.url, typ, algorithms: [algorithm] };
    });
    after(() => server?.stop());

    // @Requirement("AT-01", "AT-02", "AT-05", "AT-17", "AT-18")
    test('accepts a token', async () => {
      const { payload, protectedHeader } = await jose.jwtVerify(token, keys, expected);
      assert.deepEqual(Object.keys(protectedHeader).sort(), ['alg', 'kid', 'typ']);
      for (const name of ['exp', 'iat', 'auth_time']) {
        assert.ok(Number.isInteger(payload[name]), name);
      }
    });

    // @Requirement("JWK-01", "JWK-02", "JWK-03", "JWK-04", "JWK-08")
    test('finds only public keys, named by their thumbprints', async () => {
      const set = await (await fetch(new URL('/.well-known/jwks.json', server.url))).json();
      assert.ok(set.keys.length > 0);
      for (const key of set.keys) {
        const known = ['kty', 'crv', 'x', 'y', 'n', 'e', 'kid', 'use', 'alg'];
        assert.deepEqual(Object.keys(key).filter((name) => !known.includes(name)), []);
        assert.equal(key.kid, await jose.calculateJwkThumbprint(key));
        assert.equal(key.use, 'sig');
        assert.equal(key.alg, algorithm);
        assert.ok(key.kty !== 'RSA' || Buffer.from(key.n, 'base64url').length >= 3072 / 8);
      }
    });

    test('refuses a token that was changed', async () => {
      const [header, payload, signature] = token.split('.');
      const claims = JSON.parse(Buffer.from(payload, 'base64url'));
      const other = jose.base64url.encode(JSON.stringify({ ...claims, sub: 'usr_other' }));
      const forged = [header, other, signature].join('.');
      await assert.rejects(jose.jwtVerify(forged, keys, expected), {
        code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
      });
    });
  });
}
