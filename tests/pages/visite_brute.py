"""Visit the real server as a program would, without a browser: open a page by its hash and read what the server sends."""

from __future__ import annotations

import re
from collections.abc import Mapping

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.sync.client import connect

from tests.navigateur import ROOT, Serveur


def page_hash(page: str) -> str:
    """Return the mark by which Streamlit calls a page: that of its address."""
    return calc_hash(page)


def script_hash(path: str) -> str:
    """Return the mark that Streamlit's older way of listing pages gave a script."""
    return calc_hash(str(ROOT / path))


def visiter(serveur: Serveur, cookies: Mapping[str, str] | None = None, **asked: str) -> str:
    """Ask for one run (`page_script_hash`, `page_name`, `query_string`) and return every text of the answer."""
    address = serveur.url.replace("http", "ws", 1) + "/_stcore/stream"
    sent = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
    headers = {"Origin": serveur.url} | ({"Cookie": sent} if sent else {})
    # Streamlit believes the cookie of its login only with the word that its own pages repeat.
    spoken = ["streamlit", *([cookies["_streamlit_xsrf"]] if cookies and "_streamlit_xsrf" in cookies else [])]
    received = []
    with connect(address, additional_headers=headers, subprotocols=spoken, max_size=None) as socket:
        message = BackMsg()
        message.rerun_script.query_string = asked.get("query_string", "")
        message.rerun_script.page_script_hash = asked.get("page_script_hash", "")
        message.rerun_script.page_name = asked.get("page_name", "")
        socket.send(message.SerializeToString())
        while not received or received[-1].WhichOneof("type") != "script_finished":
            answer = ForwardMsg()
            answer.ParseFromString(socket.recv(timeout=60))
            received.append(answer)
    return "\n".join(str(answer) for answer in received)


def titres(texts: str) -> list[str]:
    """Return the first-level headings of an answer."""
    return re.findall(r'<h1 class=\\"a-phrase\\">(.*?)</h1>', texts)
