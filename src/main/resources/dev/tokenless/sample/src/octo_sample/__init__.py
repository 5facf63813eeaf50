"""A greeting in three languages."""

__version__ = "1.4.0"


def greet(name: str) -> str:
    """The greeting for a name."""
    return f"Hello, {name}"
