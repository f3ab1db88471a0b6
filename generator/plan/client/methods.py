"""Methods: one plan for both clients, printed twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.config import OperationConfig
from generator.ir.api import Operation
from generator.plan.annotation import Annotation
from generator.plan.client import names
from generator.plan.client.arguments import OMIT_IMPORTS, Argument, Arguments
from generator.plan.client.docstrings import method_words
from generator.plan.client.operations import Descriptor
from generator.plan.client.results import Chosen, Result, binary_result
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
    the client itself.  `deprecation`: what its mark says, "" for the usual words.
    """

    name: str
    operation: Operation
    own: OperationConfig
    arguments: Arguments
    result: Result
    descriptor: Descriptor
    switch: Switch | None
    sender: str
    deprecation: str = ""

    @property
    def typing_imports(self) -> frozenset[Import]:
        """What annotations need, in both clients."""
        found = TAIL_IMPORTS | self.descriptor.typing_imports
        for argument in self.arguments.items:
            found |= argument.annotation.imports
        for answer in self.result.choice.answers if self.result.choice is not None else ():
            found |= answer.annotation.imports
        for pair in (self.result.types, self.result.stream):
            if pair is not None:
                found |= pair.sync.imports | pair.asynchronous.imports
        return found

    @property
    def imports(self) -> frozenset[Import]:
        """What the module needs when it is loaded."""
        found = TAIL_SENTINELS | self.descriptor.imports
        if self.switch is not None or self._chooser is not None:
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
        return (deprecation_mark(self.name, self.deprecation),)

    def _signature(self, asynchronous: bool) -> SignatureView:
        returns = self.result.types.pick(asynchronous)
        if self.result.stream is not None:
            returns = names.either(returns, self.result.stream.pick(asynchronous))
        switch = self.switch.anything if self.switch is not None and self.switch.is_added else None
        return SignatureView(self._parameters(switch), returns.code)

    def _overloads(self, asynchronous: bool) -> Iterator[SignatureView]:
        """One for each type of answer; without a stream, with one, and for a value that is only known at run time."""
        plain = self.result.types.pick(asynchronous)
        off = self.switch.off if self.switch is not None else None
        for form, answer in self._choices():
            yield SignatureView(self._parameters(off, form), answer.annotation.code)
        if self.switch is not None and self.result.stream is not None:
            stream = self.result.stream.pick(asynchronous)
            yield SignatureView(self._parameters(off), plain.code)
            yield SignatureView(self._parameters(self.switch.on), stream.code)
            yield SignatureView(self._parameters(self.switch.either), names.either(plain, stream).code)
        elif self._chooser is not None:
            yield SignatureView(self._parameters(), plain.code)

    @property
    def _chooser(self) -> Argument | None:
        """The argument that the type of the answer follows from."""
        choice = self.result.choice
        return self.arguments.named(choice.argument, "body", "query") if choice is not None else None

    def _choices(self) -> Iterator[tuple[Argument, Chosen]]:
        """Forms of that argument with what each leads to; the first one may be left out."""
        argument, choice = self._chooser, self.result.choice
        if argument is None or choice is None:
            return
        for number, answer in enumerate(choice.answers):
            values = ", ".join(literal(value) for value in answer.values)
            annotation = Annotation(Code(f"Literal[{values}]"))
            required = argument.required or number > 0
            yield replace(argument, annotation=annotation, required=required, positional=False), answer

    def _parameters(self, *forms: Argument | None) -> tuple[Code, ...]:
        """Declarations in order; each of `forms` stands in for the argument of its name, or is one more."""
        items = self.arguments
        for form in forms:
            if form is not None:
                others = [a for a in items.items if a.name != form.name]
                items = Arguments(tuple(_inserted(others, form)), None)
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


def deprecation_mark(name: str, words: str) -> Code:
    """The decorator of a deprecated method; `words`: what the configuration says of it."""
    return Code(f"@deprecated({literal(words or f'`{name}` is deprecated by the API.')})")


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
