"""Threads that take turns under the global interpreter lock: one CPU is all they use. Usage: gil.py SECONDS [THREADS]"""
import os
import sys
import threading
import time


def spin(end):
    while time.monotonic() < end:
        pass


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    threads = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    end = time.monotonic() + seconds
    for _ in range(threads - 1):
        threading.Thread(target=spin, args=(end,), daemon=True).start()
    spin(end)
    os._exit(0)


main()
