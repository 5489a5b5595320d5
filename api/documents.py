"""Documents that are asked for by their hash: trusted ones from the database, and those that clients registered."""

from collections import OrderedDict
from collections.abc import Mapping
from hashlib import sha256

from graphql import GraphQLError

from api.protocol import Operation
from schema.document import Refused
from schema.errors import BAD_USER_INPUT

MOST_CHARACTERS = 2_000_000  # of the documents that clients registered

PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
PERSISTED_DOCUMENT_NOT_FOUND = "PERSISTED_DOCUMENT_NOT_FOUND"
DOCUMENT_NOT_TRUSTED = "DOCUMENT_NOT_TRUSTED"


class PersistedDocuments:
    """The texts of documents by the SHA-256 of them, as 64 hexadecimal digits."""

    def __init__(self, *, trusted_only: bool):
        self._trusted_only = trusted_only
        self._trusted: Mapping[str, str] = {}
        self._trusted_texts: frozenset[str] = frozenset()
        self._registered: OrderedDict[str, str] = OrderedDict()
        self._characters = 0

    def trust(self, documents: Mapping[bytes, str]) -> None:
        """These, by the bytes of their hash, and no others are trusted from now on."""
        self._trusted = {digest.hex(): text for digest, text in documents.items()}
        self._trusted_texts = frozenset(documents.values())

    def text(self, operation: Operation) -> str:
        """The text of the document that is asked for. Raises `Refused`."""
        text = operation.text
        if text is None:
            assert operation.document is not None, "there is a text or a hash"
            text = self._known(operation.document, is_automatic=operation.is_automatic)
        elif operation.document is not None and sha256(text.encode()).hexdigest() != operation.document:
            raise _refused("sha256Hash is not the hash of query.", BAD_USER_INPUT)
        if self._trusted_only and text not in self._trusted_texts:
            raise _refused("This server answers registered documents only.", DOCUMENT_NOT_TRUSTED)
        return text

    def register(self, operation: Operation) -> None:
        """Remember a document that came with its hash, which was compared, and was found valid."""
        if operation.text is None or operation.document is None or operation.document in self._registered:
            return
        self._registered[operation.document] = operation.text
        self._characters += len(operation.text)
        while self._characters > MOST_CHARACTERS:
            self._characters -= len(self._registered.popitem(last=False)[1])

    def _known(self, digest: str, *, is_automatic: bool) -> str:
        if digest in self._registered:
            self._registered.move_to_end(digest)
            return self._registered[digest]
        if digest in self._trusted:
            return self._trusted[digest]
        if is_automatic:
            raise _refused("PersistedQueryNotFound", PERSISTED_QUERY_NOT_FOUND)  # the words that Apollo's clients know
        raise _refused("There is no document with this documentId.", PERSISTED_DOCUMENT_NOT_FOUND)


def _refused(message: str, code: str) -> Refused:
    return Refused([GraphQLError(message, extensions={"code": code})])
