// Runs the real server, by the command that everybody runs, in a folder of its own.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../../rejeton', import.meta.url));
const START_LIMIT = 60_000;
const STOP_LIMIT = 15_000;

export const PASSWORD = 'correct horse battery staple';

export async function freePort() {
  const socket = createServer();
  await new Promise((resolve) => socket.listen(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  await new Promise((resolve) => socket.close(resolve));
  return port;
}

/** The secret that a command has printed, if it has. */
export function secretIn(output) {
  return /^secret: (.+)$/m.exec(output)?.[1];
}

export class Server {
  folder = mkdtempSync(join(tmpdir(), 'rejeton-conformance-'));

  /** The secrets of the confidential clients, by their ids. */
  secrets = {};

  static async start(options) {
    const server = new Server();
    try {
      await server.start(options);
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /**
   * Starts a server and waits until it is ready. It speaks https if a certificate was made.
   *
   * @param options `settings` by their names; the `users` and the `clients` (id → options of
   *   `client add`) that exist before the first request
   */
  async start({ settings = {}, users = ['ada'], clients = {} } = {}) {
    const [port, opsPort] = [await freePort(), await freePort()];
    this.url = `${this.certificate ? 'https' : 'http'}://localhost:${port}`;
    this.settings = {
      issuer: this.url,
      listen: `127.0.0.1:${port}`,
      'ops-listen': `127.0.0.1:${opsPort}`,
      database: this.#file('rejeton.db'),
      ...(this.certificate && {
        'tls-certificate': this.#file('cert.pem'),
        'tls-key': this.#file('key.pem'),
      }),
      ...settings,
    };
    users.forEach((name) => this.command(['user', 'add', name], PASSWORD));
    for (const [id, options] of Object.entries(clients)) {
      this.secrets[id] = secretIn(this.command(['client', 'add', id, ...options]));
    }
    await this.#serve();
  }

  async #serve() {
    const log = openSync(this.#file('log'), 'a');
    const flags = Object.entries(this.settings).flatMap(([name, value]) => [`--${name}`, value]);
    this.process = spawn(COMMAND, ['serve', ...flags], { stdio: ['ignore', log, log] });
    closeSync(log);
    this.killAtExit = () => this.process.kill('SIGKILL');
    process.on('exit', this.killAtExit);
    const ready = `http://${this.settings['ops-listen']}/readyz`;
    const deadline = Date.now() + START_LIMIT;
    while (!(await fetch(ready).then((answer) => answer.ok, () => false))) {
      if (this.process.exitCode !== null || Date.now() > deadline) {
        throw new Error(`the server did not start:\n${this.log()}`);
      }
      await sleep(50);
    }
  }

  /** Runs one command of the command line on this server's database; returns what it prints. */
  command(words, input = '') {
    const where = ['--database', this.settings.database];
    const options = { input: `${input}\n`, encoding: 'utf8', timeout: START_LIMIT };
    return execFileSync(COMMAND, [...words, ...where], options);
  }

  log() {
    return readFileSync(this.#file('log'), 'utf8');
  }

  /** Ends the process, which must not have ended by itself, and removes its folder. */
  async stop() {
    try {
      if (this.process) {
        await this.#end();
      }
    } finally {
      rmSync(this.folder, { recursive: true, force: true });
    }
  }

  async #end() {
    process.off('exit', this.killAtExit);
    if (this.process.exitCode !== null || this.process.signalCode !== null) {
      throw new Error(`the server ended by itself:\n${this.log()}`);
    }
    const exit = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    const timer = setTimeout(this.killAtExit, STOP_LIMIT);
    await exit;
    clearTimeout(timer);
  }

  /** Logs ada in without cookies, as a native app would. */
  async login() {
    const answer = await fetch(`${this.url}/v1/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username: 'ada', password: PASSWORD }),
    });
    if (!answer.ok) {
      throw new Error(`${answer.status} ${await answer.text()}`);
    }
    return answer.json();
  }

  /** Makes the certificate of this server, which other servers on this host may use as well. */
  makeCertificate() {
    const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    const hosts = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
    const names = ['-subj', '/CN=localhost', '-addext', hosts];
    const files = ['-days', '2', '-keyout', this.#file('key.pem'), '-out', this.#file('cert.pem')];
    execFileSync('openssl', ['req', ...kind, ...names, ...files], { stdio: 'pipe' });
    const [cert, key] = ['cert.pem', 'key.pem'].map((name) => readFileSync(this.#file(name)));
    this.certificate = { cert, key };
    return this.certificate;
  }

  #file(name) {
    return join(this.folder, name);
  }
}
