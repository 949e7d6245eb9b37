// Debian's Chromium, driven by Playwright: what browsers do of themselves, and what a page can do.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Site, Visitor } from './browser.mjs';
import { PASSWORD, Server } from './server.mjs';

const ADA = { username: 'ada', password: PASSWORD };
const ADA_BY_COOKIE = { ...ADA, transport: 'cookie' };
const MALLORY_BY_COOKIE = { ...ADA_BY_COOKIE, username: 'mallory' };

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** What a page sends that wants no cookies. */
const plain = (body) => ({ headers: JSON_TYPE, body: JSON.stringify(body) });

/** What an honest page sends with each call, so that its cookie counts. */
const call = (body) => ({
  ...(body && plain(body)),
  credentials: 'include',
  headers: { 'X-CSRF': '1', ...(body && JSON_TYPE) },
});

const TARGETS = [
  ['/v1/login', MALLORY_BY_COOKIE],
  ['/v1/refresh', undefined],
  ['/v1/logout', undefined],
];

const SERVERS = [
  { how: 'http', name: 'rejeton-dev', sameSite: 'Strict', settings: { 'dev-mode': 'true' } },
  { how: 'https', name: '__Host-rejeton', sameSite: 'Strict', settings: {} },
  // Here the browser sends the cookie for every page, and the server is all that stands in between.
  {
    how: 'https with SameSite=None',
    name: '__Host-rejeton',
    sameSite: 'None',
    settings: { 'cookie-same-site': 'none' },
  },
];

