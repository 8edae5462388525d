"""What can go wrong with a save, each mistake with one name and one sentence that says what, where and how to mend."""


class StoreError(Exception):
    """Base of all errors of the store; its text is a whole sentence for a person."""


class UnknownGame(StoreError):
    """No game of that name or id is in the save.

    `near` holds the names that were probably meant, nearest first; it may be empty.
    """

    def __init__(self, sentence: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.near = near


class AmbiguousGame(StoreError):
    """The start of an id fits several games; `fits` holds their names."""

    def __init__(self, sentence: str, fits: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.fits = fits


class NameTaken(StoreError):
    """Another game of the save has that name; `free` is one that nobody has."""

    def __init__(self, sentence: str, free: str) -> None:
        super().__init__(sentence)
        self.free = free


class BadName(StoreError, ValueError):
    """A game cannot be called so: the name is empty, too long, or not one line of printable text."""


class GameMovedOn(StoreError):
    """The game is no longer as it was when somebody decided about it; `head` is its head as text now."""

    def __init__(self, sentence: str, head: str) -> None:
        super().__init__(sentence)
        self.head = head


class GameExists(StoreError):
    """A game with that id is in the save already, and it is not the one that was asked for."""


class BadHead(StoreError):
    """A text that should be a noted head ("12:9f86d081…") is not one."""


class SaveBusy(StoreError):
    """Somebody else held the save for as long as we were ready to wait; nothing was written."""


class SaveFull(StoreError):
    """The disk is full; nothing was written, and the same call will work once there is room."""


class SaveReadOnly(StoreError):
    """The save, or its folder, may be read but not written."""


class SaveUnreachable(StoreError):
    """The save cannot be opened, made, read or written where it is said to be."""


class SaveDamaged(StoreError):
    """The save is one of ours, but its bytes are no longer what was written."""


class SaveTooNew(StoreError):
    """The save was written by a later version of this program."""


class BackupExists(StoreError):
    """There is something already where a backup was to go; it was left as it is."""


class BadArchive(StoreError):
    """A file is no archive of games, or not as it was written; nothing of it was taken."""


class NotASave(StoreError):
    """The file is something else."""
