"""Methods: one plan for both clients, printed twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.config import OperationConfig
from generator.ir.api import Operation
from generator.plan.client import names
from generator.plan.client.arguments import OMIT_IMPORTS, Argument, Arguments
from generator.plan.client.docstrings import method_words
from generator.plan.client.operations import Descriptor
from generator.plan.client.results import Result, binary_result
from generator.plan.client.switches import Switch, plan_switch
from generator.plan.client.views import MethodView, Setting, SignatureView
from generator.plan.code import Code, literal
from generator.plan.imports import Import

TAIL_NAMES = {
    "extra_headers": "extra_headers: Headers | None = None",
    "extra_query": "extra_query: Query | None = None",
    "extra_body": "extra_body: Body | None = None",
    "timeout": "timeout: TimeoutTypes | None | NotGiven = not_given",
}
"""What every method takes besides the operation's own arguments: declarations by name."""

TAIL_IMPORTS = frozenset(
    [Import((names.RUNTIME, "aliases"), name) for name in ("Body", "Headers", "Query", "TimeoutTypes")]
)
TAIL_SENTINELS = frozenset([Import((names.RUNTIME, "sentinels"), name) for name in ("NotGiven", "not_given")])
_PASSED = tuple(Setting(Code(name), Code(name)) for name in TAIL_NAMES)


@dataclass(frozen=True, slots=True)
class Method:
    """Everything about one method that both clients share.

    `operation`: the IR's, for the HTTP method and path.  `sender`: what has `request`: the client of a resource, or
    the client itself.
    """

    name: str
    operation: Operation
    own: OperationConfig
    arguments: Arguments
    result: Result
    descriptor: Descriptor
    switch: Switch | None
    sender: str

    @property
    def typing_imports(self) -> frozenset[Import]:
        """What annotations need, in both clients."""
        found = TAIL_IMPORTS | self.descriptor.typing_imports
        for argument in self.arguments.items:
            found |= argument.annotation.imports
        for pair in (self.result.types, self.result.stream):
            if pair is not None:
                found |= pair.sync.imports | pair.asynchronous.imports
        return found

    @property
    def imports(self) -> frozenset[Import]:
        """What the module needs when it is loaded."""
        found = TAIL_SENTINELS | self.descriptor.imports
        if self.switch is not None:
            found |= {Import("typing", "overload"), Import("typing", "Literal")}
        if self.switch is not None or any(not argument.required for argument in self.arguments.items):
            found |= OMIT_IMPORTS
        found |= {a.convert for a in self.arguments.items if a.convert is not None}
        if self.operation.deprecated:
            found |= {Import("typing_extensions", "deprecated")}
        return found

    def view(self, asynchronous: bool) -> MethodView:
        """The method as printed in one of the classes."""
        is_paged = bool(self.result.page)
        keyword, call = "def", f"return {self.sender}.request"
        if asynchronous:
            keyword, call = "async def", f"return await {self.sender}.request"
        if self.switch is not None:
            call += "_or_stream"
        if asynchronous and is_paged:
            keyword, call = "def", f"return {self.sender}.paginate"
        return MethodView(
            keyword=Code(keyword),
            name=Code(self.name),
            decorators=self._decorators(),
            overloads=tuple(self._overloads(asynchronous)),
            signature=self._signature(asynchronous),
            words=method_words(self.operation, self.arguments.items),
            call=Code(call),
            operation=self.descriptor.view.name,
            settings=tuple(self._settings()),
        )

    def _decorators(self) -> tuple[Code, ...]:
        if not self.operation.deprecated:
            return ()
        message = literal(f"`{self.name}` is deprecated by the API.")
        return (Code(f"@deprecated({message})"),)

    def _signature(self, asynchronous: bool) -> SignatureView:
        returns = self.result.types.pick(asynchronous)
        if self.result.stream is not None:
            returns = names.either(returns, self.result.stream.pick(asynchronous))
        switch = self.switch.anything if self.switch is not None and self.switch.is_added else None
        return SignatureView(self._parameters(switch), returns.code)

    def _overloads(self, asynchronous: bool) -> Iterator[SignatureView]:
        """Without a stream, with one, and for a value that is only known at run time."""
        if self.switch is None or self.result.stream is None:
            return
        plain, stream = self.result.types.pick(asynchronous), self.result.stream.pick(asynchronous)
        yield SignatureView(self._parameters(self.switch.off), plain.code)
        yield SignatureView(self._parameters(self.switch.on), stream.code)
        yield SignatureView(self._parameters(self.switch.either), names.either(plain, stream).code)

    def _parameters(self, switch: Argument | None) -> tuple[Code, ...]:
        """Declarations in order; `switch` stands in for the argument of its name, or is one more."""
        items = self.arguments
        if switch is not None:
            others = [a for a in self.arguments.items if a.name != switch.name]
            items = Arguments(tuple(_inserted(others, switch)), None)
        codes = [argument.declaration() for argument in items.positional]
        codes.append(Code("*"))
        codes += [argument.declaration() for argument in items.keywords]
        return (*codes, *(Code(line) for line in TAIL_NAMES.values()))

    def _settings(self) -> Iterator[Setting]:
        """What is handed on: wire names to arguments, by place."""
        if self.switch is not None:
            yield Setting(Code("stream"), Code(self.switch.name))
        for source, keyword in (
            ("path", "path"),
            ("query", "query"),
            ("header", "headers"),
            ("cookie", "cookies"),
        ):
            entries = [a for a in self.arguments.items if a.source == source and not self._is_switch(a)]
            if source == "path":
                entries.sort(key=lambda a: self.operation.path.find("{" + a.wire + "}"))
            if entries:
                yield Setting(Code(keyword), _mapping(entries))
        content = self.arguments.content
        whole = self.arguments.of("whole")
        if whole:
            yield Setting(Code("body"), whole[0].value)
        elif content is not None:
            yield Setting(
                Code("body"), _mapping([a for a in self.arguments.of("body") if not self._is_switch(a)])
            )
        for argument in self.arguments.of("media"):
            yield Setting(Code("media"), Code(argument.name))
        yield from _PASSED

    def _is_switch(self, argument: Argument) -> bool:
        return self.switch is not None and argument.name == self.switch.name


def _inserted(others: list[Argument], switch: Argument) -> list[Argument]:
    """The switch among the other arguments: last of the required ones, or at its place in the alphabet."""
    required = [a for a in others if a.required]
    optional = [a for a in others if not a.required]
    if switch.required:
        return [*required, switch, *optional]
    return [*required, *sorted([*optional, switch], key=lambda a: a.name)]


def _mapping(arguments: list[Argument]) -> Code:
    return Code("{" + ", ".join(f"{literal(a.wire)}: {a.value}" for a in arguments) + "}")


def download(method: Method, name: str, descriptor: Descriptor, binary_class: str) -> Method:
    """The same method, answering with the raw bytes (Discovery: ``alt=media``)."""
    result = binary_result(binary_class)
    return replace(method, name=name, result=result, descriptor=descriptor, switch=None)


def make_switch(operation: Operation, arguments: Arguments, result: Result) -> Switch | None:
    """The switch of a method that may stream."""
    if result.stream is None or operation.streaming is None:
        return None
    return plan_switch(operation.streaming, arguments)
