"""Google Discovery documents (``discovery#restDescription``) turned into OpenAPI 3.1 documents.

The result is an ordinary OpenAPI document plus a few ``x-sdkgen-`` keys for what OpenAPI cannot say: the resource
tree, the real request path with its ``{+name}`` templates, media upload and download.  `methods`, `parameters`,
`schemas`, `media` and `auth` hold one construct each; `document` puts them together.
"""

from __future__ import annotations

from generator.spec.discovery.document import ConvertedDocument, convert, is_discovery

__all__ = ["ConvertedDocument", "convert", "is_discovery"]
