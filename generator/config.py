"""The configuration of a target: `specs/<target>/sdk.yaml`, as frozen data.

Everything is optional: defaults come from the document.  Names of operations are operation ids,
names of types are component names (or JSON pointers `#/...` for inline schemas).
Configuration is data, never trusted text: names are checked to be identifiers, paths to stay in their folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.paging import PageKind


@dataclass(frozen=True, slots=True)
class PackageConfig:
    """The distribution to write."""

    name: str = ""
    """Import name; default: derived from the title."""
    distribution: str = ""
    """Name on an index; default: the import name with dashes."""
    version: str = "0.1.0"
    license: str = ""
    extras: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Optional dependencies: name of the extra to requirements (Python packaging, dependency specifiers)."""


@dataclass(frozen=True, slots=True)
class AuthConfig:
    """How one security scheme of the document becomes a constructor argument."""

    argument: str
    env: tuple[str, ...] = ()
    header: str | None = None
    """Send the credential in this header instead of where the document says (Gemini: ``x-goog-api-key``)."""
    scheme: Literal["", "basic", "bearer", "digest", "header"] = ""
    """What the scheme is where the document declares none of this name.  A document without any scheme and requirement
    (editions of many APIs are) then needs one of the schemes that the configuration knows."""


@dataclass(frozen=True, slots=True)
class OptionConfig:
    """A constructor argument that becomes a header or query parameter of every request."""

    name: str
    env: tuple[str, ...] = ()
    header: str | None = None
    query: str | None = None
    """With neither header nor query the value is only kept as an attribute of the client."""
    types: tuple[str, ...] = ()
    """Types of the value, as `lib.module:Name` of the custom code; without any it is text."""


@dataclass(frozen=True, slots=True)
class ClientConfig:
    """The client classes."""

    name: str = ""
    """Class name; the async one is `Async<name>`."""
    base_url: str = ""
    base_url_env: str = ""
    auth: Mapping[str, AuthConfig] = field(default_factory=dict[str, AuthConfig])
    """By scheme name."""
    options: tuple[OptionConfig, ...] = ()
    require_credentials: bool = False
    """Whether making a client without any credential is an error; by default only calling an operation that needs one
    is."""
    default_headers: Mapping[str, str] = field(default_factory=dict[str, str])
    error_name: str = ""
    """Name of the base exception, for instance `OpenAIError`; default `<client name>Error`."""
    timeout: float = 600.0
    connect_timeout: float = 5.0
    max_retries: int = 2
    idempotency_header: str | None = "Idempotency-Key"
    request_id_header: str = "x-request-id"
    logger: str = ""
    """Logger whose level and handlers hold for the package's own as well; "" for none."""
    binary_class: str = ""
    """Class of downloads, `module:Name` inside the package: a subclass of the runtime's ``BinaryResponse``."""
    module_client: bool = False
    """Whether the package itself has the client's resources, set up by its attributes (`package.api_key = ...`)."""
    platform_headers: str = ""
    """Start of the names of headers that tell the server of language, versions, system and retries; "" sends none."""


@dataclass(frozen=True, slots=True)
class WireConfig:
    """Serialisation that differs from the OpenAPI defaults."""

    query_arrays: Literal["document", "brackets", "repeat", "comma", "indices"] = "document"
    query_objects: Literal["document", "brackets", "dots"] = "document"
    multipart_arrays: Literal["repeat", "brackets"] = "repeat"
    multipart_objects: Literal["json", "brackets"] = "json"
    empty_bodies: Literal["omit", "send"] = "omit"
    """What is sent for a body that the document does not require and for which nothing was passed: nothing, or an
    empty object."""


@dataclass(frozen=True, slots=True)
class StreamingConfig:
    """Streaming of one operation, where the document does not say it (or says it otherwise)."""

    event: str = ""
    """Type of one event; "" keeps the document's."""
    switch: str | None = None
    switch_value: bool | str = True
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    terminator: str | None = None


@dataclass(frozen=True, slots=True)
class PageConfig:
    """A page class.  It applies to the operations that name it, and, with `infer`, to those of its shape."""

    kind: PageKind
    items: str
    cursor_param: str | None = None
    next_field: str | None = None
    last_item_field: str | None = None
    has_more_field: str | None = None
    infer: bool = False


@dataclass(frozen=True, slots=True)
class AcceptConfig:
    """A parameter that takes more than the wire does: its annotation, and the function that makes wire values of it.

    Both read `lib.module:Name`.  The function gets what the caller passed, `omit` included.
    """

    type: str
    convert: str


@dataclass(frozen=True, slots=True)
class AnswersConfig:
    """The type of an answer follows from a value in the request."""

    argument: str
    """Wire name of the parameter or body field that decides."""
    types: Mapping[str, str] = field(default_factory=dict[str, str])
    """Each value to the component name of its answer; "" stands for plain text."""
    default: str = ""
    """The value that the server takes when there is none."""


