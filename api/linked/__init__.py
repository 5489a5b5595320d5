"""Linked data: what has a page is told in RDF too, at the same address, for programs with SKOS and ESCO's words."""
