"""Boots a Linux kernel with any number of CPUs in QEMU, under software emulation, and runs a script in it.

The guest holds busybox, the published coretop, a load program and nothing else. The script prints documents: a name, an
exit code and a command's output, which come back to the host over the serial line.
"""

import base64
import glob
import gzip
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
KERNEL_PACKAGE = "linux-image-cloud-amd64"
PACKAGES = {"qemu-system-x86_64": "qemu-system-x86", "busybox": "busybox-static", "cpio": "cpio", "gcc": "gcc"}

INIT = r"""#!/bin/sh
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mount -t tmpfs tmp /tmp
mount -t cgroup2 cgroup /sys/fs/cgroup
export PATH=/bin HOME=/root TERM=xterm-256color LANG=C.UTF-8 XDG_STATE_HOME=/tmp/state XDG_CONFIG_HOME=/tmp/config
mkdir -p /tmp/config/coretop; echo "confirm = never" > /tmp/config/coretop/config
stty -echo -opost </dev/console

# document NAME COMMAND...: runs the command and sends its output to the host.
document() {
    name=$1; shift
    "$@" >/tmp/out 2>/tmp/err; code=$?
    echo "@@document $name $code $(gzip -c /tmp/out | base64 -w 0)"
    echo "@@document $name.errors $code $(gzip -c /tmp/err | base64 -w 0)"
}
# until_true SECONDS COMMAND...: waits for a condition.
until_true() {
    left=$(( $1 * 5 )); shift
    while ! "$@"; do left=$((left - 1)); [ $left -gt 0 ] || return 1; usleep 200000; done
}
# masks: every affinity mask of the loads' threads.
masks() { for pid in $(pidof burn); do taskset -ap $pid; done | sort; }
# open_screen [OPTION...]: runs the full screen on the second serial line, where somebody can press its keys.
open_screen() {
    exec 9<>/dev/ttyS1
    stty -F /dev/ttyS1 rows 30 cols 120
    setsid coretop "$@" </dev/ttyS1 >/dev/ttyS1 & screen=$!
}
is_screen_over() { case $(cut -d ' ' -f 3 /proc/$screen/stat) in Z | '') ;; *) return 1 ;; esac; }
# close_screen: presses q, and sends the document "screen" with the code it ended with; ends it where q does not.
close_screen() {
    echo "@@press q"
    until_true 20 is_screen_over || kill $screen
    wait $screen; ended=$?
    document screen sh -c "exit $ended"
}
echo "@@begun"
. /scenario.sh
echo "@@ended"
poweroff -f
"""


class CannotRun(Exception):
    """Emulation is not possible on this machine; the message says why."""


def _install():
    missing = [package for tool, package in PACKAGES.items() if shutil.which(tool) is None]
    if missing:
        environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        command = "apt-get update -qq && apt-get install -y -qq --no-install-recommends " + " ".join(missing)
        result = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, text=True)
        if any(shutil.which(tool) is None for tool in PACKAGES):
            raise CannotRun(f"{', '.join(missing)} cannot be installed: {result.stderr.strip()[-200:]}")


def _kernel(cache):
    found = glob.glob(f"{cache}/kernel/boot/vmlinuz*")
    if found:
        return found[0]
    command = (
        f"apt-get update -qq; name=$(apt-cache depends {KERNEL_PACKAGE} | awk '/Depends: linux-image/ {{print $2; exit}}')"
        f" && cd {cache} && apt-get download -qq \"$name\" && dpkg -x linux-image*.deb kernel && rm -f linux-image*.deb")
    result = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
    found = glob.glob(f"{cache}/kernel/boot/vmlinuz*")
    if not found:
        raise CannotRun(f"a kernel ({KERNEL_PACKAGE}) cannot be downloaded: {result.stderr.strip()[-200:]}")
    return found[0]


def _scenario(case):
    """The case's script; where some CPUs are preferred, it, coretop and the serial line's interrupt use the last of them."""
    if not hasattr(case, "PREFERRED"):
        return case.GUEST
    home = case.PREFERRED[-1]
    return f"taskset -pc {home} $$ >/dev/null; echo {home} >/proc/irq/4/smp_affinity_list\n{case.GUEST}"


def _prefer(pid, preferred):
    """Gives these CPUs of the guest the host's time before its other CPUs, which are only there to be busy or idle."""
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/comm", encoding="utf-8") as file:
            name = file.read().strip()  # "CPU 7/TCG", as debug-threads=on names them
        if name.startswith("CPU ") and int(name[4:].split("/")[0]) not in preferred:
            os.setpriority(os.PRIO_PROCESS, int(thread), 19)


