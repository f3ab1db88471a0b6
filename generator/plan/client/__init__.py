"""Client planning: methods, operation descriptors, resource classes and client classes as views for the templates."""
