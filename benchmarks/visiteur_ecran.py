"""What a browser keeps of the messages it receives: the elements shown, the state of their widgets, the messages not to be sent again.

Pure bookkeeping, without network: messages in, what the next request must say out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

TEXT, TEXTS, NUMBERS = "string_value", "string_array_value", "double_array_value"
KINDS = {
    "selectbox": TEXT, "radio": TEXT, "text_input": TEXT, "text_area": TEXT, "multiselect": TEXTS, "button_group": TEXTS,
    "slider": NUMBERS, "checkbox": "bool_value", "number_input": "double_value", "button": "trigger_value",
}  # fmt: skip
"""Kind of widget → field of its state, for the kinds that a visitor handles."""


@dataclass(frozen=True)
class Widget:
    """One widget shown: how to name it, what it offers, the fragment it redraws alone."""

    kind: str
    proto: Any
    fragment: str

    @property
    def label(self) -> str:
        """Give the words beside the widget."""
        return self.proto.label

    def options(self) -> list[str]:
        """List what can be chosen, as the state names it."""
        if self.kind == "checkbox":
            return ["", "1"]
        return [getattr(option, "content", option) for option in getattr(self.proto, "options", [])]

    def initial(self) -> list[str] | float | bool | None:
        """Give the value that the widget has when it appears (a list of texts, whatever the field)."""
        if self.kind == "checkbox":
            return self.proto.default
        if self.kind in {"selectbox", "radio"}:
            chosen = self.proto.default if self.proto.HasField("default") else None
            return [self.options()[chosen]] if chosen is not None and self.options() else []
        if self.kind in {"multiselect", "button_group"}:
            return [self.options()[rank] for rank in self.proto.default]
        return list(self.proto.default) if self.kind == "slider" else self._typed()

    def _typed(self) -> list[str] | float | None:
        """Give the initial value of a field that one types in."""
        if self.kind == "button":
            return None
        has_value = self.proto.HasField("default")
        return (self.proto.default if self.kind == "number_input" else [self.proto.default]) if has_value else []


def make_state(widget: Widget, value: list | float | bool) -> WidgetState:
    """Write the state of a widget as the browser sends it."""
    state, field_name = WidgetState(id=widget.proto.id), KINDS[widget.kind]
    if field_name in {TEXTS, NUMBERS}:
        getattr(state, field_name).data.extend(value)
    elif isinstance(value, list):
        if value:
            setattr(state, field_name, value[0])
    else:
        setattr(state, field_name, value)
    return state


@dataclass
class Screen:
    """What one tab shows and remembers."""

    elements: dict[tuple[int, ...], tuple[int, Element, str]] = field(default_factory=dict)
    states: dict[str, WidgetState] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    """Name in the address → mark of the page's script."""
    page: str = ""
    sessions: list[str] = field(default_factory=list)
    """The session on the server, after those it forgot."""
    _cached: dict[str, tuple[int, ForwardMsg]] = field(default_factory=dict)
    _run: int = 0
    _age: int = 2

    def receive(self, message: ForwardMsg) -> None:
        """Take one message into account."""
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            original = self._cached[message.ref_hash][1]
            self._cached[message.ref_hash] = (self._run, original)
            kept = ForwardMsg()
            kept.CopyFrom(original)
            kept.metadata.delta_path[:] = message.metadata.delta_path
            message, kind = kept, kept.WhichOneof("type")
        elif message.metadata.cacheable:
            self._cached[message.hash] = (self._run, message)
        reader = getattr(self, f"_on_{kind}", None)
        if reader:
            reader(message)

    def widgets(self) -> list[Widget]:
        """List the widgets shown, in the order of the page."""
        found = (
            Widget(element.WhichOneof("type"), getattr(element, element.WhichOneof("type")), fragment)
            for _, (_, element, fragment) in sorted(self.elements.items())
        )
        return [widget for widget in found if widget.kind in KINDS and not getattr(widget.proto, "disabled", False)]

    def widget_states(self) -> WidgetStates:
        """Write what the browser says of its widgets at each request."""
        return WidgetStates(widgets=self.states.values())

    def cached_hashes(self) -> list[str]:
        """List the messages that the server need not send again."""
        return list(self._cached)

    def troubles(self) -> list[str]:
        """List the errors that the person reads on the page."""
        shown = [element for _, element, _ in self.elements.values()]
        alerts = [e.alert.body for e in shown if e.WhichOneof("type") == "alert" and e.alert.format == e.alert.ERROR]
        return alerts + [e.exception.message for e in shown if e.WhichOneof("type") == "exception"]

    def _on_new_session(self, message: ForwardMsg) -> None:
        """Begin a run."""
        self._run += 1
        self._age = message.new_session.config.max_cached_message_age or self._age
        session = message.new_session.initialize.session_id
        if session not in self.sessions[-1:]:
            self.sessions.append(session)

    def _on_navigation(self, message: ForwardMsg) -> None:
        """Learn the pages and which one this is."""
        self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
        self.pages[""] = next(p.page_script_hash for p in message.navigation.app_pages if p.is_default)
        self.page = message.navigation.page_script_hash

    def _on_delta(self, message: ForwardMsg) -> None:
        """Put an element, or a group, in its place."""
        path = tuple(message.metadata.delta_path)
        if message.delta.WhichOneof("type") != "new_element":
            return
        self.elements[path] = (self._run, message.delta.new_element, message.delta.fragment_id)

    def _on_script_finished(self, message: ForwardMsg) -> None:
        """Take away what the run did not draw again, and give each new widget its first value."""
        if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            self.elements = {path: kept for path, kept in self.elements.items() if kept[0] == self._run}
            self._cached = {key: kept for key, kept in self._cached.items() if self._run - kept[0] < self._age}
        shown = {widget.proto.id: widget for widget in self.widgets()}
        self.states = {key: state for key, state in self.states.items() if key in shown}
        for key, widget in shown.items():
            value = widget.initial()
            if value is not None and key not in self.states:
                self.states[key] = make_state(widget, value)
