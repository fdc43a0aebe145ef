"""What a page tells, read and put in words. Nothing here writes."""
