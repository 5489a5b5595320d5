"""The heart of Rolegraph: the model, the immutable snapshot of it, and the analysis over that snapshot.

Nothing here knows about databases, GraphQL or HTTP.
"""
