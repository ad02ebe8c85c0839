# What asyncio raises.

from _asyncio import CancelledError, InvalidStateError
TimeoutError = TimeoutError
