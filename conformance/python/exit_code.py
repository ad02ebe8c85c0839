# sys.exit ends the program with its code; `finally` parts run on the way.
import sys

try:
    print("before")
    sys.exit(3)
finally:
    print("finally")
