# f-strings, the format mini-language and %.
name, value, big = "Ada", 3.14159, 1234567
print(f"{name} {name!r} {name:>6}|{name:<6}|{name:^7}|{name:*^9}")
print(f"{value:.2f} {value:8.3f} {value:e} {value:g} {value:+.1f} {0.256:.1%}")
print(f"{big:,} {big:_} {big:>12} {big:012d} {255:x} {255:#X} {5:08b} {1e16} {1e-7} {0.1 + 0.2}")
print(f"{name=} {value = :.1f} {[1, 2]!s:>10} {{literal}} {'nested ' + f'{name}'}")
width, precision = 10, 3
print(f"{value:{width}.{precision}}|{True}|{None}|{1 == 1}")
print("%s is %d years and %.2f, %5d|%-5d|%05d|%x|%r|%%" % (name, 36, value, 42, 42, 42, 255, name))
print("{} {1} {0}".format("a", "b") if False else "{0} {1} {0}".format("a", "b"), "{:>4}".format(7))
print(str(2.0), repr(1e22), 1e21, 123456789012345680.0, float("inf"), -0.0, 5 // 2.0, 7 % -3)
print(2**100, -7 // 2, -7 % 2, 10**18 * 10, round(2.5), round(3.5), round(2.675, 2), int(-3.9))
