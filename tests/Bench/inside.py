"""A PID namespace for a run, with a part of the run outside; and the program published."""

import json
import os
import platform
import socket
import subprocess
import sys

from bench import say

INSIDE = "CORETOP_BENCH_INSIDE"  # The number of the socket to the part that stays outside; empty where there is no namespace.
REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def run_inside(arguments):
    """Starts this again where /proc shows only what it started; starts for it what is to run outside. Returns its exit code."""
    root = [] if os.getuid() == 0 else ["--map-root-user"]
    command = ["unshare", *root, "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
    if subprocess.run([*command, "true"], stderr=subprocess.DEVNULL, check=False).returncode != 0:
        say("No PID namespace can be made here: other processes of this machine are in the lists, too.")
        return subprocess.run([sys.executable, *arguments], env={**os.environ, INSIDE: ""}, check=False).returncode
    here, there = socket.socketpair()
    environment = {**os.environ, INSIDE: str(there.fileno())}
    inside = subprocess.Popen(
        [*command, sys.executable, *arguments], env=environment, pass_fds=[there.fileno()])
    there.close()
    outside = []
    try:
        with here, here.makefile("rw", encoding="utf-8") as channel:
            for line in channel:
                asked = json.loads(line)
                if asked["program"]:
                    outside.append(subprocess.Popen(
                        [asked["program"], str(asked["seconds"])], start_new_session=True))
                else:
                    end(outside)
                channel.write("\n")
                channel.flush()
    finally:
        # In sessions of their own, so that Ctrl-C at the terminal does not end them.
        end(outside)
    return inside.wait()


def is_inside():
    """Whether run_inside started this. Then nothing that this starts gets the socket to the outside."""
    if os.environ.get(INSIDE):
        os.set_inheritable(int(os.environ[INSIDE]), False)
    return INSIDE in os.environ


def end(processes):
    while processes:
        process = processes.pop()
        process.kill()
        process.wait()


def start_outside(program, seconds):
    """Has a program started outside the namespace; all of them ended where none is named."""
    with socket.socket(fileno=os.dup(int(os.environ[INSIDE]))) as channel:
        channel.sendall(json.dumps({"program": program, "seconds": seconds}).encode() + b"\n")
        channel.recv(1)


def publish():
    architecture = {"x86_64": "x64", "aarch64": "arm64"}[platform.machine()]
    subprocess.run(
        ["dotnet", "publish", "src/CoreTop", "-c", "Release", "-r", f"linux-{architecture}", "-v", "q", "--nologo"],
        cwd=REPOSITORY, check=True)
    return os.path.join(REPOSITORY, f"artifacts/publish/CoreTop/release_linux-{architecture}/coretop")
