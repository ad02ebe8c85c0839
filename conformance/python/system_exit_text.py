# SystemExit with something that is no number.
import sys

try:
    sys.exit(3)
except SystemExit as error:
    print("caught", error.code, error.args)
try:
    raise SystemExit
except SystemExit as error:
    print(error.code)
try:
    print("working")
    sys.exit("it went wrong")
finally:
    print("cleanup")
