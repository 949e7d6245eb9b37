"""Runs the real server, by the command that everybody runs, and stock apps beside it."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import requests

COMMAND = Path(__file__).parents[2] / "rejeton"
START_LIMIT = 60
STOP_LIMIT = 15
PASSWORD = "correct horse battery staple"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Process:
    """A server process that answers `url` when it is ready."""

    def __init__(self, command, url, log, **options):
        self.log = log
        with open(log, "a") as output:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, **options
            )
        deadline = time.monotonic() + START_LIMIT
        while not self.answers(url):
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.process.kill()
                raise RuntimeError(f"{command} did not start:\n{Path(log).read_text()}")
            time.sleep(0.05)

    @staticmethod
    def answers(url):
        try:
            return requests.get(url, timeout=5).ok
        except requests.RequestException:
            return False

    def stop(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"it ended by itself:\n{Path(self.log).read_text()}")
        self.process.terminate()
        try:
            self.process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Server:
    """A running Rejeton with one user, ada.

    Settings are given by their names; clients as a dict from their ids to options of `client add`.
    """

    def __init__(self, clients=None, **settings):
        self.folder = tempfile.mkdtemp(prefix="rejeton-conformance-")
        self.processes = []
        try:
            self._start(clients or {}, settings)
        except BaseException:
            self.stop()
            raise

    def _start(self, clients, settings):
        listen = f"127.0.0.1:{free_port()}"
        ops_listen = f"127.0.0.1:{free_port()}"
        self.url = f"http://{listen}"
        self.jwks_url = f"{self.url}/.well-known/jwks.json"
        self.database = f"{self.folder}/rejeton.db"
        self.command(["user", "add", "ada"], PASSWORD)
        self.secrets = {
            name: self.command(["client", "add", name, *options]).split()[-1]
            for name, options in clients.items()
        }
        own = {"listen": listen, "ops_listen": ops_listen, "database": self.database}
        flags = [
            word
            for name, value in (own | settings).items()
            for word in (f"--{name.replace('_', '-')}", value)
        ]
        self.serve = ([COMMAND, "serve", *flags], f"http://{ops_listen}/readyz")
        self.run(*self.serve)

    def restart(self):
        """Ends the server's process and starts another on the same database."""
        self.processes.pop(0).stop()
        self.run(*self.serve)
        self.processes.insert(0, self.processes.pop())

    def command(self, words, line=""):
        """Runs a command of the command line on this server's database; returns what it prints."""
        return subprocess.run(
            [COMMAND, *words, "--database", self.database],
            input=f"{line}\n",
            stdout=subprocess.PIPE,
            check=True,
            text=True,
            timeout=START_LIMIT,
        ).stdout

    def run(self, command, url, **options):
        """Runs a process beside the server, until the server stops."""
        log = f"{self.folder}/log"
        self.processes.append(Process(command, url, log, **options))

    def run_app(self, module, *words, **environment):
        """Runs a Python web server with an app that trusts this server; returns the app's URL."""
        port = str(free_port())
        url = f"http://127.0.0.1:{port}"
        known = {"ISSUER": self.url, "AUDIENCE": self.url, "PYTHONDONTWRITEBYTECODE": "1"}
        self.run(
            [sys.executable, "-m", module, *words, "--port", port],
            f"{url}/",
            cwd=Path(__file__).parent,
            env=os.environ | known | environment,
        )
        return url

    def login(self, **more):
        """Logs ada in without cookies, as a native app would."""
        body = {"username": "ada", "password": PASSWORD} | more
        answer = requests.post(f"{self.url}/v1/login", json=body)
        answer.raise_for_status()
        return answer.json()

    def session(self, access_token):
        """What the server itself says about an access token."""
        return requests.get(f"{self.url}/v1/session", headers=bearer(access_token))

    def stop(self):
        with ExitStack() as stack:
            stack.callback(shutil.rmtree, self.folder)
            for process in self.processes:
                stack.callback(process.stop)


def bearer(token):
    return {"Authorization": f"Bearer {token}"}
