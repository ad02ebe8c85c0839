# stderr: whole
# catch_warnings restores the filters; places seen before are seen anew.
import warnings


def noisy():
    warnings.warn("noise")


noisy()
noisy()
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        noisy()
    except UserWarning as error:
        print("raised", error)
    with warnings.catch_warnings(record=True) as inner:
        warnings.simplefilter("always")
        noisy()
        noisy()
        print(len(inner), [str(one.message) for one in inner])
    try:
        noisy()
    except UserWarning:
        print("still an error")
with warnings.catch_warnings(action="ignore"):
    noisy()
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("default")
    noisy()
    noisy()
print(len(caught))
manager = warnings.catch_warnings()
with manager:
    pass
try:
    with manager:
        pass
except RuntimeError as error:
    print(error)
warnings.filterwarnings("ignore", "no.se")
noisy()
warnings.filterwarnings("default", category=ResourceWarning)
warnings.warn("unclosed", ResourceWarning)
try:
    warnings.filterwarnings("default", category=ValueError)
except TypeError as error:
    print(error)
