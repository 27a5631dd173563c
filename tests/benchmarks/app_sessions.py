"""A person's session without a browser: what Streamlit's page says to its server, said by a program, on loopback.

Fifty browsers would fill the machine that is measured; fifty of these leave it to the server.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

LARGEST = 2**26  # bytes of a message


class Faulty(Exception):
    """The page shows an error; its words."""


@dataclass
class Session:
    """An open session: its page, what its widgets hold, and the widgets on screen by their label."""

    socket: ClientConnection
    page: str = ""
    pages: dict[str, str] = field(default_factory=dict)  # path in the address → page
    held: dict[str, WidgetState] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)  # label → widget
    options: dict[str, Sequence[str]] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)  # sentences and figures of the page

    @classmethod
    async def opened(cls, address: str) -> Session:
        """A new session on the first page, once it is whole."""
        url = address.replace("http", "ws", 1) + "/_stcore/stream"
        session = cls(await connect(url, subprotocols=["streamlit"], origin=address, max_size=LARGEST))
        await session._run()
        return session

    async def close(self) -> None:
        await self.socket.close()

    async def go(self, path: str) -> float:
        """Open a page of the menu; the seconds until it is whole."""
        self.page = self.pages[path]
        return await self._run()

    async def choose(self, label: str, *chosen: str) -> float:
        """Keep these options of a list, none for all of them."""
        written = [option for option in self.options[label] if option.startswith(chosen)] if chosen else []
        self._hold(label).string_array_value.data[:] = written
        return await self._run()

    async def open_tab(self, label: str) -> float:
        self._hold(label).string_value = label
        return await self._run()

    async def send_form(self, texts: dict[str, str], button: str) -> float:
        """Fill the fields of a form, then its button."""
        for label, text in texts.items():
            self._hold(label).string_value = text
        self._hold(button).trigger_value = True
        seconds = await self._run()
        del self.held[self.shown[button]]
        return seconds

    def _hold(self, label: str) -> WidgetState:
        widget = self.shown[label]
        return self.held.setdefault(widget, WidgetState(id=widget))

    async def _run(self) -> float:
        """Ask for the page as it stands; the seconds until its last word."""
        self.words = []
        asked = BackMsg()
        asked.rerun_script.page_script_hash = self.page
        asked.rerun_script.widget_states.widgets.extend(self.held.values())
        began = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        while True:
            said = ForwardMsg.FromString(await self.socket.recv())
            kind = said.WhichOneof("type")
            if kind == "navigation":
                self.pages = {page.url_pathname: page.page_script_hash for page in said.navigation.app_pages}
            elif kind == "delta":
                self._notice(said)
            elif kind == "script_finished":
                return time.perf_counter() - began

    def _notice(self, said: ForwardMsg) -> None:
        """Remember the widgets; refuse an error."""
        if said.delta.WhichOneof("type") == "new_element":
            self._element(said.delta.new_element)
        elif said.delta.WhichOneof("type") == "add_block":
            self._block(said.delta.add_block)

    def _element(self, element: Element) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception" or (kind == "alert" and element.alert.format == element.alert.ERROR):
            raise Faulty(element.exception.message or element.alert.body)
        if kind in ("markdown", "metric", "heading"):
            self.words.append(getattr(element, kind).body)
        if kind in ("multiselect", "text_area", "text_input", "button"):
            widget = getattr(element, kind)
            self.shown[widget.label] = widget.id
            if kind == "multiselect":
                self.options[widget.label] = list(widget.options)

    def _block(self, block: Block) -> None:
        if block.WhichOneof("type") == "tab":
            self.shown[block.tab.label] = self.shown.get("onglets", "")
        elif block.WhichOneof("type") == "tab_container":
            self.shown["onglets"] = block.id
