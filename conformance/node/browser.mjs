// A real Chromium, and the pages it visits.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** Where screenshots go. */
const EVIDENCE =
  process.env.CONFORMANCE_EVIDENCE ?? fileURLToPath(new URL('../target', import.meta.url));

const FLAGS = [
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chrome sends cookies to third parties by default; driven like this, only if it is told to. */
const PREFERENCES = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };

function launch(profile) {
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(PREFERENCES));
  const executable = execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' });
  return chromium.launchPersistentContext(profile, {
    executablePath: executable.trim(),
    chromiumSandbox: false, // it does not work for root, who runs most CI
    args: FLAGS,
    ignoreHTTPSErrors: true,
    // The pages of the server itself allow no script: a proxy would put an app on its origin.
    // Serving one by context.route would not do, for then Playwright answers every preflight.
    bypassCSP: true,
  });
}

/** A web site on a port of its own, with one page at every path. */
export class Site {
  static async start(title, host, certificate) {
    const site = new Site();
    const page = `<!doctype html><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>`;
    const answer = (request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(page);
    };
    site.server = certificate ? createTlsServer(certificate, answer) : createServer(answer);
    await new Promise((resolve) => site.server.listen(0, '127.0.0.1', resolve));
    const { port } = site.server.address();
    site.url = `${certificate ? 'https' : 'http'}://${host}:${port}`;
    return site;
  }

  stop() {
    this.server.close();
    this.server.closeAllConnections();
  }
}

/** Somebody with a browser that has seen nothing yet; what they see is kept as evidence. */
export class Visitor {
  static async arrive(server, name) {
    const visitor = new Visitor();
    visitor.server = server;
    visitor.profile = mkdtempSync(join(tmpdir(), 'rejeton-conformance-browser-'));
    visitor.context = await launch(visitor.profile);
    visitor.file = join(EVIDENCE, name.replaceAll(/[^a-z0-9]+/gi, '-'));
    mkdirSync(EVIDENCE, { recursive: true });
    return visitor;
  }

  async open(url) {
    const page = await this.context.newPage();
    await page.goto(url);
    return page;
  }

  /** Opens a page of the server's own origin. */
  openApp() {
    return this.open(`${this.server.url}/problems`);
  }

  /** Lets a page call the server by fetch, and write down what it saw of the answer. */
  call(page, path, options = {}) {
    return page.evaluate(fetchAndShow, [this.server.url + path, { method: 'POST', ...options }]);
  }

  /** The status the server answers a call with, though the browser may keep it from the page. */
  async answer(page, path, options) {
    const session = await this.context.newCDPSession(page);
    await session.send('Network.enable');
    const status = new Promise((resolve) => {
      let id; // of the call: the page may be fetching its icon as well
      session.on('Network.requestWillBeSent', ({ requestId, request }) => {
        id = request.url === this.server.url + path ? requestId : id;
      });
      session.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode }) => {
        if (requestId === id) {
          resolve(statusCode);
        }
      });
    });
    await this.call(page, path, options);
    return status;
  }

  /** Lets a page send a form to the server, and follows it there. */
  async submit(page, path, enctype, fields) {
    const url = this.server.url + path;
    const answered = page.waitForResponse((response) => response.url() === url);
    await page.evaluate(sendForm, [url, enctype, fields]);
    const response = await answered;
    await page.waitForURL(url);
    return { status: response.status(), cookie: await response.headerValue('set-cookie') };
  }

  /** The cookie that the browser holds for the server, if it does. */
  async cookie() {
    return (await this.context.cookies(this.server.url))[0];
  }

  async leave() {
    const [, ...pages] = this.context.pages(); // a browser begins with a blank one
    try {
      for (const [index, page] of pages.entries()) {
        await page.screenshot({ path: `${this.file}-${index + 1}.png` });
      }
    } finally {
      await this.context.close();
      rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

/** Runs in the page. */
async function fetchAndShow([url, options]) {
  const line = document.createElement('p');
  const { method, mode = 'cors' } = options;
  line.textContent = `${location.origin} asks for ${method} ${url} (${mode}): `;
  document.body.prepend(line);
  try {
    const answer = await fetch(url, options);
    line.append(answer.type === 'opaque' ? 'opaque' : `${answer.status}`);
    const text = await answer.text();
    const json = text.startsWith('{') ? JSON.parse(text) : undefined;
    return { status: answer.status, json, headers: Object.fromEntries(answer.headers) };
  } catch (error) {
    line.append(`${error}`);
    return { blocked: `${error}` };
  }
}

/** Runs in the page. */
function sendForm([action, enctype, fields]) {
  const form = document.body.appendChild(document.createElement('form'));
  Object.assign(form, { method: 'post', action, enctype });
  for (const [name, value] of Object.entries(fields)) {
    Object.assign(form.appendChild(document.createElement('input')), { name, value });
  }
  form.submit();
}
