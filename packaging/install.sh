#!/bin/sh
# Installs coretop, which is one file, from the folder this script is in, and removes it again.
#   ./install.sh [--to FOLDER]            copies it to /usr/local/bin, or to ~/.local/bin when you are not root
#   ./install.sh --remove [--to FOLDER]   removes it; your settings and journal stay
set -eu
floor=@FLOOR@
version=@VERSION@
from=$(cd "$(dirname "$0")" && pwd)
to=
remove=

fail() {
    echo "install.sh: $*" >&2
    exit 1
}

while [ $# -gt 0 ]; do
    case $1 in
        --to)
            [ $# -gt 1 ] || fail "--to needs a folder: ./install.sh --to /opt/bin."
            to=$2
            shift
            ;;
        --remove) remove=yes ;;
        --help | -h)
            sed -n '2,4s/^# *//p' "$0"
            exit
            ;;
        *) fail "it does not know \"$1\": --to FOLDER and --remove are all there is." ;;
    esac
    shift
done

if [ -z "$to" ]; then
    if [ "$(id -u)" -eq 0 ]; then
        to=/usr/local/bin
    else
        to=${HOME:?"is not set: say where with --to FOLDER"}/.local/bin
    fi
fi

if [ -n "$remove" ]; then
    [ -e "$to/coretop" ] || fail "there is no coretop in $to: say where it is with --to FOLDER."
    rm -f -- "$to/coretop" || fail "$to/coretop could not be removed."
    echo "Removed $to/coretop. Settings and journal, if there are any, are in ~/.config/coretop and ~/.local/state/coretop."
    exit
fi

[ -f "$from/coretop" ] || fail "there is no coretop in $from: run it in the folder that was unpacked."

# The 19th byte of an ELF file tells the processor: 3e for x86-64, b7 for arm64.
case $(od -An -tx1 -j18 -N1 "$from/coretop" | tr -d ' ') in
    3e) built=x64 ;;
    b7) built=arm64 ;;
    *) fail "$from/coretop is not a program for x86-64 or arm64." ;;
esac
case $(uname -m) in
    x86_64 | amd64) machine=x64 ;;
    aarch64 | arm64) machine=arm64 ;;
    *) machine=$(uname -m) ;;
esac
[ "$built" = "$machine" ] || fail "this is the build for $built, and this machine is $machine: take another archive."

# A static build names no loader at its beginning, and needs no glibc.
if head -c 4096 "$from/coretop" | grep -q ld-linux; then
    static=coretop-$version-linux-$built-static.tar.gz
    glibc=$(getconf GNU_LIBC_VERSION 2> /dev/null | sed -n 's/^glibc \([0-9]*\.[0-9]*\).*/\1/p')
    [ -n "$glibc" ] || fail "this build needs glibc $floor or newer, and this system has none that says its version: take $static, which needs none."
    major=${glibc%%.*}
    minor=${glibc#*.}
    if [ "$major" -lt "${floor%%.*}" ] || { [ "$major" -eq "${floor%%.*}" ] && [ "$minor" -lt "${floor#*.}" ]; }; then
        fail "this build needs glibc $floor or newer, and this system has $glibc: take $static, which needs none."
    fi
fi

# Under another name first, so that a coretop that runs goes on and nobody starts half a file.
mkdir -p -- "$to" || fail "$to could not be made."
new=$to/.coretop.$$
trap 'rm -f -- "$new"' EXIT
cp -- "$from/coretop" "$new" || fail "it could not write to $to: say where with --to FOLDER, or run it as root."
chmod 755 "$new"
said=$("$new" --version 2>&1) || fail "coretop does not start here: $said"
mv -f -- "$new" "$to/coretop"
echo "Installed $to/coretop ($(printf '%s\n' "$said" | head -n 1)). \"$0 --remove\" removes it."
case :$PATH: in
    *:"$to":*) ;;
    *) echo "$to is not in your PATH: add it, or start $to/coretop." ;;
esac
