"""Documents: ordered as a row, rendered by a worker, kept and never changed."""
