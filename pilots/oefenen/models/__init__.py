"""The models of this app."""

from pilots.oefenen.models.oefening import Oefening

__all__ = ["Oefening"]
