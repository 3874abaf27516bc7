"""What the web holds to preserved originals: exchanges with servers, kept byte for byte."""

from firsthand.collect.collecting import collect
from firsthand.collect.limits import CollectLimits
from firsthand.collect.outcome import Collected, Missed, Taken
from firsthand.collect.settings import Settings, server_named

__all__ = ["CollectLimits", "Collected", "Missed", "Settings", "Taken", "collect", "server_named"]
