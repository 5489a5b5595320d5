"""The GraphQL view of the knowledge: Strawberry types whose values are the objects of a snapshot themselves."""
