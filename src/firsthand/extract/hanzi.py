"""Numbers written in Chinese characters, alone or mixed with digits: 三万五千, 3.5万, 二〇二二."""

import re

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
TENS = {"十": 10.0, "百": 100.0, "千": 1000.0, "拾": 10.0, "佰": 100.0, "仟": 1000.0}
SCALES = {"万": 1e4, "亿": 1e8, "兆": 1e12}

_ZEROS = frozenset("零〇○")
_PARTS = re.compile(r"\d[\d,]*(?:\.\d+)?|\D")


def hanzi_value(text: str) -> float | None:
    """Return what a number in simplified characters and digits is worth: "三万五千" and "3.5万" give 35000.

    Characters for digits alone are read one after the other ("二〇二二" is 2022). None if the
    characters make no number.
    """
    if not text:
        return None
    if all(character in DIGITS for character in text) and (len(text) > 2 or _ZEROS & set(text[1:])):
        return float("".join(str(DIGITS[character]) for character in text))
    total, section, digit, last = 0.0, 0.0, -1.0, 0.0
    for part in _PARTS.findall(text):
        if part[0].isdigit() and part[0].isascii():
            if digit > 0:
                return None
            digit = float(part.replace(",", ""))
        elif part in DIGITS:
            if digit > 0:
                return None
            digit, last = float(DIGITS[part]), 1.0 if DIGITS[part] == 0 else last
        elif part in TENS:
            section += (1.0 if digit < 0 else digit) * TENS[part]
            digit, last = -1.0, TENS[part]
        elif part in SCALES:
            group = section + max(digit, 0.0)
            if not group and total:
                total *= SCALES[part]  # 一万亿
            elif not group:
                return None
            else:
                total = (
                    (total + group) * SCALES[part]
                    if 0 < total < SCALES[part]
                    else total + group * SCALES[part]
                )
            section, digit, last = 0.0, -1.0, SCALES[part]
        else:
            return None
    if digit > 0:
        # 一百五 is 150, 三万五 is 35000: what stands last belongs to the next lower place.
        section += digit * last / 10 if last >= 100 and digit < 10 and text[-1] in DIGITS else digit
    return total + section
