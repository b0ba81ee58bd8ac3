"""Content: TOML beside its app, upserted by slug, run after every migrate by `manage.py load_content`."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils.module_loading import autodiscover_modules

type Loader = Callable[[], int]

_loaders: dict[str, Loader] = {}


def register_content(name: str) -> Callable[[Loader], Loader]:
    """Mark the function that loads one kind of content and answers how many rows it holds."""

    def keep(loader: Loader) -> Loader:
        _loaders[name] = loader
        return loader

    return keep


def load_all() -> dict[str, int]:
    """Load everything that the apps register in their `content.py`, lowest app first."""
    autodiscover_modules("content")
    return {name: loader() for name, loader in _loaders.items()}


def read_toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
