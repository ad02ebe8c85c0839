# stderr: whole
# Filters: the last one added is asked first.
import warnings

warnings.simplefilter("error")
try:
    warnings.warn("becomes an exception", RuntimeWarning)
except RuntimeWarning as error:
    print("raised", error)

warnings.resetwarnings()
warnings.filterwarnings("error", message="bad.*", category=UserWarning)
warnings.filterwarnings("ignore", category=DeprecationWarning)
warnings.warn("good")
warnings.warn("ignored", DeprecationWarning)
try:
    warnings.warn("Bad thing")
except UserWarning as error:
    print("raised", error)

warnings.filterwarnings("once", category=RuntimeWarning)
for _ in range(2):
    warnings.warn("only once", RuntimeWarning)
warnings.warn("only once", RuntimeWarning)

warnings.simplefilter("always")
for _ in range(2):
    warnings.warn("every time")

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("silenced")
warnings.warn("heard again")

with warnings.catch_warnings(record=True) as caught:
    warnings.warn("first")
    warnings.warn("second", FutureWarning)
for one in caught:
    print(one.category.__name__, one.message, one.lineno)


def show(message, category, filename, lineno, file=None, line=None):
    print("shown by the program:", category.__name__, message)


original = warnings.showwarning
warnings.showwarning = show
warnings.warn("special")
warnings.showwarning = original
print(warnings.formatwarning("text", UserWarning, "file.py", 3, "source"), end="")
try:
    warnings.simplefilter("never")
except ValueError as error:
    print(error)
