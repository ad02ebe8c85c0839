# stderr: whole
# The report of a coroutine that was never awaited goes through the filters.
import warnings


async def work():
    pass


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    work()
print(caught[0].category.__name__, caught[0].message, caught[0].lineno)

warnings.simplefilter("ignore")
work()
warnings.simplefilter("always")
for _ in range(2):
    work()


def make():
    local = work()
    print("dies with its function")


make()
warnings.filterwarnings("ignore", message="coroutine 'work'")
work()
print("end")
