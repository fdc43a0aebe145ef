"""What people type about partnerships, made clean."""
