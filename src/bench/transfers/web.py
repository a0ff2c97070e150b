"""aria2c and curl, both from an nginx of our own: aria2c over http with its checksum, curl over TLS."""
import hashlib
import os
import subprocess

from .contestant import Contestant, Run
from .copying import absent, find
from .processes import await_port, call, end, free_port

CONFIGURATION = """
daemon off;
{user}worker_processes 2;
pid {work}/nginx.pid;
error_log {work}/nginx.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    client_body_temp_path {work}/t1;
    proxy_temp_path {work}/t2;
    fastcgi_temp_path {work}/t3;
    uwsgi_temp_path {work}/t4;
    scgi_temp_path {work}/t5;
    root {root};
    server {{ listen 127.0.0.1:{port}; }}
    server {{
        listen 127.0.0.1:{tls_port} ssl;
        ssl_certificate {work}/certificate.pem;
        ssl_certificate_key {work}/key.pem;
        ssl_protocols TLSv1.3;
        ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256;
    }}
}}
"""


class FromNginx(Contestant):
    """What both have in common: the server."""

    server = None

    def missing(self):
        return absent("nginx", "openssl")

    def prepare(self):
        self.port, self.tls_port = free_port(), free_port()
        call(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
            + ["-keyout", "key.pem", "-out", "certificate.pem", "-days", "2", "-subj", "/CN=127.0.0.1"]
            + ["-addext", "subjectAltName=IP:127.0.0.1"],
            self.work,
        )
        text = CONFIGURATION.format(
            user="user root;\n" if os.getuid() == 0 else "",
            work=self.work,
            root=self.load.folder,
            port=self.port,
            tls_port=self.tls_port,
        )
        (self.work / "nginx.conf").write_text(text, encoding="utf-8")
        command = [find("nginx"), "-c", str(self.work / "nginx.conf"), "-e", str(self.work / "nginx.log")]
        self.server = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        await_port(self.tls_port, self.server, "nginx")

    def finish(self):
        end(self.server)


class Aria2(FromNginx):
    """aria2c over http, which checks a SHA-256 that it is told."""

    name = "aria2c"
    verified = "SHA-256"

    def missing(self):
        return absent("aria2c") or super().missing()

    def prepare(self):
        super().prepare()
        lines = []
        for name in self.load.names:
            with open(self.load.folder / name, "rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest() if hasattr(hashlib, "file_digest") else sha(file)
            lines += [f"http://127.0.0.1:{self.port}/{name}", f"  out={name}", f"  checksum=sha-256={digest}"]
        (self.work / "list").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def run(self):
        self.clear()
        command = ["aria2c", "--no-conf", "--quiet", "--file-allocation=none", "--enable-dht=false"]
        command += ["-x2", "-s2", "-j16", "-i", self.work / "list", "-d", self.copies]
        return Run(call(command, self.work))


def sha(file):
    """The SHA-256 of an open file, where Python is older than 3.11."""
    digest = hashlib.sha256()
    for chunk in iter(lambda: file.read(1 << 20), b""):
        digest.update(chunk)
    return digest.hexdigest()


class Curl(FromNginx):
    """curl over TLS 1.3 with AES-128-GCM."""

    name = "curl-tls"
    verified = "in transit"
    encrypted = "yes"

    def missing(self):
        return absent("curl") or super().missing()

    def prepare(self):
        super().prepare()
        lines = []
        for name in self.load.names:
            lines += [f'url = "https://127.0.0.1:{self.tls_port}/{name}"', f'output = "{self.copies}/{name}"']
        (self.work / "list").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def run(self):
        self.clear()
        command = ["curl", "-q", "-s", "-S", "-f", "--tlsv1.3", "--tls13-ciphers", "TLS_AES_128_GCM_SHA256"]
        command += ["--cacert", "certificate.pem", "-K", "list"]
        return Run(call(command if self.load.single else [*command, "-Z"], self.work))
