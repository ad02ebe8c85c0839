# Descriptors: data ones before the instance, others after it; names, validation, caching.


class Positive:
    def __set_name__(self, owner, name):
        print("named", owner.__name__, name)
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.name, 0)

    def __set__(self, instance, value):
        if value < 0:
            raise ValueError(f"{self.name[1:]} must be positive")
        setattr(instance, self.name, value)

    def __delete__(self, instance):
        print("deleting", self.name)
        delattr(instance, self.name)


class Lazy:
    def __init__(self, function):
        self.function = function
        self.__doc__ = function.__doc__

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        print("computing", self.name)
        value = instance.__dict__[self.name] = self.function(instance)
        return value


class Account:
    balance = Positive()
    limit = Positive()

    def __init__(self, balance):
        self.balance = balance

    @Lazy
    def report(self):
        "The report."
        return f"has {self.balance}"


a = Account(5)
print(a.balance, a.limit, a.__dict__, isinstance(Account.balance, Positive))
a.__dict__["balance"] = 99
print(a.balance, a.report, a.report, Account.report.__doc__)
try:
    a.balance = -1
except ValueError as error:
    print(error)
del a.balance
print(a.balance, sorted(a.__dict__))


class Method:
    def __init__(self, prefix):
        self.prefix = prefix

    def __get__(self, instance, owner):
        return lambda x: (self.prefix, instance is None, owner.__name__, x)


class User:
    call = Method("p")


print(User.call(1), User().call(2))


class Temperature:
    def __init__(self):
        self._celsius = 0

    @property
    def celsius(self):
        "In degrees."
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        print("reset")
        self._celsius = 0

    @property
    def kelvin(self):
        return self._celsius + 273


t = Temperature()
t.celsius = 10
print(t.celsius, t.kelvin, Temperature.celsius.__doc__)
del t.celsius
print(t.celsius)
for act in (lambda: setattr(t, "kelvin", 1), lambda: delattr(t, "kelvin")):
    try:
        act()
    except AttributeError as error:
        print(error)
print(Temperature.celsius.fget(t), hasattr(t, "celsius"), getattr(t, "nope", "default"))
