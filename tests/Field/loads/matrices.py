"""Multiplies matrices with numpy for SECONDS. Usage: matrices.py SECONDS"""

import sys
import time

import numpy

end = time.monotonic() + float(sys.argv[1])
matrix = numpy.random.rand(1200, 1200)
while time.monotonic() < end:
    matrix @ matrix
