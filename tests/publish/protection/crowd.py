# ruff: noqa: E501
"""An invented pile of documents that names thirty private persons in every hard form, in six languages.

The names are made up so that no word of them is anything else, but for a few that are common words on
purpose (`Jotham May`, `Rose Quillfeather`, `Pilar Verdugonza`): of those only the rare part is a needle.
"""

import hashlib
import unicodedata
from dataclasses import dataclass, replace
from urllib.parse import quote

from firsthand.model import (
    Block,
    Claim,
    Conflict,
    Decision,
    Document,
    Edge,
    Failure,
    Field,
    Findings,
    Lineage,
    Node,
    Passage,
    Person,
    Record,
    Source,
    Statement,
    Story,
    Update,
    Value,
    Variant,
    Word,
    content_id,
)  # fmt: skip


@dataclass(frozen=True)
class Private:
    """A private person; `needles` are words, folded, that no output may hold."""

    name: str
    language: str
    needles: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    also: tuple[str, ...] = ()  # further writings that no alias tells


PEOPLE = (
    Private("Tamsin Okhuyse", "en", ("tamsin", "okhuyse"), also=("Tamsin Okhuise", "Okhuysse")),
    Private("Brannoc Pellew-Hartzel", "en", ("brannoc", "pellew", "hartzel"), also=("B. Pellew-Hartzel",)),
    Private("Ottoline O’Driskey", "en", ("ottoline", "driskey"), also=("O'Driskey", "ODriskey", "Ottoline O´Driskey")),
    Private("Rose Quillfeather", "en", ("quillfeather",), ("Rosie Quillfeather",), ("Rose M. Quillfeather",)),
    Private("Jotham May", "en", ("jotham",), also=("Mr. May", "Mr May", "JOTHAM MAY", "J. May")),
    Private("Zebulon van der Molkt", "en", ("zebulon", "molkt"), also=("Van der Molkt", "van-der-molkt")),
    Private("Keziah Throssel Wynnd", "en", ("keziah", "throssel", "wynnd"), ("Kezzy Wynnd",), ("Keziah Anne Wynnd",)),
    Private("Yaroslav Dyuzhinov", "en", ("yaroslav", "dyuzhinov"), ("Ярослав Дюжинов",), ("Дюжинов",)),
    Private("Jörg Vößmann", "de", ("jorg", "joerg", "vossmann", "voessmann"), also=("Joerg Voessmann", "Vößmanns", "JÖRG VÖSSMANN")),
    Private("Liesbeth Krähwinkl", "de", ("liesbeth", "krahwinkl", "kraehwinkl"), also=("Krähwinkls", "Frau Kraehwinkl", "Liesbeth K.")),
    Private("Heidrun Dörfelsack", "de", ("heidrun", "dorfelsack", "doerfelsack"), also=("Dörfelsackschen", "Dörfelsack-Hof")),
    Private("Wiebke Steinostrau", "de", ("wiebke", "steinostrau"), also=("Steinostraus", "Familie Steinostrau")),
    Private("Aurèle Montgrenoux", "fr", ("aurele", "montgrenoux"), also=("M. Montgrenoux", "Montgrenoux, Aurèle")),
    Private("Solène d’Aubravity", "fr", ("solene", "aubravity"), also=("Mme d'Aubravity", "SOLENE D'AUBRAVITY")),
    Private("Églantine Berthouvel", "fr", ("eglantine", "berthouvel"), also=("Mlle Berthouvel", "les Berthouvel")),
    Private("Maël Lécuzan", "fr", ("mael", "lecuzan"), also=("M. Lécuzan", "maël lécuzan")),
    Private("Íñigo Zarraquemil", "es", ("inigo", "zarraquemil"), also=("Zarraquemil, Íñigo", "señor Zarraquemil")),
    Private("Begoña Ulibarrenetx Pozalba", "es", ("begona", "ulibarrenetx", "pozalba"), also=("Begoña Pozalba", "Ulibarrenetx Pozalba")),
    Private("Nuño Carrascosillo", "es", ("nuno", "carrascosillo"), also=("don Nuño", "CARRASCOSILLO")),
    Private("Pilar Verdugonza", "es", ("verdugonza",), also=("doña Pilar Verdugonza", "Pilar V. Verdugonza")),
    Private("Ginevra Spadalunghi", "it", ("ginevra", "spadalunghi"), also=("la signora Spadalunghi", "gli Spadalunghi")),
    Private("Ottavio dell’Ormetta", "it", ("ottavio", "ormetta"), also=("Dell'Ormetta", "O. dell’Ormetta")),
    Private("Fosca Bellincampo", "it", ("fosca", "bellincampo"), also=("Bellincampo Fosca", "Bellincamqo")),
    Private("Ersilia Tronzelli", "it", ("ersilia", "tronzelli"), also=("E. Tronzelli", "TRONZELLI Ersilia")),
    Private("卞云杉", "zh", ("卞云杉", "bian yunshan", "bianyunshan", "yunshan"), also=("卞女士", "Biàn Yúnshān", "Bian Yun-shan", "Yunshan Bian", "卞 云杉")),
    Private("歐陽若嵐", "zh", ("欧阳若岚", "歐陽若嵐", "ouyang ruolan", "ruolan"), also=("欧阳若岚", "欧阳若岚女士", "Ouyang Ruolan")),
    Private("Lou Jingshu", "zh", ("jingshu", "娄静姝"), also=("娄静姝", "婁靜姝", "Lóu Jìngshū")),
    Private("祖别拉·阿不孜", "zh", ("祖别拉", "阿不孜"), also=("祖别拉•阿不孜",)),
    Private("Ilvane Sorkheim", "zh", ("ilvane", "sorkheim", "伊尔瓦内"), ("伊尔瓦内·索克海姆",), ("索克海姆",)),
    Private("Hjørdis Ålvekråk", "en", ("hjordis", "alvekrak"), also=("Hjördis Alvekrak", "Hjørdis Ålvekråk’s")),
)  # fmt: skip

