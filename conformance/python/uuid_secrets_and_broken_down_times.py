import secrets
import time
import uuid

moment = time.gmtime(1700000000)
print(moment.tm_year, moment[:6], moment.tm_wday, moment.tm_yday, len(moment))
print(moment)
print(time.strftime("%Y-%m-%d %H:%M:%S %a %b %j %p %%", moment), time.asctime(moment), time.gmtime(0)[:3])
print(time.strftime("%H:%M:%S", time.gmtime(3661)), type(time.localtime()).__name__)
print([type(clock()).__name__ for clock in (time.thread_time, time.perf_counter_ns, time.process_time_ns)])
made = uuid.uuid4()
print(len(str(made)), made.version, made.variant, made == uuid.UUID(str(made)), {made: 1}[uuid.UUID(made.hex)])
print(uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid3(uuid.NAMESPACE_URL, "x"))
print(repr(uuid.UUID("{12345678-1234-5678-1234-567812345678}")), uuid.UUID(int=5).fields, uuid.UUID(int=1) < uuid.UUID(int=2))
print(len(secrets.token_hex(8)), len(secrets.token_bytes(4)), secrets.choice([7]), 0 <= secrets.randbelow(10) < 10)
for bad in (lambda: uuid.UUID("12"), lambda: uuid.UUID(), lambda: secrets.randbelow(0)):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
made.int = 3
