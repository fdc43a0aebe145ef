"""Pages about organizations, people and keys."""
