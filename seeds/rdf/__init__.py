"""What records are in RDF: the words, the names of things, and the statements. Servers import it: it is light."""
