"""The models of this app."""

from pilots.bijeenkomsten.dag.models.aanwezigheid import Aanwezigheid, Binnenkomst

__all__ = ["Aanwezigheid", "Binnenkomst"]
