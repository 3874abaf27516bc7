"""Whole numbers as five languages write them in words, to read them back."""

_DE = (
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn"
).split()
_DE_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_FR = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf"
).split()
_FR_TENS = {
    2: "vingt",
    3: "trente",
    4: "quarante",
    5: "cinquante",
    6: "soixante",
    7: "soixante",
    8: "quatre-vingt",
    9: "quatre-vingt",
}
_ES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés "
    "veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
).split()
_ES_TENS = {
    3: "treinta",
    4: "cuarenta",
    5: "cincuenta",
    6: "sesenta",
    7: "setenta",
    8: "ochenta",
    9: "noventa",
}
_ES_HUNDREDS = (
    "cero ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos "
    "ochocientos novecientos"
).split()
_IT = (
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici "
    "quattordici quindici sedici diciassette diciotto diciannove"
).split()
_IT_TENS = "venti trenta quaranta cinquanta sessanta settanta ottanta novanta".split()
_ZH = "零一二三四五六七八九"


def german(n: int) -> str:
    """Return 21345 as "einundzwanzigtausenddreihundertfünfundvierzig"."""
    if n >= 1_000_000:
        head = "eine Million" if n < 2_000_000 else f"{german(n // 1_000_000)} Millionen"
        return head + (f" {german(n % 1_000_000)}" if n % 1_000_000 else "")
    if n >= 1000:
        return german(n // 1000) + "tausend" + (german(n % 1000) if n % 1000 else "")
    if n >= 100:
        return _DE[n // 100] + "hundert" + (german(n % 100) if n % 100 else "")
    if n >= 20:
        return (f"{_DE[n % 10]}und" if n % 10 else "") + _DE_TENS[n // 10 - 2]
    return "eins" if n == 1 else _DE[n]


def french(n: int) -> str:
    """Return 21345 as "vingt et un mille trois cent quarante-cinq"."""
    if n >= 1_000_000:
        head = "un million" if n < 2_000_000 else f"{french(n // 1_000_000)} millions"
        return head + (f" {french(n % 1_000_000)}" if n % 1_000_000 else "")
    if n >= 1000:
        head = "mille" if n < 2000 else f"{french(n // 1000)} mille"
        return head + (f" {french(n % 1000)}" if n % 1000 else "")
    if n >= 100:
        head = "cent" if n < 200 else f"{_FR[n // 100]} cent"
        return head + (f" {french(n % 100)}" if n % 100 else "")
    if n < 20:
        return _FR[n]
    tens, rest = divmod(n, 10)
    rest += 10 if tens in (7, 9) else 0
    if rest in (1, 11) and tens < 8:
        return f"{_FR_TENS[tens]} et {_FR[rest]}"
    return _FR_TENS[tens] + (f"-{_FR[rest]}" if rest else "")


def spanish(n: int) -> str:
    """Return 21345 as "veintiún mil trescientos cuarenta y cinco"."""
    if n >= 1_000_000:
        head = "un millón" if n < 2_000_000 else f"{spanish(n // 1_000_000)} millones"
        return head + (f" {spanish(n % 1_000_000)}" if n % 1_000_000 else "")
    if n >= 1000:
        head = "mil" if n < 2000 else f"{spanish(n // 1000)} mil"
        return head + (f" {spanish(n % 1000)}" if n % 1000 else "")
    if n >= 100:
        return "cien" if n == 100 else _ES_HUNDREDS[n // 100] + (f" {spanish(n % 100)}" if n % 100 else "")
    if n < 30:
        return _ES[n]
    return _ES_TENS[n // 10] + (f" y {_ES[n % 10]}" if n % 10 else "")


def italian(n: int) -> str:
    """Return 21345 as "ventunomilatrecentoquarantacinque"."""
    if n >= 1_000_000:
        head = "un milione" if n < 2_000_000 else f"{italian(n // 1_000_000)} milioni"
        return head + (f" {italian(n % 1_000_000)}" if n % 1_000_000 else "")
    if n >= 1000:
        head = "mille" if n < 2000 else f"{italian(n // 1000)}mila"
        return head + (italian(n % 1000) if n % 1000 else "")
    if n >= 100:
        return ("" if n < 200 else _IT[n // 100]) + "cento" + (italian(n % 100) if n % 100 else "")
    if n < 20:
        return _IT[n]
    tens = _IT_TENS[n // 10 - 2]
    return (tens[:-1] if n % 10 in (1, 8) else tens) + (_IT[n % 10] if n % 10 else "")


def chinese(n: int) -> str:
    """Return 21345 as 二万一千三百四十五."""
    for size, scale in ((100_000_000, "亿"), (10_000, "万")):
        if n >= size:
            rest = n % size
            gap = "零" if rest and rest < size // 10 else ""
            return chinese(n // size) + scale + gap + (chinese(rest) if rest else "")
    said, zero = "", False
    for size, scale in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // size % 10
        if digit:
            said += ("零" if zero else "") + _ZH[digit] + scale
            zero = False
        elif said and n % size:
            zero = True
    return said


SPELT = {"de": german, "fr": french, "es": spanish, "it": italian, "zh": chinese}
