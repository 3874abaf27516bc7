"""Starts Chromium so that it can reach nothing by itself.

Every request of a page is answered by firsthand. Should one ever pass that by, it meets a proxy that does not
exist and names that never resolve; what does not use a proxy (WebRTC, WebTransport) is switched off.
"""

import importlib.util
import os
import shutil
from typing import Any

from firsthand.model.errors import CollectError

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_NOWHERE = {"server": "http://127.0.0.1:9", "bypass": "<-loopback>"}
_ARGUMENTS = [
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--dns-prefetch-disable",
    "--disable-background-networking",
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-features=DnsOverHttps,AsyncDns,Translate,MediaRouter,OptimizationHints,DirectSockets",
    "--no-pings",
]
WITHOUT = """
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport", "SharedWorker"])
  delete globalThis[name];
"""
"""Run before a page's own scripts: takes away what could speak past a proxy."""


def find_chromium() -> str | None:
    """Return the path of the Chromium on this machine, if there is one."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def require_browser() -> str:
    """Return the path of Chromium; raises CollectError where it, or what drives it, is missing."""
    if importlib.util.find_spec("playwright") is None:
        raise CollectError(
            "--browser needs Playwright, which is not installed: pip install firsthand[browser]. "
            "Without --browser, pages are kept as they are served."
        )
    path = find_chromium()
    if path is None:
        raise CollectError(
            "--browser needs Chromium, which is not installed: apt install chromium. Without --browser, "
            "pages are kept as they are served."
        )
    return path


async def launch(playwright: Any, path: str) -> Any:
    """Start Chromium with a fresh profile of its own, which is gone when it ends."""
    return await playwright.chromium.launch(
        executable_path=path,
        headless=True,
        args=_ARGUMENTS,
        proxy=_NOWHERE,
        # Chromium refuses to run in its sandbox as root.
        chromium_sandbox=os.geteuid() != 0,
    )
