# An octal number of old.
mode = 0755