PUBLIC = ("Mara Quill", "director of Tidewatch")

_FRAMES = {
    "en": ("{name}, 43, a dock worker, said the gate was shut.", "“I saw {name} there,” a neighbour said.", "Picture: {name} at the gate.", "By {name}"),
    "de": ("{name}, 43, eine Zeugin, sagte, das Tor sei zu.", "„Ich habe {name} gesehen“, sagte ein Nachbar.", "Foto: {name} am Tor.", "Von {name}"),
    "fr": ("{name}, 43 ans, témoin, a dit que la porte était fermée.", "« J’ai vu {name} », a dit un voisin.", "Photo : {name} à la porte.", "Par {name}"),
    "es": ("{name}, de 43 años, testigo, dijo que la puerta estaba cerrada.", "«Vi a {name}», dijo un vecino.", "Foto: {name} en la puerta.", "Por {name}"),
    "it": ("{name}, 43 anni, testimone, ha detto che il cancello era chiuso.", "«Ho visto {name}», ha detto un vicino.", "Foto: {name} al cancello.", "Di {name}"),
    "zh": ("目击者{name}（43岁）说，大门已经关闭。", "“我看到{name}在那里，”一位邻居说。", "图为{name}。", "记者{name}"),
}  # fmt: skip
_DETAILS = {
    "en": "Call +44 20 7946 0958 or write to {mail}; {handle}. Home: 14 Kell Lane, Flat 3. Born 4 May 1979. Plate AB12 CDE, passport number X1234567, IBAN GB29 NWBK 6016 1331 9268 19, 51.50735, -0.12776.",
    "de": "Tel. 030 23125 678, {mail}, {handle}. Sie wohnt in der Kellgasse 14, 10115 Ostrau, geboren am 4. Mai 1979. Kennzeichen HH-AB 1234, Personalausweis L01X00T47, Konto DE89 3704 0044 0532 0130 00.",
    "fr": "Tél. 01 23 45 67 89, {mail}, {handle}. Elle habite 14, rue des Quenouilles, née le 4 mai 1979. Plaque AB-123-CD, passeport 12AB34567.",
    "es": "Teléfono 612 345 678, {mail}, {handle}. Vive en la calle de las Norias, 14, nacida el 4 de mayo de 1979. Matrícula 4821 BCD, DNI 12345678Z.",
    "it": "Tel. 06 1234 5678, {mail}, {handle}. Abita in via delle Norie 14, nata il 4 maggio 1979. Targa AB 123 CD, codice fiscale RSSMRA85T10A562S.",
    "zh": "手机：13812345678，{mail}，{handle}。住在槐树路14号2单元301室，1979年5月4日出生。车牌号京A12345，身份证号11010519491231002X。",
}  # fmt: skip
DETAILS = (
    "7946 0958", "Kell Lane", "4 May 1979", "AB12 CDE", "X1234567", "6016 1331", "51.50735", "23125 678", "Kellgasse",
    "4. Mai 1979", "HH-AB 1234", "L01X00T47", "0532 0130", "23 45 67 89", "Quenouilles", "4 mai 1979", "AB-123-CD",
    "12AB34567", "612 345 678", "Norias", "4 de mayo", "4821 BCD", "12345678Z", "1234 5678", "Norie", "4 maggio 1979",
    "AB 123 CD", "RSSMRA85T10A562S", "13812345678", "槐树路", "1979年5月4日", "京A12345", "11010519491231002X",
    "mail.example", "43岁", ", 43,", "43 ans", "43 años", "43 anni",
)  # fmt: skip


