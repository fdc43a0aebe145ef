"""What Python itself raises inside a library that reads a damaged file, beside the library's own errors."""

DAMAGED = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,  # too deep, or not known to it
)
