"""Keeps workers busy for SECONDS, after this process pinned itself to CPU. Usage: workers.py SECONDS CPU COUNT multiprocessing|joblib"""

import os
import sys
import time


def work(end):
    while time.monotonic() < end:
        sum(range(10000))


def main():
    end, cpu, count, library = time.monotonic() + float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    os.sched_setaffinity(0, {cpu})
    if library == "joblib":
        from joblib import Parallel, delayed
        Parallel(n_jobs=count)(delayed(work)(end) for _ in range(count))
    else:
        from multiprocessing import Pool
        with Pool(count) as pool:
            pool.map(work, [end] * count)


if __name__ == "__main__":
    main()
