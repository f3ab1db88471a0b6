"""Names and modules of everything that is printed at the top of a module.

The order decides who gets a contested name: what the configuration names, then what belongs to operations
(params, answers, events), then components in document order.  Types local to another are named in
:mod:`generator.plan.types.local_names`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from generator.config import OperationConfig, TargetConfig
from generator.diagnostics import NOWHERE, Diagnostics, Origin
from generator.ir.api import Api, Operation
from generator.ir.types import Ref, TypeDef, TypeId, TypeRef
from generator.plan import identifiers, words
from generator.plan.annotation import Dialect, TypeName
from generator.plan.imports import ModulePath
from generator.plan.types.bodies import chosen_content
from generator.plan.types.homes import strays
from generator.plan.types.layout import ROOT, WEBHOOKS, Layout, Placed, Placements
from generator.plan.types.neutral import Neutral
from generator.plan.types.reach import OPERATION, WEBHOOK, Reach, answer, other_answers
from generator.plan.types.tags import payload_union
from generator.plan.types.units import Names, Unit

__all__ = ["name_roots"]

_PARAM = ("Param", "Params")
_PHRASES = {
    "200": "OK",
    "201": "Created",
    "202": "Accepted",
    "203": "NonAuthoritative",
    "206": "Partial",
    "207": "MultiStatus",
    "2XX": "Success",
}
"""What success statuses are called in names."""
_NUMBERED = re.compile(r"[-_]\d{1,2}$")


def name_roots(
    api: Api,
    config: TargetConfig,
    reach: Reach,
    neutral: Neutral,
    layout: Layout,
    placements: Placements,
    diagnostics: Diagnostics,
) -> Names:
    """Give every root a module and a name.  Notes SDK600 and SDK601 for names and modules that had to change."""
    namer = _Namer(api, config, reach, neutral, layout, placements, diagnostics)
    namer.configured()
    namer.operations()
    namer.components()
    namer.webhooks()
    namer.strays()
    namer.called()
    return namer.names


class _Namer:
    """The state of one naming run: names and modules that are taken, by folder."""

    def __init__(
        self,
        api: Api,
        config: TargetConfig,
        reach: Reach,
        neutral: Neutral,
        layout: Layout,
        placements: Placements,
        diagnostics: Diagnostics,
    ) -> None:
        self.names = Names()
        self._api = api
        self._config = config
        self._reach = reach
        self._neutral = neutral
        self._layout = layout
        self._placements = placements
        self._diagnostics = diagnostics
        self._acronyms = words.ACRONYMS | {word.lower() for word in config.acronyms}
        components = [d.name for d in api.types.defs.values() if d.name is not None]
        self._component_names = {identifiers.pascal(name, self._acronyms).lower() for name in components}
        self._numbered = Counter(_NUMBERED.sub("", name) for name in components if _NUMBERED.search(name))
        self._classes: dict[ModulePath, set[str]] = {}
        self._modules: dict[ModulePath, set[str]] = {}
        for folder in sorted(layout.folders() | ({WEBHOOKS} if api.webhooks else frozenset[ModulePath]())):
            self._modules.setdefault(folder, {"_wire", "__init__"} if folder == ROOT else {"__init__"})
            if folder != ROOT:
                self._modules.setdefault(folder[:-1], set()).add(folder[-1].lower())

    def configured(self) -> None:
        """Definitions that the configuration names: the first name is the definition's, later ones are aliases.

        A definition that is named in one dialect only has its other form in the same folder.
        """
        for placed in self._layout.configured:
            known = self.names.types.get((placed.id, placed.dialect))
            choices = [placed.name, *self._others(placed.id, placed.dialect, placed.name)]
            if known is None:
                self._define(placed.id, placed.dialect, placed.folder, choices)
            elif known != TypeName((*placed.folder, known.module[-1]), placed.name):
                name = self._claim(placed.folder, choices, self._api.types.defs[placed.id].origin)
                self.names.units[name.module] = Unit(name, placed.dialect, target=known)
        for placed in self._layout.configured:
            for dialect in Dialect:
                if self._wants(placed.id, dialect):
                    wanted = self._counterpart(placed)
                    choices = [wanted, *self._others(placed.id, dialect, wanted)]
                    self._define(placed.id, dialect, placed.folder, choices)

    def _counterpart(self, placed: Placed) -> str:
        """The name in the other dialect than the configured one."""
        definition = self._api.types.defs[placed.id]
        if placed.dialect is Dialect.REQUEST:
            return self._default_name(definition, Dialect.RESPONSE)
        return placed.name if placed.name.endswith(_PARAM) else f"{placed.name}Param"

    def operations(self) -> None:
        """Params, unnamed answers and unnamed events."""
        for operation in self._api.operations:
            said = self._config.operations.get(operation.id, OperationConfig())
            folder = self._layout.operations[operation.id]
            base = self._operation_words(operation)
            if operation.params or operation.body is not None:
                self._params(operation, folder, said.params_name or f"{base}Params")
            result = operation.pagination.item if operation.pagination else answer(operation)
            if result is not None:
                wanted = self._spread(folder, said.response_name or f"{base}Response")
                name = self._answer(OPERATION + operation.id, folder, result, wanted, operation.origin)
                if name is not None:
                    self.names.answers[operation.id] = name
                    self._also(folder, said.response_name, name)
            self._other_answers(operation, folder, base)
            if operation.streaming is not None:
                wanted = self._spread(folder, f"{base}Event")
                event = operation.streaming.event
                name = self._answer(OPERATION + operation.id, folder, event, wanted, operation.origin)
                if name is not None:
                    self.names.events[operation.id] = name

    def _other_answers(self, operation: Operation, folder: ModulePath, base: str) -> None:
        """Answers of other statuses that have types of their own, named after the status (RFC 9110 section 15.3)."""
        for status, ref in other_answers(operation):
            word = _PHRASES.get(status, f"Status{identifiers.pascal(status)}")
            wanted = self._spread(folder, f"{base}{word}Response")
            name = self._answer(OPERATION + operation.id, folder, ref, wanted, operation.origin)
            if name is not None:
                self.names.others[operation.id, status] = name

    def components(self) -> None:
        """Named definitions, in document order, and inline ones that nothing printable owns."""
        for id, definition in self._api.types.defs.items():
            for dialect in Dialect:
                if self._wants(id, dialect) and self._is_root(definition):
                    wanted = self._default_name(definition, dialect)
                    self._define(id, dialect, ROOT, [wanted, *self._others(id, dialect, wanted)])

    def webhooks(self) -> None:
        """Payloads: those without a name get a module in the folder of webhooks, and all of them one union.

        Callbacks are typed alike but stay out of the union, which is what one registered address receives.
        """
        payloads: list[TypeRef] = []
        for webhook in self._api.webhooks:
            if webhook.payload is None:
                continue
            kind = "CallbackEvent" if webhook.is_callback else "WebhookEvent"
            wanted = f"{identifiers.pascal(webhook.name, self._acronyms)}{kind}"
            name = self._answer(WEBHOOK + webhook.name, WEBHOOKS, webhook.payload, [wanted], webhook.origin)
            if name is not None:
                self.names.webhooks[webhook.name] = name
                if webhook.payload not in payloads and not webhook.is_callback:
                    payloads.append(webhook.payload)
        if payloads:
            union = self._claim(WEBHOOKS, ["UnwrapWebhookEvent"])
            alias = payload_union(payloads, self._api.types.defs)
            self.names.units[union.module] = Unit(union, Dialect.RESPONSE, alias=alias)
            self.names.webhook_union = union

    def strays(self) -> None:
        """Types inline to an operation that only something else prints: modules of their own."""
        bases = {OPERATION + o.id: self._operation_words(o) for o in self._api.operations}
        for id, dialect in strays(self._api, self._reach, self.names):
            definition = self._api.types.defs[id]
            base = bases.get(str(definition.owner), "")
            inner = [
                piece for kind, word in definition.path if kind != "response" for piece in words.pieces(word)
            ]
            wanted = identifiers.joined([base, *inner], self._acronyms)
            ending = "Param" if dialect is Dialect.REQUEST else "Result"
            self._define(id, dialect, ROOT, [f"{wanted}{ending}", f"{wanted}Inline{ending}"])

    def _is_root(self, definition: TypeDef) -> bool:
        if definition.name is not None or definition.owner is None:
            return True
        owner = str(definition.owner)
        return owner not in self._api.types.defs and not owner.startswith((OPERATION, WEBHOOK))

    def _wants(self, id: TypeId, dialect: Dialect) -> bool:
        """Whether a definition still needs a module in a dialect."""
        return (id, dialect) not in self.names.types and self._reach.has(id, dialect)

    def _define(self, id: TypeId, dialect: Dialect, folder: ModulePath, candidates: list[str]) -> None:
        origin = self._api.types.defs[id].origin
        name = self._claim(folder, candidates, origin)
        self.names.units[name.module] = Unit(name, dialect, root=id, members=[id])
        for each in Dialect if id in self._neutral else (dialect,):
            self.names.types[id, each] = name

    def _params(self, operation: Operation, folder: ModulePath, wanted: str) -> None:
        content = chosen_content(operation, self._config)
        only_path = content is None and all(param.location == "path" for param in operation.params)
        if only_path and not self._has_inline_arguments(operation):
            return
        name = self._claim(folder, self._spread(folder, wanted), operation.origin)
        self.names.units[name.module] = Unit(name, Dialect.REQUEST, operation=operation.id, is_params=True)
        self.names.params[operation.id] = name
        for id, absorber in self._reach.absorbed.items():
            if absorber == operation.id:
                self.names.types[id, Dialect.REQUEST] = name

    def _has_inline_arguments(self, operation: Operation) -> bool:
        """Whether arguments of an operation have types without a name: their classes stand in its params module."""
        owner = OPERATION + operation.id
        return any(self._api.types.defs[id].owner == owner for id in self._reach.used[Dialect.REQUEST])

    def _answer(
        self, owner: str, folder: ModulePath, ref: TypeRef, candidates: list[str], origin: Origin
    ) -> TypeName | None:
        """The name of an answer, event or payload: of the definition when it has one, else of a new module for it."""
        if isinstance(ref, Ref):
            known = self.names.types.get((ref.id, Dialect.RESPONSE))
            if known is not None or self._api.types.defs[ref.id].owner != owner:
                return known
            self._define(ref.id, Dialect.RESPONSE, folder, candidates)
            return self.names.types[ref.id, Dialect.RESPONSE]
        name = self._claim(folder, candidates, origin)
        self.names.units[name.module] = Unit(name, Dialect.RESPONSE, alias=ref)
        return name

    def _also(self, folder: ModulePath, wanted: str, target: TypeName) -> None:
        """Give a type the further name that the configuration has for an answer, where nothing has it yet."""
        if wanted and wanted != target.name and wanted.lower() not in self._classes.get(folder, ()):
            name = self._claim(folder, [wanted])
            self.names.units[name.module] = Unit(name, Dialect.RESPONSE, target=target)

    def called(self) -> None:
        """Find the further names of answers that the configuration gives, the nearest folder first."""
        further: dict[tuple[TypeName, str], list[TypeName]] = {}
        for unit in self.names.units.values():
            if unit.target is not None and not unit.is_params:
                further.setdefault((unit.target, unit.name.name), []).append(unit.name)
        for operation in self._api.operations:
            wanted = self._config.operations.get(operation.id, OperationConfig()).response_name
            answer_name = self.names.answers.get(operation.id)
            if answer_name is None or not wanted:
                continue
            folder = self._layout.operations[operation.id]
            found = sorted(
                further.get((answer_name, wanted), ()), key=lambda n: (n.module[:-1] != folder, n.module)
            )
            if found:
                self.names.called[operation.id] = found[0]

    def _operation_words(self, operation: Operation) -> str:
        path, method = self._placements.get(operation.id, ((), operation.id))
        pieces = [*words.pieces(path[-1])] if path else []
        if pieces:
            pieces[-1] = words.singular(pieces[-1])
        return identifiers.joined([*pieces, *words.pieces(method)], self._acronyms)

    def _spread(self, folder: ModulePath, wanted: str) -> list[str]:
        """A name, and with the words of its folder in front."""
        inner = [piece for name in folder[1:] for piece in words.pieces(name)]
        return [wanted, identifiers.joined([*inner, wanted], self._acronyms)] if inner else [wanted]

    def _default_name(self, definition: TypeDef, dialect: Dialect) -> str:
        """The component's name; in requests with `Param` behind it.

        A component `XParam` that answers have as well is `X` there, unless that is another component.
        """
        spelled = definition.name
        if spelled is None:
            spelled = definition.title or " ".join(word for _, word in definition.path) or "inline"
        name = identifiers.pascal(self._unnumbered(definition, spelled, dialect), self._acronyms)
        is_param = name.endswith(_PARAM) and name not in _PARAM
        if definition.id in self._neutral:
            return name
        if dialect is Dialect.REQUEST:
            return name if is_param else f"{name}Param"
        if is_param and self._reach.has(definition.id, Dialect.REQUEST):
            plain = name.removesuffix("s").removesuffix("Param")
            return f"{plain}Model" if plain.lower() in self._component_names else plain
        return name

    def _unnumbered(self, definition: TypeDef, name: str, dialect: Dialect) -> str:
        """A component's name without a number like `-2`, which tells it from another: the resource does that instead.

        The number stays where several components differ by theirs only.
        """
        plain = _NUMBERED.sub("", name)
        if plain == name or self._numbered[plain] > 1:
            return name
        if identifiers.pascal(plain, self._acronyms).lower() not in self._component_names:
            return plain
        users = (self._reach.used[each].get(definition.id) for each in (dialect, *Dialect))
        path = self._placements.get(next(filter(None, users), ""), ((), ""))[0]
        prefix = [*words.pieces(path[0])] if path else []
        if prefix:
            prefix[-1] = words.singular(prefix[-1])
        found = identifiers.joined([*prefix, *words.pieces(plain)], self._acronyms)
        return name if found.lower() in self._component_names else found

    def _others(self, id: TypeId, dialect: Dialect, wanted: str) -> Iterator[str]:
        """Second choices: with the resource of the first operation that leads there, then with the dialect."""
        user = self._reach.used[dialect].get(id, "")
        path = self._placements.get(user, ((), ""))[0]
        for length in range(1, len(path) + 1):
            inner = [piece for name in path[-length:] for piece in words.pieces(name)]
            inner[-1] = words.singular(inner[-1])
            prefix = identifiers.joined(inner, self._acronyms)
            if not wanted.startswith(prefix):
                yield f"{prefix}{wanted}"
        yield f"{wanted}Input" if dialect is Dialect.REQUEST else f"{wanted}Model"

    def _claim(self, folder: ModulePath, candidates: Iterable[str], origin: Origin = NOWHERE) -> TypeName:
        """Take the first free class name and its module; says so when it is not the first choice."""
        choices = [c if c not in ("None", "True", "False") else f"{c}_" for c in candidates]
        name = identifiers.unique(choices, self._classes.setdefault(folder, set()), fold=True)
        if name != choices[0]:
            self.names.renamed += 1
            where = ".".join(folder)
            self._diagnostics.note(
                "SDK600", f"`{choices[0]}` stands twice in `{where}`; it is `{name}`", origin
            )
        wanted = identifiers.module_name(name)
        taken = self._modules.setdefault(folder, {"__init__"})
        module = identifiers.unique([wanted, f"{wanted}_type", f"{wanted}_module"], taken, fold=True)
        if module != wanted:
            where = ".".join((*folder, module))
            self._diagnostics.note(
                "SDK601", f"the module of `{name}` is `{where}`: `{wanted}` is taken", origin
            )
        return TypeName((*folder, module), name)
