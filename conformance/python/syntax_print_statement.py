# Python 2.
name = "x"
print "hello", name
