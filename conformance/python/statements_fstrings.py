# f-strings, nested and in several lines.
name, value, width, items = "Ann", 3.14159, 8, [1, 2]
data = {"key": "v", "n": {"m": 5}}
print(f"{name} {name!r} {name!s:>6} {name!a:<6}| {value:.2f} {value:{width}.{2}f}|")
print(f"{name=} {value=:.1f} {items = } {len(name) + 1=} {name=!s} { name = !r:>8}")
print(f"{data["key"]} {data['n']["m"]} {f"{name!r:>{width}}"} {f'{f"{1 + 1}"}'}")
print(f"{{}} {{{name}}} {'{'} {"a" "b"}" f" {'joined'}" " plain {x}")
print(f"{[x for x in items]} {(lambda n: n * 2)(4)} {1 if items else 2} {items[0]:03d}")
print(f"""{
    name
} over {
    value:.1f} lines {items[-1]}""")
print(f"{'nested ' + ', '.join(f'{i:>3}' for i in items)!r:*^30}")
print(f"{value:>{width + 2}.{len(items)}f} {10:#x} {1000000:,} {-5:+} {0.5:%} {'s':^5}|")
print(rf"\d{name}\n", "tab\t|", f"{name}\t|", f"{'a\nb'}")


class Custom:
    def __format__(self, spec):
        return f"<{spec}>"

    def __repr__(self):
        return "repr"

    def __str__(self):
        return "str"


c = Custom()
print(f"{c} {c:abc} {c!r} {c!s} {c=} {c:{name}}")
try:
    print(f"{name:d}")
except ValueError as error:
    print(error)
try:
    print(f"{items:>5}")
except TypeError as error:
    print(error)
print(f"{name:}{name!r:}|{'':>3}|{None}|{True:d}|{...}")
