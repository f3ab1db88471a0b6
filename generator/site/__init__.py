"""A searchable static site of a generated distribution's Markdown pages, built by Sphinx."""

from generator.site.build import SiteError, build_site
from generator.site.sources import write_sources

__all__ = ["SiteError", "build_site", "write_sources"]
