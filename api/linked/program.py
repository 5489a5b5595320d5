"""Tells apart versions of the program that may say the same thing in other RDF."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files

PACKAGES = ("api.linked", "seeds.rdf", "knowledge.model")


@cache
def program() -> bytes:
    """A hash of what RDF is made by. It is in every tag, so that nobody keeps what another version would not say."""
    digest = sha256(version("pyoxigraph").encode())
    for package in PACKAGES:
        found = sorted(
            (each for each in files(package).iterdir() if each.name.endswith(".py")), key=lambda each: each.name
        )
        for file in found:
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.digest()
