# No such feature.
from __future__ import teleportation
