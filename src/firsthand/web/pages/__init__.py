"""The pages of the desk: a module each, with a router."""

from importlib import import_module
from pkgutil import iter_modules

from fastapi import APIRouter


def routers() -> tuple[APIRouter, ...]:
    """Return the routers of all pages: a module that lies here is taken in."""
    modules = [import_module(f"{__name__}.{one.name}") for one in iter_modules(__path__) if not one.ispkg]
    return tuple(module.router for module in modules if hasattr(module, "router"))
