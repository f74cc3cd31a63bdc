"""What the loads need on the disk: programs built once, and data, in a folder that goes with the suite."""

import os
import random
import shutil
import socket
import subprocess
import tempfile

from case import Skipped

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCES = (os.path.join(HERE, "loads"), os.path.join(os.path.dirname(HERE), "Loads"))
GCC = ("gcc", "-O2", "-static", "-pthread")
WORDS = 4000


class Files:
    """A folder of built programs and data; each is made when it is first asked for."""

    def __init__(self, folder):
        self.folder = folder
        # Not the first python3 of PATH, which may have no numpy: Debian's packages go to this one.
        self.python = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else shutil.which("python3")
        self.log = open(os.path.join(folder, "log"), "ab", buffering=0)  # closed with the process
        self._random = random.Random(1)
        self._disk = None

    def path(self, name):
        return os.path.join(self.folder, name)

    def source(self, name):
        return next(path for folder in SOURCES if os.path.exists(path := os.path.join(folder, name)))

    def program(self, name, *compiler, output=None):
        """The program, built from name.c unless another compiler is given with its options, which may lack its library."""
        path = self.path(output or name)
        command = [*(compiler or GCC), self.source(f"{name}.c"), "-o", path]
        if not os.path.exists(path) and subprocess.run(command, stderr=self.log, check=not compiler).returncode:
            raise Skipped(f"{' '.join(compiler)} cannot build {name}.c: {self.last_words()}")
        return path

    def go(self, name):
        path = self.path(f"{name}-go")
        environment = {**os.environ, "GOCACHE": self.path("go-cache"), "GO111MODULE": "off"}
        if not os.path.exists(path):
            subprocess.run(["go", "build", "-o", path, self.source(f"{name}.go")], check=True, stderr=self.log, env=environment)
        return path

    def text(self, megabytes, name=None):
        """A file of words, which packs to about a third."""
        path = self.path(name or f"text-{megabytes}")
        if not os.path.exists(path):
            words = ["".join(self._random.choices("abcdefghijklmnop", k=self._random.randint(2, 9))) for _ in range(WORDS)]
            block = " ".join(self._random.choices(words, k=180000)).encode()[:1 << 20]
            with open(path, "wb") as file:
                for _ in range(int(megabytes * 4)):
                    start = self._random.randrange(len(block) * 3 // 4)
                    file.write(block[start:start + len(block) // 4])
        return path

    def makefile(self, targets=50000):
        """A Makefile of so many small C files, each compiled in a few hundredths of a second."""
        folder = self.path("small-files")
        if not os.path.isdir(folder):
            os.mkdir(folder)
            with open(os.path.join(folder, "unit.c"), "w", encoding="ascii") as file:
                file.write("".join(f"int f{i}(int a, int b) {{ return (a * {i} + b) ^ (a >> {i % 7}); }}\n" for i in range(60)))
            with open(os.path.join(folder, "Makefile"), "w", encoding="ascii") as file:
                file.write(f"all: $(addsuffix .done,$(shell seq {targets}))\n%.done:\n\t@gcc -O1 -c unit.c -o /dev/null\n")
        return folder

    def on_disk(self, name):
        """A path for a file on a file system that waits for a disk, where there is one; it goes with the suite."""
        if self._disk is None:
            self._disk = tempfile.TemporaryDirectory(prefix="coretop-field-", dir="/var/tmp")
        return os.path.join(self._disk.name, name)

    def nginx(self, folder, port, cpu):
        """The configuration of a server whose two workers are on one CPU and pack what they send."""
        os.makedirs(folder, exist_ok=True)
        shutil.copy(self.text(1), os.path.join(folder, "text"))
        with open(os.path.join(folder, "nginx.conf"), "w", encoding="ascii") as file:
            file.write(f"""daemon off;
worker_processes 2;
worker_cpu_affinity {1 << cpu:b} {1 << cpu:b};
pid {folder}/pid;
error_log stderr error;
{"user root;" if os.geteuid() == 0 else ""}
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    gzip on;
    gzip_http_version 1.0;
    gzip_types *;
    gzip_comp_level 6;
    server {{ listen 127.0.0.1:{port} reuseport; root {folder}; }}
}}
""")

    def last_words(self):
        with open(self.path("log"), "rb") as file:
            lines = file.read().decode(errors="replace").strip().splitlines()
        return lines[-1][:120] if lines else "it said nothing"


def free_port():
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


def answers(port):
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0
