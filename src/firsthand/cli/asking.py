"""The options by which a language model is named, and what asking it took."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from firsthand.model.errors import AskingError

_Verb = TypeVar("_Verb", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--ask",
        metavar="ADDRESS",
        help="Ask the language model at this OpenAI-compatible address (http://localhost:8000/v1) who says "
        "what. THE TEXTS ARE SENT THERE. Default: none is asked, nothing leaves this machine.",
    ),
    click.option("--ask-model", metavar="NAME", help="The model to ask, as the server calls it."),
    click.option(
        "--ask-key-env",
        metavar="VARIABLE",
        help="The environment variable that holds the server's key. The key is neither kept nor shown.",
    ),
    click.option(
        "--ask-timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS", help="Default: 120."
    ),
    click.option("--ask-tries", type=click.IntRange(1), metavar="N", help="Tries a question. Default: 4."),
    click.option(
        "--ask-at-once", type=click.IntRange(1, 64), metavar="N", help="Questions at once. Default: 4."
    ),
    click.option(
        "--ask-price-in", type=click.FloatRange(0), metavar="PRICE", help="Of a million tokens sent."
    ),
    click.option(
        "--ask-price-out", type=click.FloatRange(0), metavar="PRICE", help="Of a million tokens answered."
    ),
)
_NAMES = {
    "ask_key_env": "key_variable",
    "ask_timeout": "timeout_s",
    "ask_tries": "tries",
    "ask_at_once": "at_once",
    "ask_price_in": "price_in",
    "ask_price_out": "price_out",
}


def asking_options(verb: _Verb) -> _Verb:
    """Give a verb the options by which a language model is named."""
    for option in reversed(_OPTIONS):
        verb = option(verb)
    return verb


def asking_from(ask: str | None, ask_model: str | None, **limits: Any) -> Any:
    """Return how a model is to be asked, None where none was named.

    Raises AskingError where the options do not make sense together.
    """
    given = {_NAMES[name]: value for name, value in limits.items() if value is not None}
    if ask is None:
        if given or ask_model:
            raise AskingError("Name the address of the model with --ask; without it none is asked.")
        return None
    if not ask_model:
        raise AskingError("Name the model to ask with --ask-model.")
    from firsthand.ask import Asking

    asking = Asking(ask, ask_model, **given)
    asking.key()  # a missing key is told before anything is read
    return asking
