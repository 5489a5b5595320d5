"""The table of word vectors, and how it is made. At run time only its files are read, by words.word_table."""
