# string, textwrap, pprint, os.path.
import os
import pprint
import string
import textwrap

print(string.ascii_letters[:5], string.digits, string.capwords("one two"), string.Template("$a and ${b} $$").substitute(a=1, b=2))
print(string.Template("$x $y").safe_substitute(x=1))
try:
    string.Template("$a").substitute()
except KeyError as error:
    print(repr(error))
print(textwrap.dedent("""\
    a
      b
    c"""))
print(textwrap.indent("x\n\ny", "> "), textwrap.fill("the quick brown fox jumps over the dog", 16), sep="\n")
print(textwrap.shorten("the quick brown fox", 12, placeholder="..."), textwrap.wrap("aaa bbb ccc", 7))
pprint.pprint({"b": [1, 2], "a": {"k": (1,)}})
pprint.pprint({f"key{n}": list(range(n, n + 6)) for n in range(4)}, width=40)
print(pprint.pformat(["word" * 3] * 8))
print(os.path.join("a", "b", "c.txt"), os.path.basename("/x/y.py"), os.path.splitext("a/b.tar.gz"), os.path.dirname("/a/b"))
print(os.path.normpath("/a/./b/../c"), os.sep, os.environ.get("NO_SUCH", "default"), type(os.getpid()).__name__)