for (const { how, name, sameSite, settings } of SERVERS) {
  const secure = how !== 'http';

  describe(`Chromium over ${how}`, () => {
    let server;
    let sites;

    before(async () => {
      // Sites differ by host, not by port: the sibling and the allowed app are same-site.
      server = new Server();
      const certificate = secure && server.makeCertificate();
      sites = {
        allowed: await Site.start('An allowed second origin', 'localhost', certificate),
        sibling: await Site.start('A foreign origin of the same site', 'localhost', certificate),
        foreign: await Site.start('A foreign site', '127.0.0.1', certificate),
        partner: await Site.start('An allowed origin of another site', '127.0.0.1', certificate),
      };
      const origins = `${sites.allowed.url} ${sites.partner.url}`;
      await server.start({
        settings: { ...settings, 'allowed-origins': origins },
        users: ['ada', 'mallory'],
        clients: { backend: ['--confidential', '--grant', 'refresh_token'] },
      });
    });
    after(async () => {
      Object.values(sites ?? {}).forEach((site) => site.stop());
      await server?.stop();
    });

    /** A test with a visitor whose screenshots bear the test's name. */
    const visit = (title, body) =>
      test(title, async () => {
        const visitor = await Visitor.arrive(server, `${how} ${title}`);
        try {
          await body(visitor);
        } finally {
          await visitor.leave();
        }
      });

    async function logIn(visitor) {
      const app = await visitor.openApp();
      const { status, json } = await visitor.call(app, '/v1/login', call(ADA_BY_COOKIE));
      assert.equal(status, 200, JSON.stringify(json));
      return { app, session: json, cookie: await visitor.cookie() };
    }

    // @Requirement("CKE-01", "CKE-02", "CKE-03", "CKE-06", "CKE-07", "CSR-03", "LGO-05")
    visit('an honest page has its cookie set, sent, rotated and deleted', async (visitor) => {
      const { app, session, cookie } = await logIn(visitor);
      assert.ok(!('refresh_token' in session));
      assert.equal(await app.evaluate(() => document.cookie), '');
      const { value, ...attributes } = cookie;
      assert.deepEqual(attributes, {
        name,
        domain: 'localhost',
        path: '/',
        expires: -1,
        httpOnly: true,
        secure,
        sameSite,
      });
      const refreshed = await visitor.call(app, '/v1/refresh', call());
      assert.equal(refreshed.status, 200, JSON.stringify(refreshed.json));
      assert.equal(refreshed.json.session_id, session.session_id);
      assert.ok(!('refresh_token' in refreshed.json));
      assert.notEqual((await visitor.cookie()).value, value);
      assert.equal((await visitor.call(app, '/v1/logout', call())).status, 204);
      assert.equal(await visitor.cookie(), undefined);
      assert.notEqual((await visitor.call(app, '/v1/refresh', call())).status, 200);
    });

    // @Requirement("CKE-05")
    visit('a remembered cookie outlives the browser, as long as the session', async (visitor) => {
      const app = await visitor.openApp();
      const remembered = call({ ...ADA_BY_COOKIE, remember: true });
      const { json } = await visitor.call(app, '/v1/login', remembered);
      const { expires } = await visitor.cookie();
      assert.ok(Math.abs(expires - Date.now() / 1000 - json.session_expires_in) < 60);
    });

    visit('five tabs refresh at once, and all stay logged in', async (visitor) => {
      const { app, session } = await logIn(visitor);
      const tabs = [app];
      while (tabs.length < 5) {
        tabs.push(await visitor.openApp());
      }
      const refresh = (tab) => visitor.call(tab, '/v1/refresh', call());
      for (const { status, json } of await Promise.all(tabs.map(refresh))) {
        assert.equal(status, 200, JSON.stringify(json));
        assert.equal(json.session_id, session.session_id);
      }
      assert.equal((await refresh(app)).status, 200);
    });

    /** Attacks from a foreign site and from a sibling origin; each call must change nothing. */
    async function attack(visitor, attempt) {
      const { app, session, cookie } = await logIn(visitor);
      const history = () => server.command(['session', 'explain', session.session_id]);
      const before = history();
      for (const site of [sites.foreign, sites.sibling]) {
        for (const [path, body] of TARGETS) {
          await attempt(site, path, body);
          assert.deepEqual(await visitor.cookie(), cookie, path);
        }
        assert.equal(history(), before);
      }
      const { status, json } = await visitor.call(app, '/v1/refresh', call());
      assert.equal(status, 200, JSON.stringify(json));
      assert.equal(json.session_id, session.session_id);
      assert.equal(server.command(['session', 'list', 'mallory']), '');
    }

    function assertRefused(status, site, path) {
      // The browser does not send a strict cookie for a foreign site: there is no token to refuse.
      const comesWithout = sameSite === 'Strict' && site === sites.foreign && path !== '/v1/login';
      const expected = comesWithout ? [400, 401, 415] : [403, 415];
      assert.ok(expected.includes(status), `${site.url} ${path}: ${status}`);
    }

    // @Requirement("CSR-01", "CSR-02", "CSR-10", "COR-01", "COR-05", "LGO-07")
    visit('another origin cannot log in, refresh or log out by fetch', async (visitor) => {
      await attack(visitor, async (site, path, body) => {
        const page = await visitor.open(site.url);
        const { blocked } = await visitor.call(page, path, call(body));
        assert.match(blocked ?? 'not blocked', /TypeError/, path);
      });
    });

    // @Requirement("CSR-01", "CSR-02", "CSR-06", "CSR-08", "CSR-10", "LGO-07")
    visit('another origin cannot do so by a fetch that asks for no permission', async (visitor) => {
      await attack(visitor, async (site, path, body) => {
        const page = await visitor.open(site.url);
        const blind = { mode: 'no-cors', credentials: 'include' };
        const text = body && { body: JSON.stringify(body) };
        const status = await visitor.answer(page, path, { ...blind, ...text });
        assertRefused(status, site, path);
      });
    });

    // @Requirement("CSR-01", "CSR-02", "CSR-06", "CSR-08", "CSR-10", "LGO-07")
    visit('another origin cannot do so by a form', async (visitor) => {
      await attack(visitor, async (site, path, body) => {
        // A form of plain text can spell JSON: {…,"x":"=y"}
        const spelled = body && JSON.stringify({ ...body, x: '' }).slice(0, -2);
        for (const [enctype, fields] of [
          ['application/x-www-form-urlencoded', body ?? {}],
          ['multipart/form-data', body ?? {}],
          ['text/plain', spelled ? { [spelled]: 'y"}' } : {}],
        ]) {
          const page = await visitor.open(site.url);
          const { status, cookie } = await visitor.submit(page, path, enctype, fields);
          assertRefused(status, site, path);
          assert.equal(cookie, null);
        }
      });
    });

    // @Requirement("COR-02", "COR-08")
    visit('an allowed origin works, and can read why it is refused', async (visitor) => {
      const page = await visitor.open(sites.allowed.url);
      const session = await visitor.call(page, '/v1/login', call(ADA_BY_COOKIE));
      assert.equal(session.status, 200, session.blocked ?? JSON.stringify(session.json));
      const cookie = await visitor.cookie();
      const refreshed = await visitor.call(page, '/v1/refresh', call());
      assert.equal(refreshed.json.session_id, session.json.session_id);
      assert.notEqual((await visitor.cookie()).value, cookie.value);
      assert.equal((await visitor.call(page, '/v1/logout', call())).status, 204);
      assert.equal(await visitor.cookie(), undefined);
      const wrong = call({ ...ADA_BY_COOKIE, password: 'wrong' });
      const refused = await visitor.call(page, '/v1/login', wrong);
      assert.equal(refused.status, 401);
      assert.match(refused.json.type, /invalid-credentials/);
      assert.match(refused.headers['www-authenticate'], /^Bearer /);
    });

    // @Requirement("COR-07")
    visit('an allowed origin may use the OAuth endpoints', async (visitor) => {
      const page = await visitor.open(sites.allowed.url);
      const { json } = await visitor.call(page, '/v1/login', plain(ADA));
      const send = (path, form) =>
        visitor.call(page, path, {
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
          body: `${new URLSearchParams({ client_id: 'first-party', ...form })}`,
        });
      const grant = { grant_type: 'refresh_token', refresh_token: json.refresh_token };
      const refreshed = await send('/oauth2/token', grant);
      assert.equal(refreshed.status, 200, refreshed.blocked ?? JSON.stringify(refreshed.json));
      const revoked = await send('/oauth2/revoke', { token: refreshed.json.refresh_token });
      assert.equal(revoked.status, 200);
      assert.equal((await send('/oauth2/token', grant)).json.error, 'invalid_grant');
    });

    // @Requirement("CSR-11")
    visit('an allowed origin of another site works without cookies', async (visitor) => {
      const page = await visitor.open(sites.partner.url);
      const first = await visitor.call(page, '/v1/login', plain(ADA));
      assert.equal(first.status, 200, first.blocked ?? JSON.stringify(first.json));
      const { refresh_token } = first.json;
      const second = await visitor.call(page, '/v1/refresh', plain({ refresh_token }));
      const headers = { Authorization: `Bearer ${second.json.access_token}` };
      const own = await visitor.call(page, '/v1/session', { method: 'GET', headers });
      assert.equal(own.json.session_id, first.json.session_id);
      assert.equal(await visitor.cookie(), undefined);
    });

    // @Requirement("COR-01", "COR-05", "COR-07", "COR-09")
    visit('a foreign site reads what is public and nothing else', async (visitor) => {
      const { session } = await logIn(visitor);
      const page = await visitor.open(sites.foreign.url);
      const get = { method: 'GET' };
      for (const path of ['jwks.json', 'oauth-authorization-server']) {
        assert.equal((await visitor.call(page, `/.well-known/${path}`, get)).status, 200, path);
      }
      const headers = { Authorization: `Bearer ${session.access_token}` };
      for (const path of ['/v1/session', '/v1/sessions']) {
        assert.ok((await visitor.call(page, path, { ...get, headers })).blocked, path);
      }
      const allowed = await visitor.open(sites.allowed.url);
      const secret = btoa(`backend:${server.secrets.backend}`);
      const asked = {
        headers: { Authorization: `Basic ${secret}` },
        body: new URLSearchParams({ token: session.access_token }).toString(),
      };
      assert.ok((await visitor.call(allowed, '/oauth2/introspect', asked)).blocked);
    });
  });
}
