"""What people thought of a workshop, and that somebody answered."""

from pilots.werkconferentie.terugblik.models.oordeel import Terugblikcode, Workshopoordeel

__all__ = ["Terugblikcode", "Workshopoordeel"]
