# profile: cpython-3.11
# What a program can see of the version.
import sys

print(sys.version_info[:3], sys.version.split()[0], sys.version_info)
print(sys.version_info >= (3, 10), sys.version_info < (3, 10), hex(sys.hexversion))
