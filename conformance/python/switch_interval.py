# sys.setswitchinterval, and what it refuses.
import sys

print(sys.getswitchinterval())
sys.setswitchinterval(0.0005)
print(sys.getswitchinterval())
sys.setswitchinterval(1)
print(sys.getswitchinterval())
for value in (0, -1, "x", None, 1e-9):
    try:
        print(sys.setswitchinterval(value))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(sys.getswitchinterval())
print(sys.version_info[:2] >= (3, 9), sys.version_info.major, sys.version.split()[0].count("."))
print(sys.version_info > (3, 8), sys.version_info[0] == 3, len(sys.version_info))
