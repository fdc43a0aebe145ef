"""Lists of places, read as they come: what can be repaired is, what cannot is reported."""
