"""Makes `telling`, the builder of invented stories, importable from every test of weighing."""
