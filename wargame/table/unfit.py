"""Text that can't be kept."""


class UnfitText(ValueError):
    """A name, a code or a seed that can't be kept; the sentence says why."""
