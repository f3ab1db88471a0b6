"""A server that answers as a document says: `sdkgen mock`.

It remembers nothing between requests, checks each one against the document, and takes wishes in `Prefer` headers.
"""
