"""A deck written again: as a tree, as YAML, as a JSON Schema of its form, and as files that are whole or not there."""
