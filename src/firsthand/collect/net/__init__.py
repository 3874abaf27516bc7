"""One guarded exchange with a server: the address is checked, the bytes are kept, every limit holds."""

from firsthand.collect.net.exchange import Answer, Asker
from firsthand.collect.net.failing import UnansweredError
from firsthand.collect.net.guarding import Guard, Resolve, resolve_name

__all__ = ["Answer", "Asker", "Guard", "Resolve", "UnansweredError", "resolve_name"]
