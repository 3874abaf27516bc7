"""Invented matters in six languages: one fact can be told in each, with the same names and numbers."""

from dataclasses import dataclass, replace
from random import Random

LANGUAGES = ("en", "de", "fr", "es", "it", "zh")
COUNTRIES = ("PT", "NO", "GR", "CL", "KE", "VN", "PL", "MA", "CA", "NZ", "IE", "UY", "EE", "PH", "GH")
_STARTS = (
    "Lor",
    "Mar",
    "Tev",
    "Ans",
    "Quill",
    "Bre",
    "Sund",
    "Kael",
    "Oro",
    "Vim",
    "Hal",
    "Dra",
    "Fen",
    "Gry",
)
_MIDDLES = ("a", "e", "i", "o", "u", "an", "en", "il", "or", "ar")
_ENDS = ("holm", "vik", "mar", "dale", "bruck", "sund", "wyn", "lund", "port", "stad", "ra", "nes")
_FIRST = ("Mira", "Ina", "Tomas", "Ada", "Ruben", "Salla", "Odo", "Vera", "Jon", "Lea", "Emil", "Noor", "Pia")

# A fact is one of these with a place, a body, a number and a thing; {n} stands once in each.
_TOLD = {
    "en": (
        "inspectors found {n} {thing} at {place}",
        "{body} closed {n} {thing} near {place} after the inquiry",
        "at least {n} {thing} were sold to {body} in {place}",
        "{body} had known of the {n} {thing} in {place} for years",
        "{n} {thing} were moved out of {place} before the inspection",
        "the council of {place} paid {body} for {n} {thing}",
        "{body} wrote {n} letters about the {thing} of {place}",
        "{n} families left {place} because of the {thing}",
    ),
    "de": (
        "Prüfer fanden {n} {thing} in {place}",
        "{body} schloss nach der Untersuchung {n} {thing} bei {place}",
        "mindestens {n} {thing} wurden in {place} an {body} verkauft",
        "{body} wusste seit Jahren von den {n} {thing} in {place}",
        "{n} {thing} wurden vor der Prüfung aus {place} fortgeschafft",
        "der Rat von {place} bezahlte {body} für {n} {thing}",
        "{body} schrieb {n} Briefe über die {thing} von {place}",
        "{n} Familien verließen {place} wegen der {thing}",
    ),
    "fr": (
        "les inspecteurs ont trouvé {n} {thing} à {place}",
        "{body} a fermé {n} {thing} près de {place} après l’enquête",
        "au moins {n} {thing} ont été vendus à {body} à {place}",
        "{body} connaissait depuis des années les {n} {thing} de {place}",
        "{n} {thing} ont été enlevés de {place} avant l’inspection",
        "le conseil de {place} a payé {body} pour {n} {thing}",
        "{body} a écrit {n} lettres sur les {thing} de {place}",
        "{n} familles ont quitté {place} à cause des {thing}",
    ),
    "es": (
        "los inspectores hallaron {n} {thing} en {place}",
        "{body} cerró {n} {thing} cerca de {place} tras la investigación",
        "al menos {n} {thing} fueron vendidos a {body} en {place}",
        "{body} sabía desde hacía años de los {n} {thing} de {place}",
        "{n} {thing} fueron sacados de {place} antes de la inspección",
        "el concejo de {place} pagó a {body} por {n} {thing}",
        "{body} escribió {n} cartas sobre los {thing} de {place}",
        "{n} familias dejaron {place} a causa de los {thing}",
    ),
    "it": (
        "gli ispettori hanno trovato {n} {thing} a {place}",
        "{body} ha chiuso {n} {thing} vicino a {place} dopo l’inchiesta",
        "almeno {n} {thing} sono stati venduti a {body} a {place}",
        "{body} sapeva da anni dei {n} {thing} di {place}",
        "{n} {thing} sono stati portati via da {place} prima dell’ispezione",
        "il consiglio di {place} ha pagato {body} per {n} {thing}",
        "{body} ha scritto {n} lettere sui {thing} di {place}",
        "{n} famiglie hanno lasciato {place} a causa dei {thing}",
    ),
    "zh": (
        "检查人员在{place}发现了{n}个{thing}",
        "调查之后,{body}关闭了{place}附近的{n}个{thing}",
        "至少有{n}个{thing}在{place}卖给了{body}",
        "{body}多年来一直知道{place}的{n}个{thing}",
        "检查之前,{n}个{thing}从{place}被运走",
        "{place}的议会为{n}个{thing}向{body}付了钱",
        "{body}就{place}的{thing}写了{n}封信",
        "{n}个家庭因为{thing}离开了{place}",
    ),
}
SHAPES = len(_TOLD["en"])
_THINGS = {
    "en": ("warehouses", "boats", "tanks", "pumps", "cranes", "barrels", "permits", "cables", "wells"),
    "de": ("Lagerhäuser", "Boote", "Tanks", "Pumpen", "Kräne", "Fässer", "Genehmigungen", "Kabel", "Brunnen"),
    "fr": ("entrepôts", "bateaux", "réservoirs", "pompes", "grues", "fûts", "permis", "câbles", "puits"),
    "es": ("almacenes", "barcos", "tanques", "bombas", "grúas", "barriles", "permisos", "cables", "pozos"),
    "it": ("magazzini", "barche", "serbatoi", "pompe", "gru", "barili", "permessi", "cavi", "pozzi"),
    "zh": ("仓库", "船只", "储罐", "水泵", "起重机", "油桶", "许可证", "电缆", "水井"),
}
_SAID = {
    "en": ("{who} said {what}.", "According to {who}, {what}."),
    "de": ("{who} sagte: {what}.", "Nach Angaben von {who}: {what}."),
    "fr": ("{who} a déclaré : {what}.", "Selon {who}, {what}."),
    "es": ("{who} dijo: {what}.", "Según {who}, {what}."),
    "it": ("{who} ha detto: {what}.", "Secondo {who}, {what}."),
    "zh": ("{who}表示,{what}。", "据{who}称,{what}。"),
}
_RELAYED = {
    "en": "{who} told {relay} that {what}.",
    "de": "{who} sagte {relay}: {what}.",
    "fr": "{who} a dit à {relay} : {what}.",
    "es": "{who} dijo a {relay}: {what}.",
    "it": "{who} ha detto a {relay}: {what}.",
    "zh": "{who}告诉{relay},{what}。",
}
_DENIED = {
    "en": "{who} denied that {what}.",
    "de": "{who} bestritt: {what}.",
    "fr": "{who} a nié : {what}.",
    "es": "{who} negó: {what}.",
    "it": "{who} ha negato: {what}.",
    "zh": "{who}否认{what}。",
}


