"""Every error firsthand raises on purpose.

FirsthandError
├── InputError          what the user gave cannot be used
│   ├── NothingToReadError   a folder without a readable document
│   ├── UnreadableDocumentError   one document; the others go on
│   ├── AskingError          how a language model is to be asked
│   ├── CodebookError        a codebook that cannot be used; it names line and fix
│   ├── DecisionError        a decision that names nothing, or gives no reason
│   ├── GoneError            an id that is of nothing in the case, or of nothing any more
│   ├── AccountError         an account, a token or a way of serving that cannot be used
│   ├── EngineError          an engine that is not there, or a cluster that cannot do its work
│   └── CollectError         an address, a list, a feed or a limit that cannot be used
├── NoAnswerError       a language model that was asked gave no usable answer
├── CaseError           the case file
│   ├── NotACaseError        the file is no firsthand case
│   ├── NewerCaseError       it was written by a newer version
│   ├── CaseFullError        it cannot be written (disk full)
│   │   └── ReadOnlyCaseError    it, or its folder, allows reading only
│   ├── BusyCaseError        another firsthand writes it for longer than one waits
│   ├── LockedCaseError      it is encrypted: no key was given, or a wrong one
│   └── BrokenCustodyError   a case that is not what its custody log says
├── UnreachableDeskError  a desk elsewhere that does not answer, or not as a desk does
├── StampError          a time-stamp authority that gives no stamp, or one that does not fit
├── PublishError        what cannot be published: a folder in the way, a private name left over
│   └── TamperedError        a published folder that is not what its manifest says
└── ExportError         what was derived does not fit the contract (a defect: please report)

A message names the document or file and the next thing to do.
"""


class FirsthandError(Exception):
    """The root of all errors raised on purpose; its text is fit to show to a user."""


class InputError(FirsthandError):
    """What the user gave cannot be used."""


class NothingToReadError(InputError):
    """There is no document to read in what the user named."""


class UnreadableDocumentError(InputError):
    """One document cannot be read; the others go on."""


class AskingError(InputError):
    """A language model cannot be asked like this: its address, its name, its key or a limit is off."""


class CodebookError(InputError):
    """A codebook cannot be used; the message names file, line and fix."""


class DecisionError(InputError):
    """A decision names nothing that is in the case, or gives no reason."""


class EngineError(InputError):
    """Work cannot be run where the user named: what it takes is not installed, not there, or not the same."""


class GoneError(InputError):
    """An id is of nothing in the case, or of nothing any more; the message says where to look instead."""


class AccountError(InputError):
    """An account, a token or a way of serving that cannot be used like this."""


class CollectError(InputError):
    """What was to be collected cannot be: an address, a list, a feed or a limit is off."""


class NoAnswerError(FirsthandError):
    """A language model that was asked gave no usable answer; firsthand's own reading stands in for it.

    `closed` is true where the next question would fare no better: a wrong key, no server at all.
    """

    def __init__(self, message: str, *, closed: bool = False) -> None:
        super().__init__(message)
        self.closed = closed


class CaseError(FirsthandError):
    """Something is wrong with the case file."""


class NotACaseError(CaseError):
    """The file named as a case is not one."""


class NewerCaseError(CaseError):
    """The case was written by a newer version of firsthand."""


class CaseFullError(CaseError):
    """The case file cannot be written."""


class ReadOnlyCaseError(CaseFullError):
    """The case file, or its folder, allows reading only."""


class BusyCaseError(CaseError):
    """The case is being written by another firsthand, for longer than one waits."""


class LockedCaseError(CaseError):
    """The case is encrypted, and no key was given that opens it."""


class BrokenCustodyError(CaseError):
    """A case is not what its custody log says."""


class UnreachableDeskError(FirsthandError):
    """A desk that is served elsewhere does not answer, or answers as no desk does."""


class StampError(FirsthandError):
    """A time-stamp authority gave no stamp, or one that does not fit."""


class PublishError(FirsthandError):
    """What was asked for cannot be published."""


class TamperedError(PublishError):
    """A published folder is not what its manifest says."""


class ExportError(FirsthandError):
    """What was derived does not fit the export contract."""
