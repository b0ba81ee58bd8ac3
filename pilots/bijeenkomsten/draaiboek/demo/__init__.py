"""The demo of this app, on top of what stands."""


def build() -> None:
    """Nothing yet."""