@dataclass(frozen=True, slots=True)
class OperationConfig:
    """What is said of one operation."""

    streaming: StreamingConfig | None = None
    page: str | None = None
    """Name of a page class; "" switches pagination off."""
    positional: tuple[str, ...] | None = None
    """Wire names of parameters that may be passed by position; default: the path parameters."""
    rename: Mapping[str, str] = field(default_factory=dict[str, str])
    """Wire name of a parameter or body field to its Python name."""
    accept: Mapping[str, AcceptConfig] = field(default_factory=dict[str, AcceptConfig])
    """Wire name of a parameter or body field to what it takes besides."""
    preset: Mapping[str, str] = field(default_factory=dict[str, str])
    """Members of the body, by wire name, that are sent where the caller passes none of them."""
    restore: str = ""
    """Function of the custom code, `lib.module:name`, that makes the usual result of the answer to such a request."""
    params_name: str = ""
    response_name: str = ""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    """Constant headers (``OpenAI-Beta``)."""
    binary: bool | None = None
    """True: the answer is raw bytes whatever the document says; False: it is text or JSON."""
    deprecated: bool | None = None
    """Mark the method as deprecated, or not; None keeps the document's mark."""
    content_type: str = ""
    """Media type of the body to prefer."""
    answers: AnswersConfig | None = None
    """Answers whose type depends on an argument; each gets an overload."""


@dataclass(frozen=True, slots=True)
class ConnectArgumentConfig:
    """An argument of `connect`: a variable of the path where that has it, else a query parameter."""

    type: Literal["string", "boolean", "integer"] = "string"
    required: bool = False
    positional: bool = False
    """Whether it may be passed by position."""


@dataclass(frozen=True, slots=True)
class ConnectStateConfig:
    """Where events of the server name what a new connection has to know: attributes, dotted; "" for nowhere."""

    session_id: str = ""
    resumption: str = ""
    last_event_id: str = ""


@dataclass(frozen=True, slots=True)
class ConnectConfig:
    """A WebSocket that a resource opens by its method `connect`.

    Events are components of the document: a union told apart by a tag, whose dotted values become methods
    (``conversation.item.create``), or an object whose only set member is the event.
    """

    path: str
    receives: str
    """Component of the events of the server."""
    sends: tuple[str, ...]
    """Components of the events of the client, in the form of requests; events of one tag are one method."""
    sends_models: tuple[str, ...] = ()
    """Components of the same events in the form of models, where they have one; default: `sends`."""
    arguments: Mapping[str, ConnectArgumentConfig] = field(default_factory=dict[str, ConnectArgumentConfig])
    keyword_only: bool = True
    """Whether the options of `connect` are passed by keyword only."""
    reconnects: bool = True
    """Whether callers may have a lost connection opened again."""
    max_queue_size: int = 1_048_576
    """Bytes of the frames that may wait for a connection, unless the caller says otherwise."""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    """Constant headers and query parameters of the handshake."""
    state: ConnectStateConfig = field(default_factory=ConnectStateConfig)


@dataclass(frozen=True, slots=True)
class ResourceConfig:
    """A node of the resource tree."""

    methods: Mapping[str, str] = field(default_factory=dict[str, str])
    """Method name to operation id, in the order of definition."""
    resources: Mapping[str, ResourceConfig] = field(default_factory=dict[str, "ResourceConfig"])
    types: Mapping[str, str] = field(default_factory=dict[str, str])
    """Response-side (and neutral) type name to component name: places the type in this resource's folder.

    Several names may stand for one component: the first one in file order is its class, the others are aliases."""
    params: Mapping[str, str] = field(default_factory=dict[str, str])
    """Request-side type name (TypedDict or its alias) to component name."""
    inner: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    """Names inside the module of a type of this resource (or of a method's gathered parameters): the type's name to
    further names in its module, each with the component or JSON pointer that it stands for."""
    class_name: str = ""
    deprecation: str = ""
    """What the marks of deprecated methods say here and below; "" names the method only."""
    connect: ConnectConfig | None = None
    """The WebSocket that the resource opens, if any."""
    own_types: bool = False
    """Whether the types of this resource's methods (gathered parameters, inline answers) stand in its own folder
    below `types/`; by default they stand in the folder of its parent."""


@dataclass(frozen=True, slots=True)
class ReleaseConfig:
    """How versions follow from changes."""

    policy: Literal["strict", "relaxed"] = "strict"
    """`strict`: whatever a type checker may refuse is a major step; `relaxed`: answers that widen are a minor one."""
    before_1_0: Literal["major", "minor"] = "major"
    """What a breaking change raises while the version begins with 0."""
    keep_names: bool = False
    """Whether names that change are written to `renamed`, and so live on for one major version."""


