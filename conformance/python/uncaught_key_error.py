# An exception while another is handled: both are shown.
def lookup(table, key):
    try:
        return table[key]
    except KeyError:
        return table["default"]


print(lookup({"a": 1}, "a"))
print(lookup({"a": 1}, "b"))
