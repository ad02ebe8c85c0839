# Suggestions, one after the other.
class Thing:
    def __init__(self):
        self.length = 3
        self._hidden = 4

    def method(self):
        return length

    def wide(self):
        return self.hidden

    def classy(self):
        return self.lenght


def name():
    value = 1
    return valeu


def builtin():
    return pritn("x")


def module():
    return json.dumps(1)


def attribute():
    return [1].apend(2)


def text():
    return "a".uper()


def far():
    return completely_unknown


def private():
    return Thing().hidden


def klass():
    return Thing.metod


chain = []
for action in (Thing().method, Thing().wide, Thing().classy, name, builtin, module, attribute,
               text, far, private, klass):
    try:
        action()
    except Exception as error:
        chain.append(error)
for first, second in zip(chain, chain[1:]):
    second.__cause__ = first
raise chain[-1]
