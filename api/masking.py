"""Addresses without their secrets, for people to look at."""

import re

MASK = "***"
SECRET = ("database_url", "rate_storage", "api_key")  # settings that may have one in them
WHOLLY_SECRET = ("api_key",)
_IN_ADDRESS = re.compile(r"(://[^/?#@:\s]*):[^/?#\s]*@")  # a password may have an @ of its own
_AS_PARAMETER = re.compile(r"([?&\s](?:password|sslpassword|passphrase)=)('[^']*'|[^&\s]*)", re.I)


def masked(value: str) -> str:
    """The same with stars in the place of passwords."""
    return _AS_PARAMETER.sub(rf"\1{MASK}", _IN_ADDRESS.sub(rf"\1:{MASK}@", value))
