"""How a server process ends: when the last request is answered it is gone, and its memory with it."""

import subprocess
import sys

SERVER = """
import atexit, os, signal, socket, sys, threading, time
import uvicorn
from api.stopping import Server

async def application(scope, receive, send): ...

def stop():
    while not server.started:
        time.sleep(0.01)
    print("serves")
    os.kill(os.getpid(), signal.SIGTERM)

listening = socket.create_server(("127.0.0.1", 0))
server = Server(uvicorn.Config(application, lifespan="off", log_config=None))
atexit.register(print, "was taken apart")
threading.Thread(target=stop).start()
server.run([listening])
print("goes on")
"""


def test_a_server_that_was_told_to_stop_is_gone_with_its_memory_and_its_words_are_written() -> None:
    done = subprocess.run([sys.executable, "-c", SERVER], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "serves\n", "")


def test_one_that_could_not_start_ends_as_any_program() -> None:
    failing = SERVER.replace('lifespan="off"', 'lifespan="on"').replace("send): ...", "send): raise RuntimeError")
    failing = failing.replace("threading.Thread(target=stop).start()", "")
    done = subprocess.run([sys.executable, "-c", failing], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (3, "was taken apart\n")
