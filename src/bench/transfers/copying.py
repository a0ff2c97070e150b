"""cp, scp and the rsync daemon."""
import getpass
import os
import shutil
import subprocess
from pathlib import Path

from .contestant import Contestant, Run
from .processes import await_port, call, end, free_port


def absent(*programs):
    """The reason to skip if one of these programs is not installed, or None."""
    gone = [program for program in programs if not find(program)]
    return f"{', '.join(gone)} not installed" if gone else None


def find(program):
    """Where a program is; servers are often outside of the PATH of a plain user."""
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin")


class Cp(Contestant):
    """The floor: no network, no check."""

    name = "cp"

    def missing(self):
        return absent("cp")

    def run(self):
        self.clear()
        return Run(call(["cp", "-r", f"{self.load.folder}/.", self.copies], self.work))


class Scp(Contestant):
    """scp with AES-128-GCM from an sshd of our own."""

    name = "scp"
    verified = "in transit"
    encrypted = "yes"
    cipher = "aes128-gcm@openssh.com"
    server = None

    def missing(self):
        return absent("scp", "sshd", "ssh-keygen")

    def prepare(self):
        for key in ("host_key", "user_key"):
            call(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], self.work)
        known = self.work / "authorized_keys"
        known.write_bytes((self.work / "user_key.pub").read_bytes())
        known.chmod(0o600)
        if os.getuid() == 0:
            # Where the server of a root gives up its rights; a package makes it only when its service starts.
            Path("/run/sshd").mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        with open(self.work / "sshd.log", "wb") as log:
            self.server = subprocess.Popen(self.sshd(known), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        await_port(self.port, self.server, "sshd")

    def sshd(self, known):
        options = ["ListenAddress=127.0.0.1", f"AuthorizedKeysFile={known}", "StrictModes=no", "PidFile=none"]
        options += ["UsePAM=no", "PasswordAuthentication=no", "Subsystem=sftp internal-sftp"]
        command = [find("sshd"), "-D", "-e", "-p", str(self.port), "-h", str(self.work / "host_key"), "-f", "/dev/null"]
        return command + [word for option in options for word in ("-o", option)]

    def run(self):
        self.clear()
        options = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "IdentitiesOnly=yes"]
        command = ["scp", "-q", "-r", "-c", self.cipher, "-P", self.port, "-i", "user_key"]
        command += [word for option in options for word in ("-o", option)]
        source = f"{getpass.getuser()}@127.0.0.1:{self.load.folder}/"
        if self.load.single:
            return Run(call([*command, source + self.load.names[0], self.copies], self.work))
        # A folder that is not there takes the files of the one that is copied, without a level between.
        self.copies.rmdir()
        return Run(call([*command, source, self.copies], self.work))

    def finish(self):
        end(self.server)


class Rsync(Contestant):
    """The rsync daemon, whole files; it compares a checksum of what arrived, not of what is on the disk."""

    name = "rsync"
    verified = "in transit"
    server = None

    def missing(self):
        return absent("rsync")

    def prepare(self):
        self.port = free_port()
        owner = "uid = 0\ngid = 0\n" if os.getuid() == 0 else ""
        text = f"use chroot = no\nlog file = {self.work}/rsyncd.log\n{owner}[files]\npath = {self.load.folder}\n"
        (self.work / "rsyncd.conf").write_text(text, encoding="utf-8")
        command = ["rsync", "--daemon", "--no-detach", f"--config={self.work}/rsyncd.conf"]
        command += ["--address=127.0.0.1", f"--port={self.port}"]
        self.server = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        await_port(self.port, self.server, "rsync")

    def run(self):
        self.clear()
        source = f"rsync://127.0.0.1:{self.port}/files/"
        return Run(call(["rsync", "-r", "--whole-file", source, f"{self.copies}/"], self.work))

    def finish(self):
        end(self.server)
