"""HTTP and the command line."""

import os

# Before numpy is first imported, which reads it then. What is multiplied for one request is small: more threads take
# more processor time to wait for each other than there is to save, and the more so the more requests there are.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
