"""A slow network for the benchmark of the search: what a phone has on a bad day, in the server."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.rivals import say

DELAY, BITS = 150, 1_600_000
"""Milliseconds of a round trip, and bits per second of the one link."""

SERVER = Path(__file__).with_name("slow.mjs")
SUBJECT = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
NEW = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]


@contextmanager
def slow(root: Path, delay: int = DELAY, bits: int = BITS) -> Iterator[str]:
    """The address of a folder of sites behind such a network, by HTTP/2 with a certificate made for this run;
    "" where Node or OpenSSL is missing."""
    node, openssl = shutil.which("node"), shutil.which("openssl")
    if node is None or openssl is None:
        say("no node or no openssl on PATH: the slow network is left out")
        yield ""
        return
    with tempfile.TemporaryDirectory(prefix="bench-network-") as scratch:
        key, certificate = Path(scratch, "key.pem"), Path(scratch, "certificate.pem")
        made = [openssl, *NEW, *SUBJECT, "-keyout", str(key), "-out", str(certificate)]
        subprocess.run(made, check=True, capture_output=True)
        started = [node, str(SERVER), str(root), str(key), str(certificate), str(delay), str(bits)]
        with subprocess.Popen(started, stdout=subprocess.PIPE, text=True) as process:
            try:
                port = (process.stdout.readline() if process.stdout else "").strip()
                yield f"https://127.0.0.1:{port}/"
            finally:
                process.terminate()
