"""The REST door: trusted documents that have a name, each at an address of its own, for who does not speak GraphQL."""
