// tough-cookie in its strict mode keeps the cookies of a client without a browser, over https.
import assert from 'node:assert/strict';
import { request } from 'node:https';
import { after, before, beforeEach, describe, test } from 'node:test';
import { CookieJar } from 'tough-cookie';
import { PASSWORD, Server } from './server.mjs';

const NAME = '__Host-rejeton';
const LOGIN = { username: 'ada', password: PASSWORD, transport: 'cookie' };

describe('tough-cookie', () => {
  let server;
  let jar;

  before(async () => {
    server = new Server();
    server.makeCertificate();
    await server.start({ settings: { profile: 'strict' } });
  });
  after(() => server?.stop());
  beforeEach(() => {
    jar = new CookieJar(undefined, { prefixSecurity: 'strict' });
  });

  /** POSTs as a page of the server's own origin would; every cookie goes through the jar. */
  async function post(path, body, headers = {}) {
    const url = new URL(path, server.url);
    const all = {
      'Content-Type': 'application/json',
      'X-CSRF': '1',
      Origin: server.url,
      Cookie: jar.getCookieStringSync(url.href),
      ...headers,
    };
    const answer = await new Promise((resolve, reject) => {
      const sent = request(url, { method: 'POST', ca: server.certificate.cert });
      Object.entries(all)
        .filter(([, value]) => value !== '')
        .forEach(([name, value]) => sent.setHeader(name, value));
      sent.on('response', resolve).on('error', reject).end(body && JSON.stringify(body));
    });
    answer.cookies = answer.headers['set-cookie'] ?? [];
    for (const cookie of answer.cookies) {
      jar.setCookieSync(cookie, url.href); // throws for a cookie that breaks its prefix
    }
    const text = Buffer.concat(await answer.toArray()).toString();
    answer.json = text === '' ? {} : JSON.parse(text);
    answer.status = answer.statusCode;
    return answer;
  }

  const held = () => jar.getCookiesSync(server.url).find((cookie) => cookie.key === NAME);

  test('would refuse a cookie that breaks its prefix', () => {
    const worthless = `${NAME}=x; Path=/v1; Secure`;
    assert.throws(() => jar.setCookieSync(worthless, server.url), /__Host prefix/);
  });

  // @Requirement("CKE-01", "CKE-02", "CKE-03", "CKE-04", "CKE-05", "CKE-11", "CKE-14")
  test('takes the cookie of a login', async () => {
    const answer = await post('/v1/login', LOGIN);
    assert.equal(answer.status, 200, JSON.stringify(answer.json));
    assert.ok(!('refresh_token' in answer.json));
    assert.match(answer.headers['cache-control'], /no-store/);
    const { value, secure, httpOnly, sameSite, path, hostOnly, expires, maxAge } = held();
    assert.match(value, /^[A-Za-z0-9_-]+$/);
    assert.deepEqual(
      { secure, httpOnly, sameSite, path, hostOnly, expires, maxAge },
      {
        secure: true,
        httpOnly: true,
        sameSite: 'strict',
        path: '/',
        hostOnly: true,
        expires: 'Infinity',
        maxAge: null,
      },
    );
    assert.ok(Buffer.byteLength(answer.cookies[0]) <= 4096);
  });

  // @Requirement("CKE-05")
  test('keeps the cookie of a remembered login for as long as the session lasts', async () => {
    const answer = await post('/v1/login', { ...LOGIN, remember: true });
    assert.equal(held().maxAge, answer.json.session_expires_in);
    assert.ok(held().maxAge <= 400 * 24 * 60 * 60);
  });

  // @Requirement("CKE-06", "CKE-07", "CKE-14")
  test('sends it, has it replaced, and loses it when the old one comes back', async () => {
    await post('/v1/login', LOGIN);
    const old = held();
    const answer = await post('/v1/refresh');
    assert.equal(answer.status, 200, JSON.stringify(answer.json));
    assert.match(answer.headers['cache-control'], /no-store/);
    assert.ok(!('refresh_token' in answer.json));
    assert.notEqual(held().value, old.value);
    jar.setCookieSync(old, server.url);
    assert.equal((await post('/v1/refresh')).status, 400);
    assert.equal(held(), undefined);
  });

  // @Requirement("CKE-07", "LGO-05")
  test('has it deleted by a logout', async () => {
    await post('/v1/login', LOGIN);
    const old = held();
    const answer = await post('/v1/logout');
    assert.equal(answer.status, 204);
    assert.match(answer.headers['cache-control'], /no-store/);
    assert.equal(held(), undefined);
    jar.setCookieSync(old, server.url);
    assert.notEqual((await post('/v1/refresh')).status, 200);
  });

  // @Requirement("CSR-04", "CSR-05", "CSR-10", "LGO-07")
  test('keeps it when a call is refused as forged', async () => {
    await post('/v1/login', LOGIN);
    const { value } = held();
    const origins = ['https://evil.example', 'null', ''];
    for (const forged of [...origins.map((Origin) => ({ Origin })), { 'X-CSRF': '' }]) {
      for (const [path, body] of [['/v1/refresh'], ['/v1/logout'], ['/v1/login', LOGIN]]) {
        const answer = await post(path, body, forged);
        assert.equal(answer.status, 403, `${path} ${JSON.stringify(forged)}`);
        assert.deepEqual(answer.cookies, []);
      }
    }
    assert.equal(held().value, value);
    assert.equal((await post('/v1/refresh')).status, 200);
  });

  // @Requirement("CKE-12")
  test('may not send a token in the body as well', async () => {
    await post('/v1/login', LOGIN);
    const answer = await post('/v1/refresh', { refresh_token: held().value });
    assert.equal(answer.status, 400);
    assert.equal((await post('/v1/refresh')).status, 200);
  });
});