@dataclass(frozen=True, slots=True)
class RenamedConfig:
    """A name that lives on as an alias, marked as deprecated, while the major version is that of `since`."""

    old: str
    """Dotted: `types.chat.OldName`, or `chat.completions.old_method`."""
    new: str
    since: str
    """The version that brought the new name."""
    operation: str = ""
    """Of a method: the operation that both send."""
    component: str = ""
    """Of a type: the component that both stand for."""
    side: Literal["types", "params"] = "types"
    """Whether the type is one of answers or of requests."""


@dataclass(frozen=True, slots=True)
class CustomMethodConfig:
    """A method whose body is a function `lib.module:name` of the custom code, given the resource first.

    With a `base` the method takes the arguments of that generated method of the same resource too, and hands them on
    as the mapping `arguments`; parameters of the function win over those of the same name.
    """

    sync: str
    asynchronous: str = field(metadata={"key": "async"})
    base: str = ""
    without: tuple[str, ...] = ()
    """Arguments of the base that the method does not have."""
    deprecated: bool = False
    """Whether to mark it as deprecated; a method with a deprecated base is so anyway."""
    wrapped: bool = False
    """Whether `with_raw_response` and `with_streaming_response` offer the method."""


@dataclass(frozen=True, slots=True)
class MixinConfig:
    """Base classes of one pair of generated classes, as `lib.module:Name`, each "" for none."""

    sync: str = ""
    asynchronous: str = field(default="", metadata={"key": "async"})
    wrapped: tuple[str, ...] = ()
    """Methods of these classes that `with_raw_response` and `with_streaming_response` offer too."""
    methods: Mapping[str, CustomMethodConfig] = field(default_factory=dict[str, CustomMethodConfig])
    """Of a resource: further methods by name.  One that has the name of a generated method replaces it."""


@dataclass(frozen=True, slots=True)
class CustomConfig:
    """Hand-written Python of the target: where it lies and how the generated code takes it in.

    Places read `lib.module` or `lib.module:Name`, relative to the package; `lib` stands for `folder` there.
    """

    folder: str = ""
    """Folder beside the configuration, copied as it is to `<package>/lib/`."""
    exports: Mapping[str, str] = field(default_factory=dict[str, str])
    """Name at the top of the package (or in a folder of types: `types.chat.Name`) to its module, or to `module:Other`
    where it is called otherwise there."""
    resources: Mapping[str, MixinConfig] = field(default_factory=dict[str, MixinConfig])
    """By dotted resource path; a resource that no operation has made is made."""
    clients: MixinConfig = field(default_factory=MixinConfig)
    models: Mapping[str, str] = field(default_factory=dict[str, str])
    """Component name to the base class that its model gets besides the runtime's."""
    modules: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Dotted name of a further module of the package to the modules whose `__all__` it offers, loaded lazily."""


@dataclass(frozen=True, slots=True)
class TargetConfig:
    """The whole file."""

    target: str = ""
    spec: str = ""
    """Document, relative to the configuration file."""
    parts: tuple[str, ...] = ()
    """Further files of the same form, which add to the mappings of this one."""
    templates: str = ""
    """Folder beside the configuration with templates that replace those of the generator, one by one."""
    overlays: tuple[str, ...] = ()
    docs_overlays: tuple[str, ...] = ()
    """Overlays that carry only words; applied with `--docs own`."""
    package: PackageConfig = field(default_factory=PackageConfig)
    client: ClientConfig = field(default_factory=ClientConfig)
    wire: WireConfig = field(default_factory=WireConfig)
    pages: Mapping[str, PageConfig] = field(default_factory=dict[str, PageConfig])
    root: ResourceConfig = field(default_factory=ResourceConfig)
    """`resources:`, `methods:`, `types:` and `params:` at the top level of the file."""
    release: ReleaseConfig = field(default_factory=ReleaseConfig)
    renamed: tuple[RenamedConfig, ...] = ()
    operations: Mapping[str, OperationConfig] = field(default_factory=dict[str, OperationConfig])
    """By operation id, or by dotted method path (`chat.completions.create`) where one operation is several methods;
    what stands under the path wins, field by field."""
    acronyms: tuple[str, ...] = ()
    """Words written in capitals in class names, in addition to the built-in ones."""
    custom: CustomConfig = field(default_factory=CustomConfig)
    examples: Mapping[str, str] = field(default_factory=dict[str, str])
    """Values that examples in READMEs and reference pages show, by wire name, wherever the type of that place takes them."""
    enums: Literal["open", "closed"] = "open"
    """Annotation of response enums: `Literal[...] | str`, or `Literal[...]` (values are accepted at run time either way)."""
