"""Processes that the benchmark starts: each is ended by its own id, and nothing else is."""
import os
import signal
import socket
import subprocess
import time

PATIENCE = 120.0


class BenchmarkError(Exception):
    """A transfer could not be made, or brought the wrong bytes."""


def free_port():
    """A port of loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def await_port(port, process, what):
    """Returns once somebody listens on the port; fails if the process ended or that takes too long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise BenchmarkError(f"{what} ended at its start with code {process.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise BenchmarkError(f"{what} does not listen on port {port}")


def end(process):
    """Ends one process: asks first, and insists after 10 seconds."""
    if process is None or process.poll() is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def call(command, cwd):
    """Runs a command to its end; returns its wall time in seconds."""
    begun = time.perf_counter()
    result = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=1800,
        check=False,
    )
    seconds = time.perf_counter() - begun
    if result.returncode != 0:
        said = result.stdout.decode(errors="replace").strip()[-500:]
        raise BenchmarkError(f"{command[0]} ended with code {result.returncode}: {said}")
    return seconds


def peak_memory(pid):
    """The most memory that a process has had resident so far, in bytes; 0 if the system doesn't tell."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    return 0


def on_disk(folder):
    """The bytes that the files of a folder take, holes left out."""
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.stat(os.path.join(where, name)).st_blocks * 512
            except FileNotFoundError:
                continue
    return total