class Emulator:
    """Makes the guest once, and boots it for each case."""

    def __init__(self, binary):
        self._cache = os.environ.get("CORETOP_EMULATOR_CACHE", os.path.join(tempfile.gettempdir(), "coretop-emulator"))
        os.makedirs(self._cache, exist_ok=True)
        _install()
        self._kernel = _kernel(self._cache)
        self._binary = binary
        self._burn = os.path.join(self._cache, "burn")
        source = os.path.join(os.path.dirname(HERE), "Loads", "burn.c")
        subprocess.run(["gcc", "-O2", "-static", "-pthread", source, "-o", self._burn], check=True)

    def _initrd(self, scenario, files, folder):
        root = os.path.join(folder, "root")
        for name in ("bin", "proc", "sys", "dev", "tmp", "etc", "root", "lib", "lib64", "run"):
            os.makedirs(os.path.join(root, name))
        shutil.copy(shutil.which("busybox"), os.path.join(root, "bin/busybox"))
        for applet in subprocess.run(["busybox", "--list"], capture_output=True, text=True, check=True).stdout.split():
            link = os.path.join(root, "bin", applet)
            if not os.path.lexists(link):
                os.symlink("busybox", link)
        shutil.copy(self._burn, os.path.join(root, "bin/burn"))
        shutil.copy(self._binary, os.path.join(root, "bin/coretop"))
        libraries = subprocess.run(["ldd", self._binary], capture_output=True, text=True).stdout
        for library in [word for word in libraries.split() if word.startswith("/")]:
            target = root + library
            os.makedirs(os.path.dirname(target), exist_ok=True)
            shutil.copy(os.path.realpath(library), target)
        for name, text in (("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n"), ("scenario.sh", scenario), ("init", INIT)):
            with open(os.path.join(root, name), "w", encoding="utf-8") as file:
                file.write(text)
        os.chmod(os.path.join(root, "init"), 0o755)
        for name, source in files.items():
            if os.path.exists(source):
                shutil.copyfile(source, os.path.join(root, name))
        initrd = os.path.join(folder, "initrd.gz")
        subprocess.run(f"cd {root} && find . | cpio -o -H newc 2>/dev/null | gzip -1 > {initrd}", shell=True, check=True)
        return initrd

    def run(self, case):
        """Boots once and answers the documents: name -> (exit code, text). A kernel that crashes is booted once more."""
        for attempt in (1, 2):
            documents, log = self._boot(case)
            if documents.get("@@ended"):
                return documents
            if attempt == 1 and "Kernel panic" in log:
                print("   the emulated kernel crashed; once more", flush=True)
                continue
            raise RuntimeError(f"the guest did not come to its end; the last it said:\n{log[-2000:]}")
        raise AssertionError("unreachable")

    def _boot(self, case):
        with tempfile.TemporaryDirectory() as folder:
            terminal = os.path.join(folder, "terminal")
            command = [
                "qemu-system-x86_64", "-accel", "tcg,thread=multi", "-cpu", getattr(case, "MODEL", "max"),
                "-smp", str(case.CPUS), "-m", str(getattr(case, "MEMORY", 2048)), "-kernel", self._kernel,
                "-initrd", self._initrd(_scenario(case), getattr(case, "FILES", {}), folder), "-name", "guest,debug-threads=on",
                "-display", "none", "-no-reboot", "-nic", "none",
                "-serial", "stdio", "-chardev", f"socket,id=terminal,path={terminal},server=on,wait=off",
                "-serial", "chardev:terminal", *getattr(case, "QEMU", []), "-append",
                "console=ttyS0 quiet panic=-1 mitigations=off nowatchdog rcupdate.rcu_cpu_stall_suppress=1 "
                + getattr(case, "KERNEL", "")]
            start = time.monotonic()
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            watchdog = threading.Timer(getattr(case, "SECONDS", 600), process.kill)
            watchdog.start()
            documents, lines = {}, []
            person = Person(terminal, getattr(case, "KEYS", [])) if hasattr(case, "KEYS") else None
            try:
                for raw in process.stdout:
                    line = raw.decode("utf-8", "replace").rstrip("\r\n")
                    lines.append(line)
                    if line.startswith("@@document "):
                        _, name, code, text = line.split(" ")
                        documents[name] = (int(code), gzip.decompress(base64.b64decode(text)).decode("utf-8", "replace"))
                        if not name.endswith(".errors"):
                            print(f"   {time.monotonic() - start:4.0f} s  {name}", flush=True)
                    elif line.startswith("@@press ") and person:
                        person.press(line.split(" ", 1)[1])
                    elif line.startswith("@@begun") and hasattr(case, "PREFERRED"):
                        _prefer(process.pid, case.PREFERRED)
                    elif line.startswith("@@ended"):
                        documents["@@ended"] = (0, "")
                        break
            finally:
                watchdog.cancel()
                process.kill()
                process.wait()
                if person:
                    documents["@@terminal"] = (0, person.seen())
            if person and os.environ.get("CORETOP_EMULATOR_KEEP"):
                with open(os.environ["CORETOP_EMULATOR_KEEP"], "w", encoding="utf-8") as file:
                    file.write(person.seen())
            return documents, "\n".join(lines)


class Person:
    """Somebody at the guest's second serial line: reads all that comes and presses keys."""

    def __init__(self, path, _keys):
        self._text = bytearray()
        self._socket = socket.socket(socket.AF_UNIX)
        deadline = time.monotonic() + 30
        while True:
            try:
                self._socket.connect(path)
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        while True:
            try:
                data = self._socket.recv(65536)
            except OSError:
                return
            if not data:
                return
            self._text += data

    def press(self, keys):
        self._socket.sendall(keys.encode("utf-8").decode("unicode_escape").encode("latin-1"))

    def seen(self):
        return self._text.decode("utf-8", "replace")
