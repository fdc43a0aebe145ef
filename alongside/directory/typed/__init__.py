"""What people type about records, made clean."""
