"""Planning from end to end: one API and its configuration to one package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.config import TargetConfig
from generator.custom import CustomCode
from generator.diagnostics import Diagnostics
from generator.ir.api import Api
from generator.plan.client.clients import base_url, client_file, client_names
from generator.plan.client.credentials import plan_client_arguments
from generator.plan.client.modules import resource_files
from generator.plan.client.pages import page_names, pages_file, plan_pages
from generator.plan.client.planner import PlannedResource, plan_methods
from generator.plan.package import Package, PlannedFile
from generator.plan.package_files.custom import custom_files, optional_parts
from generator.plan.package_files.documents import index_file, readme_file
from generator.plan.package_files.examples import ExampleValues
from generator.plan.package_files.exports import export_files
from generator.plan.package_files.metadata import project_file
from generator.plan.package_files.module_client import module_client_files, plan_module_client
from generator.plan.package_files.operations import operations_file
from generator.plan.package_files.reference import reference_files
from generator.plan.package_files.runtime import runtime_files
from generator.plan.package_files.testing import testing_file
from generator.plan.resources import ResourceTree, placements, plan_tree
from generator.plan.types import TypePlan, plan_types


@dataclass(frozen=True, slots=True)
class Plan:
    """A planned package, and the parts it was made of, for reports."""

    package: Package
    tree: ResourceTree
    types: TypePlan
    resources: PlannedResource


def plan_package(
    api: Api, config: TargetConfig, runtime: Path, diagnostics: Diagnostics, custom: CustomCode | None = None
) -> Plan:
    """Every file of the distribution of `api`.

    `runtime`: folder of the runtime's sources.  `custom`: the target's hand-written code.
    """
    called = client_names(api, config)
    tree = plan_tree(api, config, diagnostics)
    types = plan_types(api, config, diagnostics, placements(tree), import_name=called.package)
    pages = plan_pages(api)
    resources = plan_methods(
        api, config, tree, page_names(pages), types.book, diagnostics, called.client, custom
    )
    # Findings about credentials and servers are reported once: these two only prepare the README.
    quiet = Diagnostics()
    arguments = plan_client_arguments(api, config, called.prefix, quiet, tree.root.members)
    url = base_url(api, config.client, quiet)
    title, version = api.title or called.client, config.package.version
    values = ExampleValues(api, config.examples)
    module_client = plan_module_client(config.client, arguments, resources)
    files: list[PlannedFile] = [
        project_file(called, title, config.package, connects=resources.connects),
        readme_file(
            values, called, arguments, resources, url, config.client.max_retries, config.client.timeout
        ),
        index_file(api, called, resources),
        *reference_files(values, called, arguments, resources, url),
        operations_file(resources, called.package, types.sources),
        *export_files(
            called, title, version, config.custom.exports, module_client, connects=resources.connects
        ),
        *module_client_files(called, module_client),
        testing_file(called, resources),
        client_file(api, config, called, resources, diagnostics),
        *resource_files(resources, called.package, called.distribution),
        *types.files,
        *runtime_files(runtime, called.package, optional_parts(config.custom, resources)),
        *custom_files(config.custom, custom or CustomCode(), called.package),
    ]
    if pages:
        files.append(pages_file(api, pages, called.package))
    return Plan(
        Package(config.target or called.package, called.package, tuple(files)), tree, types, resources
    )