@dataclass(frozen=True, slots=True)
class Town:
    """An invented town in a country, at a place on its map."""

    name: str
    country: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can be told: which sentence, of what, where, by whom, how many."""

    shape: int
    thing: int
    town: Town
    body: str
    number: int

    def changed(self, random: Random) -> "Fact":
        """Return the fact with another number."""
        return replace(self, number=self.number + random.randint(1, 9))

    def told(self, language: str) -> str:
        """Return it as a clause of a language."""
        clause = _TOLD[language][self.shape]
        return clause.format(
            n=self.number, thing=_THINGS[language][self.thing], place=self.town.name, body=self.body
        )


def said(
    language: str, clause: str, *, chain: tuple[str, ...], denied: bool, random: Random
) -> tuple[str, int]:
    """Return a sentence that puts a clause on those who say it, and where in it the clause begins."""
    if not chain:
        whole = clause[:1].upper() + clause[1:]
        return whole + ("。" if language == "zh" else "."), 0
    if denied:
        pattern = _DENIED[language]
    elif len(chain) > 1:
        pattern = _RELAYED[language]
    else:
        pattern = random.choice(_SAID[language])
    sentence = pattern.format(who=chain[0], relay=chain[-1], what="\0")
    at = sentence.index("\0")
    return sentence.replace("\0", clause), at


def towns(random: Random, count: int) -> list[Town]:
    """Return invented towns."""
    found: dict[str, Town] = {}
    while len(found) < count:
        name = random.choice(_STARTS) + random.choice(_MIDDLES) + random.choice(_ENDS)
        if len(found) > 1500:
            name += f"-{len(found)}"
        country = random.choice(COUNTRIES)
        found.setdefault(name, Town(name, country, random.uniform(-50, 65), random.uniform(-120, 150)))
    return list(found.values())


def bodies(random: Random, count: int) -> list[str]:
    """Return names of invented bodies that speak."""
    kinds = (
        "Harbour Watch",
        "Water Board",
        "Ministry of Ferries",
        "Quay Union",
        "Salt Office",
        "Dock Company",
    )
    return [f"{town.name} {random.choice(kinds)}" for town in towns(random, count)]


def outlets(random: Random, count: int) -> list[str]:
    """Return names of invented newspapers."""
    kinds = ("Courier", "Daily", "Herald", "Wire", "Post", "Tribune")
    return [f"The {town.name} {random.choice(kinds)}" for town in towns(random, count)]


def people(random: Random, count: int) -> list[str]:
    """Return names of invented persons."""
    names = [
        f"{random.choice(_FIRST)} {town.name[:-3]}{random.choice(_ENDS)}" for town in towns(random, count)
    ]
    return [name if names.index(name) == at else f"{name} {at}" for at, name in enumerate(names)]
