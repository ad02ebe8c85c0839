# stderr: whole
# Warnings are shown once for a place; some categories only in the main program, some never.
import warnings


def library_call():
    warnings.warn("called too often")
    warnings.warn("old name", DeprecationWarning)
    warnings.warn("the caller should know", DeprecationWarning, stacklevel=2)


library_call()
library_call()
for number in range(3):
    warnings.warn("in a loop")
    warnings.warn(f"number {number}", RuntimeWarning)

warnings.warn("hidden by default", ResourceWarning)
warnings.warn("hidden by default", PendingDeprecationWarning)
warnings.warn("hidden by default", ImportWarning)
warnings.warn("shown", FutureWarning)


class OwnWarning(UserWarning):
    pass


warnings.warn("own category", OwnWarning)
warnings.warn(OwnWarning("own instance"))
warnings.warn("beyond the outermost frame", stacklevel=9)
warnings.warn_explicit("explicit", UserWarning, "elsewhere.py", 7)
try:
    warnings.warn("no category", int)
except TypeError as error:
    print(error)
print("end")
