"""Pages and endpoints of partnerships."""
