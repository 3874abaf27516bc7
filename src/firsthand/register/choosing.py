"""Which of the codebooks that ship fits a case, where nobody named one."""

from dataclasses import replace

from firsthand.model import Findings
from firsthand.register.codebook import Codebook, read_codebook
from firsthand.register.fitting import first_signals, most_that_tell
from firsthand.register.register import Register, derive_register

# Codebooks for matters of the world; the demo's is only for the demo.
_OFFERED = ("industrial-accidents", "police-stations")
# A codebook fits where this share of the documents tell of its first type of record. Not measured: half is
# where a reader would say that the pile is about it.
_SHARE = 0.5
MOST_STATEMENTS = 20_000
"""Beyond so many statements trying each codebook would cost more than naming one."""


def choose_codebook(findings: Findings) -> tuple[Codebook | None, Register]:
    """Return the codebook that fits best with the register it gives, or None and an empty one.

    Judged by the share of documents that stand behind the records of the codebook's first type.
    """
    best: tuple[float, Codebook | None] = (0.0, None)
    if not findings.documents or len(findings.statements) > MOST_STATEMENTS:
        return None, Register()
    document_of = {statement.id: statement.document for statement in findings.statements}
    for name in _OFFERED:
        if most_that_tell(findings, first_signals(name), enough=_SHARE) < _SHARE:
            continue
        codebook = read_codebook(name)
        first = derive_register(findings, replace(codebook, types=codebook.types[:1]))
        told = {
            document_of[statement]
            for record in first.records
            for field in record.fields
            for value in field.values
            for statement in value.statements
        }
        share = len(told) / len(findings.documents)
        if share >= _SHARE and share > best[0]:
            best = (share, codebook)
    chosen = best[1]
    return chosen, derive_register(findings, chosen) if chosen else Register()
