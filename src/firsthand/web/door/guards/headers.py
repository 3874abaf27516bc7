"""The headers that every answer carries: what the visitor's browser may do with it."""

from starlette.datastructures import MutableHeaders

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

_UNUSED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture",
    "geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment",
    "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip

# A referrer is sent to the desk alone: with "no-referrer" browsers would also hide from it where a form comes
# from (Origin: null), which is what tells its own forms from those of strangers.
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "x-frame-options": "DENY",
    "x-permitted-cross-domain-policies": "none",
    "x-dns-prefetch-control": "off",
    "x-robots-tag": "noindex, nofollow, noarchive",
    "permissions-policy": ", ".join(f"{name}=()" for name in _UNUSED),
}
_YEAR_SECONDS = 365 * 24 * 3600


def protect(headers: MutableHeaders, *, secure: bool) -> None:
    """Set on an answer what all answers carry; what a page sets more strictly for itself stays."""
    for name, value in _ALWAYS.items():
        headers[name] = value
    if headers.get("content-disposition", "").startswith("attachment"):
        headers["content-security-policy"] = (
            SANDBOX  # what a document brings is run nowhere, whoever opens it
        )
    headers.setdefault("content-security-policy", POLICY)
    headers.setdefault("cache-control", "no-store, private")
    if secure:
        headers["strict-transport-security"] = f"max-age={_YEAR_SECONDS}"
    for name in ("server", "x-powered-by"):
        if name in headers:
            del headers[name]
