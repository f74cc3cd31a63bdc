"""The programs that are measured beside each other, and whom they run as."""

import os
import pwd
import re
import shutil
import subprocess
import sys

CORETOP, AS_NOBODY = "coretop", "coretop as nobody"
PEERS = ("top", "htop", "btop", "atop")
PACKAGES = {"top": "procps", "htop": "htop", "btop": "btop", "atop": "atop", "gcc": "gcc"}
REFRESHES_EACH_SECOND = {
    "top": ["top", "-d", "1"],
    "htop": ["htop", "-d", "10"],
    "btop": ["btop", "--utf-force"],
    "atop": ["atop", "1"],
}
VERSION_OPTIONS = {"top": "-V", "htop": "--version", "btop": "--version", "atop": "-V"}


class Program:
    """A full-screen program: its command, its environment, and the user it runs as (None: who runs this)."""

    def __init__(self, name, command, environment, user=None):
        self.name = name
        self.command = command
        self.environment = environment
        self.user = user


def install():
    """Installs by apt what is missing, where this may; exits where it cannot do without."""
    missing = [name for name in PACKAGES if shutil.which(name) is None]
    if missing and os.getuid() == 0 and shutil.which("apt-get"):
        apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([*apt, "update"], env=environment, stdout=sys.stderr, check=False)
        subprocess.run(
            [*apt, "install", "-y", "--no-install-recommends", *(PACKAGES[name] for name in missing)],
            env=environment, stdout=sys.stderr, check=False)
    for name in missing:
        if shutil.which(name) is None:
            if name in ("top", "gcc"):
                sys.exit(f"{name} is not here: install it first.")
            print(f"{name} is not here and is left out.", file=sys.stderr)


def programs(binary, folder):
    """All that can be run here, by name; every one refreshes once a second and finds no settings but these."""
    found = {CORETOP: Program(CORETOP, [binary, "-d", "1"], _home(folder, "coretop", None))}
    if os.getuid() == 0 and _is_root_outside():
        nobody = pwd.getpwnam("nobody")
        found[AS_NOBODY] = Program(AS_NOBODY, [binary, "-d", "1"], _home(folder, "nobody", nobody), nobody)
    for name in PEERS:
        if shutil.which(name):
            found[name] = Program(name, REFRESHES_EACH_SECOND[name], _home(folder, name, None))
    return found


def versions():
    """The peers as they name themselves, such as "htop 3.2.2"."""
    told = []
    for name in PEERS:
        if shutil.which(name):
            output = subprocess.run([name, VERSION_OPTIONS[name]], capture_output=True, text=True, check=False).stdout
            number = re.search(r"\d+\.[\d.]*\d", output)
            told.append(f"{name} {number.group()}" if number else name)
    return ", ".join(told)


# In a user namespace of one's own "root" has none of root's rights, and there is no other user to become.
def _is_root_outside():
    with open("/proc/self/uid_map", encoding="ascii") as file:
        return file.read().split()[:2] == ["0", "0"]


def _home(folder, name, user):
    home = os.path.join(folder, "home-" + name)
    os.makedirs(os.path.join(home, "btop"))
    with open(os.path.join(home, "btop", "btop.conf"), "w", encoding="ascii") as file:
        file.write("update_ms = 1000\n")
    if user is not None:
        os.chown(home, user.pw_uid, user.pw_gid)
    return {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home, "LANG": "C.UTF-8"}
