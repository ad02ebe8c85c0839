# What a thread raises ends that thread alone; threading.excepthook is told.
import sys
import threading


def fails(value):
    raise ValueError(value)


def leaves():
    sys.exit(3)


def hook(args):
    print("hook:", args.exc_type.__name__, args.exc_value, args.thread.name)
    print("traceback:", args.exc_traceback is not None, len(args), args[0] is args.exc_type)


for target, arguments in ((fails, ("loud",)), (leaves, ())):
    t = threading.Thread(target=target, args=arguments, name=target.__name__)
    t.start()
    t.join()
    print(target.__name__, "is over, the program goes on")
threading.excepthook = hook
t = threading.Thread(target=fails, args=("quiet",))
t.start()
t.join()
threading.excepthook = threading.__excepthook__
print(threading.excepthook is threading.__excepthook__)


class Own(threading.Thread):
    def run(self):
        try:
            {}["key"]
        finally:
            print("finally of", self.name)


own = Own(name="own")
own.start()
own.join()
print("end")