def plain(text: str) -> str:
    """Fold a text in a way of the test's own: no case, no accents, one apostrophe."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return bare.replace("’", "'").replace("ø", "o").replace("ł", "l")


def writings(person: Private) -> list[str]:
    """Return every way in which the pile writes a name."""
    name = person.name
    found = [name, *person.aliases, *person.also]
    if name.isascii() or person.language != "zh":
        first, last = name.split()[0], name.split()[-1]
        found += [
            f"{last}’s", name.upper(), name.lower(), f"{last}, {first}", unicodedata.normalize("NFD", name),
            f"{first}\u00a0{last}", f"{first}\n{last}", f"{first[:2]}\u00ad{first[2:]} {last}", f"{first}_{last}",
            f"{first[0]}. {last}", f"{first}{last}",
        ]  # fmt: skip
        if person.name not in ("Jotham May",):
            found += [last, last.lower() if len(last) > 6 else last]
        if first not in ("Rose", "Pilar"):
            found.append(first)
    return found


def findings() -> Findings:
    """Return the whole pile, taken apart as a build would."""
    documents, people, sources, statements = [], [], [], []
    for number, person in enumerate(PEOPLE):
        document, mentions, said = _document(number, person)
        source = Source(content_id("src", plain(person.name)), person.name, "person", person.aliases)
        documents.append(document)
        sources.append(source)
        statements += [replace(s, attribution=(source.id,)) for s in said]
        people.append(
            Person(content_id("p", person.name), person.name, person.aliases, mentions, source=source.id)
        )
    public = Source(content_id("src", "mara quill"), PUBLIC[0], "person", ("Quill",))
    office = Passage(
        documents[0].id, documents[0].text.index("Mara"), documents[0].text.index(" said no more")
    )
    people.append(
        Person("p-quill", PUBLIC[0], ("Quill",), (replace(office, end=office.start + 10),), True, office, "spoke as director", public.id)
    )  # fmt: skip
    claims = tuple(Claim(content_id("c", s.id), s.text, (s.id,), s.attribution) for s in statements)
    first, names = claims[0], " and ".join(p.name for p in PEOPLE)
    return Findings(
        documents=tuple(documents),
        sources=(*sources, public),
        statements=tuple(sorted(statements, key=lambda s: (s.document, s.start, s.end, s.id))),
        claims=claims,
        conflicts=(
            Conflict("x-1", "value", f"Who was there: {names}?", (claims[0].id, claims[1].id), (), f"{names} differ."),
        ),
        variants=(Variant("v-1", "actor", first.id, (statements[0].id, statements[1].id), f"{names} became nobody"),),
        updates=(Update("u-1", (first.id,), f"{names} came later"),),
        lineage=Lineage(
            (
                *(Node(s.id, "source", s.name, in_collection=False) for s in sources),
                *(Node(d.id, "document", d.name) for d in documents),
            ),
            tuple(
                Edge(documents[0].id, d.id, "cites", 0.5, (Passage(d.id, 0, 30),), because=f"It names {names}.")
                for d in documents[1:]
            ),
        ),
        stories=(Story("story-1", f"The gate, {names}", tuple(d.id for d in documents)),),
        people=tuple(people),
        records=tuple(
            Record(
                content_id("r", p.name), "incident", f"{p.name} at the gate", "story-1",
                (Field("who", "party", (Value(p.name, (first.id,), (statements[0].id,), party=s.id),)),),
                (first.id,), notes=(f"{p.name}: read as a person",),
            )
            for p, s in zip(PEOPLE, sources, strict=True)
        ),
        decisions=(
            Decision("decision-1", "2031-03-08T09:00:00+00:00", "R. Eviewer", "hide-person", people[0].id,
                     f"{PEOPLE[0].name} asked not to be named.", names=(PEOPLE[0].name,)),
        ),
        failures=(Failure(f"{PEOPLE[1].name}.docx", "read", f"{PEOPLE[1].name}.docx cannot be read. Save it as text."),),
    )  # fmt: skip


def _document(number: int, person: Private) -> tuple[Document, tuple[Passage, ...], list[Statement]]:
    frames = _FRAMES[person.language]
    joined = person.name.replace(" ", "-").replace("’", "")
    low = plain(joined)
    mail = f"{low.replace('-', '.')}@mail.example" if low.isascii() else f"{number}@mail.example"
    handle = f"@{low.replace('-', '')}" if low.isascii() else f"@watcher{number}"
    lines = [f"{'Mara Quill, director of Tidewatch, said no more.' if number == 0 else ''}"]
    lines += [frames[i % len(frames)].format(name=written) for i, written in enumerate(writings(person))]
    lines.append(_DETAILS[person.language].format(mail=mail, handle=handle))
    lines.append(f"https://paper.example/{quote(person.name)}/{quote(joined.lower())}?id=7")
    text = "\n\n".join(line for line in lines if line)
    identity = hashlib.sha256(text.encode()).hexdigest()
    at = text.index(person.name)
    mentions = [Passage(identity, at, at + len(person.name))]
    if person.name == "Jotham May":
        mentions += [Passage(identity, text.index("Mr. May"), text.index("Mr. May") + 7)]
    said, start = [], 0
    for block in text.split("\n\n"):
        said.append(
            Statement(
                content_id("s", identity, start), identity, start, start + len(block), block, len(said),
                reading=block, subject=(person.name.lower(),),
                words=(Word(start, start + len(block), block, block.lower(), "PROPN"),),
                evidence=(Passage(identity, start, start + min(9, len(block))),),
            )
        )  # fmt: skip
        start += len(block) + 2
    blocks = tuple(Block(s.start, s.end, "paragraph") for s in said)
    document = Document(
        identity, f"pile/{low}-speaks-{number}.html", text, blocks, f"{person.name} at the gate",
        f"Paper {number}", person.name, None, person.language,
        f"https://paper.example/{quote(joined.lower())}_speaks.html", (f"{person.name}: decoded as utf-8",),
    )  # fmt: skip
    return document, tuple(mentions), said
