"""A process of our program that the benchmark talks to: commands to its stdin, events from its stdout."""
import json
import os
import queue
import shlex
import shutil
import subprocess
import threading
import time
from pathlib import Path

from .processes import BenchmarkError, end, free_port, peak_memory

ROOT = Path(__file__).resolve().parents[3]
JAR = ROOT / "target" / "reliablep2p.jar"

# Options that the benchmark uses if the program has them.
TLS_ONLY = "--no-clear"
UP_LIMIT = "--up-limit"
PATIENCE = 300.0


def java():
    """The command that starts the program: JAVA and JAVA_OPTIONS of the environment count."""
    options = shlex.split(os.environ.get("JAVA_OPTIONS", ""))
    return [os.environ.get("JAVA", "java"), *options]


def manual():
    """What the program says of its options and commands; the manual page has those that --help leaves out."""
    text = ""
    for words in (["--help"], ["man"]):
        result = subprocess.run(
            [*java(), "-jar", str(JAR), *words], capture_output=True, text=True, check=False, timeout=60
        )
        text += result.stdout
    return text.replace("\\", "")


def build():
    """Builds the jar if it is missing."""
    if not JAR.exists():
        print("Building the program …", flush=True)
        subprocess.run(["mvn", "-B", "-ntp", "-q", "package", "-DskipTests"], cwd=ROOT, check=True)


class Peer:
    """One running peer; of a database peer the two ports are equal. Used by one thread."""

    def __init__(self, folder, port=None, database=None, options=(), script=None, java_options=()):
        """Starts it in a folder, in which its own is made; with a script it does that and ends."""
        self.port = port or free_port()
        self.home = Path(folder) / f"port_{self.port}"
        self.peak = 0
        command = [*java(), *java_options, "-jar", str(JAR), "--port", str(self.port)]
        command += ["--db-port", str(database or self.port), "--no-samples", "--json", *options]
        if script:
            command += ["-c", script]
        elif not database:
            # Otherwise a database peer reads commands from a terminal only.
            command += ["-f", "-"]
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL if script else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.events = queue.Queue()
        # The pipe is read all the time: a full one would slow the program.
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        """Collects the events, each with the time at which it came; None is the end."""
        for line in self.process.stdout:
            now = time.perf_counter()
            try:
                event = json.loads(line)
            except ValueError:
                continue
            if event.get("event") not in ("fetched", "served", "progress"):
                self.measure()
            self.events.put((now, event))
        self.events.put((time.perf_counter(), None))

    def measure(self):
        """Notes the peak of memory so far."""
        self.peak = max(self.peak, peak_memory(self.process.pid))

    def say(self, command):
        """Types a command; returns the time at which."""
        now = time.perf_counter()
        self.process.stdin.write(f"{command}\n".encode())
        self.process.stdin.flush()
        return now

    def until(self, name, patience=PATIENCE):
        """The first event of that name that comes now, and all those before it, each with its time."""
        seen = []
        end_of_patience = time.monotonic() + patience
        while True:
            try:
                at, event = self.events.get(timeout=max(0.0, end_of_patience - time.monotonic()))
            except queue.Empty:
                raise BenchmarkError(f"the peer on port {self.port} gave no '{name}' in time") from None
            if event is None:
                raise BenchmarkError(f"the peer on port {self.port} ended before '{name}': {tail(seen)}")
            seen.append((at, event))
            if event.get("event") == name:
                return at, event, seen
            if event.get("event") == "error":
                raise BenchmarkError(f"the peer on port {self.port} said: {event}")

    def status(self):
        """The peer's answer to `status`."""
        self.say("status")
        return self.until("status")[1]

    def connect(self):
        """Joins the network; the peer was started just now."""
        self.until("ready")
        self.say("connect")
        self.until("connected")

    def rest(self):
        """Waits for the end of a peer with a script; its exit code."""
        return self.process.wait(PATIENCE)

    def end(self):
        """Ends it, and notes its memory before."""
        if self.process.poll() is None:
            self.measure()
        end(self.process)


def tail(seen):
    """The last of the events, for a message."""
    return json.dumps(seen[-1][1])[:300] if seen else "it said nothing"


def library(folder, load):
    """Makes the folder of a database peer that shares the load, without a second copy on the disk."""
    (folder / "db").mkdir(parents=True)
    for name in load.names:
        try:
            os.link(load.folder / name, folder / "db" / name)
        except OSError:
            shutil.copyfile(load.folder / name, folder / "db" / name)


def database(folder, options=(), port=None):
    """A database peer in that folder, ready."""
    peer = Peer(folder, port=port, options=options)
    try:
        peer.until("ready")
    except BenchmarkError:
        peer.end()
        raise
    return peer
