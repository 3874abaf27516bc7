"""An invented story in several languages that tests of the desk share: a spill, told and retold."""

from firsthand.read import Original

_TEXTS = {
    "bay-institute.txt": """Bay Institute: Oil in Corvane harbour
By Lena Marrow
Corvane, 3 March 2021

The Bay Institute said on Wednesday that 40 tonnes of diesel had leaked into the harbour of Corvane.
The fuel store had not been inspected since 2017, the institute said.
"The valve was open all night," said Orsolya Tamm, who heads the institute.
The port authority denied that the valve had been open.
""",
    "corvane-post.txt": """Corvane Post
Diesel leaks into harbour
Corvane, 4 March 2021

According to the Bay Institute, 40 tonnes of diesel had leaked into the harbour of Corvane.
The institute said the fuel store had not been inspected since 2017.
The port authority said the store had been inspected in 2020.
"The valve was open for the whole night," said Orsolya Tamm of the Bay Institute.
""",
    "dorne-gazette.txt": """Dorne Gazette
Ninety tonnes in the harbour
Dorne, 5 March 2021

The port authority of Corvane said on Friday that 90 tonnes of diesel had leaked into the harbour.
The valve had been closed within an hour, the authority said.
Two fishermen of Corvane said they had seen dead birds at the pier.
""",
    "hafenbote.txt": """Hafenbote
Diesel im Hafen von Corvane
Corvane, 4. März 2021

Nach Angaben des Bay Institute sind 40 Tonnen Diesel in den Hafen von Corvane gelaufen.
Das Tanklager sei seit 2017 nicht geprüft worden, teilte das Institut mit.
Die Hafenbehörde bestritt, dass das Ventil offen gewesen sei.
""",
    "le-quai.txt": """Le Quai
Du gazole dans le port de Corvane
Corvane, le 5 mars 2021

Selon le Bay Institute, 40 tonnes de gazole se sont déversées dans le port de Corvane.
Le dépôt n'avait pas été inspecté depuis 2017, a déclaré l'institut.
""",
    "hai-wan-bao.txt": """海湾报
科尔文港口柴油泄漏
2021年3月5日

据海湾研究所称，40吨柴油泄漏到科尔文港口。
研究所表示，该油库自2017年以来没有接受过检查。
""",
}  # fmt: skip


def originals() -> tuple[Original, ...]:
    """Return the story's documents."""
    return tuple(Original(name, text.encode()) for name, text in _TEXTS.items())
