# An exception whose text cannot be made.
class Bad(Exception):
    def __str__(self):
        raise ValueError("no text")


class Named(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code

    def __str__(self):
        return f"code {self.code}"


try:
    raise Bad("x")
except Bad:
    raise Named(3)
