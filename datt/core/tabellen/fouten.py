"""What is said when a file cannot be read."""


class OnleesbaarBestand(Exception):  # noqa: N818  # it is an answer, not a fault
    """A file that is not read; its text is Dutch and says what to do."""
