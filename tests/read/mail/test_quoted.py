import pytest

from firsthand.read.mail.quoted import marked_lines, tell


def _roles(text: str) -> list[str]:
    """Return each line that is not blank as its level, the first letter of its role, and its first word."""
    told, _ = tell(marked_lines(text))
    return [f"{one.level}{one.role[0]} {one.line.text.split()[0]}" for one in told if one.line.text.strip()]


@pytest.mark.parametrize(
    "head",
    [
        "On Thu, 2 May 2024 at 10:12, Bo Ek <bo@saltmere.example> wrote:",
        "On 2 May 2024, at 10:12, Bo Ek wrote:",
        "Bo Ek <bo@saltmere.example> wrote on 2 May 2024:",
        "Am 2. Mai 2024 um 10:12 schrieb Bo Ek <bo@saltmere.example>:",
        "Am Do., 2. Mai 2024 um 10:12 Uhr schrieb Bo Ek:",
        "Le jeu. 2 mai 2024 à 10:12, Bo Ek <bo@saltmere.example> a écrit :",
        "El jue, 2 may 2024 a las 10:12, Bo Ek (<bo@saltmere.example>) escribió:",
        "Il giorno gio 2 mag 2024 alle ore 10:12 Bo Ek <bo@saltmere.example> ha scritto:",
        "Il 02/05/2024 10:12, Bo Ek ha scritto:",
        "在 2024年5月2日,10:12,Bo Ek <bo@saltmere.example> 写道：",
        "Bo Ek <bo@saltmere.example> 于2024年5月2日周四 10:12写道：",
        "在 2024/5/2 10:12, Bo Ek 寫道:",
    ],
)
def test_the_line_above_a_quoted_letter_is_known_in_every_language(head: str) -> None:
    first = head.split()[0]
    assert _roles(f"Mine here.\n\n{head}\n\n> Theirs there.") == ["0t Mine", f"1h {first}", "1t Theirs"]
    assert _roles(f"Mine here.\n\n{head}\nTheirs there.\nMore.") == [
        "0t Mine",
        f"1h {first}",
        "1t Theirs",
        "1t More.",
    ]


def test_a_head_that_was_wrapped_is_one_head() -> None:
    text = "Mine.\n\nOn Thursday, 2 May 2024 at 10:12, Bo Ek of the office\n<bo@x.example> wrote:\n> His."
    assert _roles(text) == ["0t Mine.", "1h On", "1h <bo@x.example>", "1t His."]


@pytest.mark.parametrize(
    "text",
    [
        "On Monday the minister of the harbour wrote:",
        "He said on 2 May 2024 that the quay was closed, and she agreed.",
        "From: a village in the north, the barges came.",
        "The subject: barges",
        "From: Monday\nTo: Friday",
        "A: yes, he said.\nDe: no, she said.",
        "Am Montag schrieb die Hafenzeitung, dass der Kai geschlossen ist.",
    ],
)
def test_a_sentence_that_only_looks_like_a_head_is_none(text: str) -> None:
    assert {one[:2] for one in _roles(f"Before it.\n\n{text}\nAfter it, without a mark.")} == {"0t"}


@pytest.mark.parametrize(
    ("banner", "labels"),
    [
        ("-----Original Message-----", "From: Sent: To: Subject:"),
        ("---------- Forwarded message ---------", "From: Date: Subject: To:"),
        ("-----Ursprüngliche Nachricht-----", "Von: Gesendet: An: Betreff:"),
        ("-------- Weitergeleitete Nachricht --------", "Betreff: Datum: Von: An:"),
        ("-----Message d'origine-----", "De : Envoyé : À : Objet :"),
        ("---------- Message transféré ---------", "De : Date : Objet : À :"),
        ("-----Mensaje original-----", "De: Enviado: Para: Asunto:"),
        ("---------- Mensaje reenviado ---------", "De: Fecha: Asunto: Para:"),
        ("-----Messaggio originale-----", "Da: Inviato: A: Oggetto:"),
        ("------------------ 原始邮件 ------------------", "发件人: 发送时间: 收件人: 主题:"),
        ("-----邮件原件-----", "发件人: 发送时间: 收件人: 主题:"),
        ("________________________________", "From: Sent: To: Cc: Subject:"),
    ],
)
def test_the_head_of_an_outlook_letter_is_known_in_every_language(banner: str, labels: str) -> None:
    names = [name.strip() for name in labels.split(":") if name.strip()]
    lines = [f"{name}: {'Bo Ek <bo@x.example>' if at in (0, 2) else 'it'}" for at, name in enumerate(names)]
    told, heads = tell(marked_lines("\n".join(["Mine here.", "", banner, *lines, "", "Theirs."])))
    roles = [(one.level, one.role) for one in told if one.line.text.strip()]
    assert roles[0] == (0, "text")
    assert roles[-1] == (1, "text")
    assert roles[-1 - len(lines) : -1] == [(1, "head")] * len(lines)
    assert heads[-1].fields["from"]


def test_marks_and_heads_nest() -> None:
    text = "Mine.\n\nBo wrote:\n> His.\n> On 1 May 2024 Ada wrote:\n>> Hers.\n>\n> His again.\n\nMine again."
    assert _roles(text) == [
        "0t Mine.", "1h Bo", "1t His.", "1h On", "2t Hers.", "1t His", "0t Mine",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "farewell",
    [
        "Best regards,",
        "Mit freundlichen Grüßen",
        "Cordialement,",
        "Un saludo,",
        "Cordiali saluti",
        "此致",
        "-- ",
    ],
)
def test_signatures_are_known_and_postscripts_are_none(farewell: str) -> None:
    roles = _roles(f"It sank.\n\n{farewell}\nAda Quist\nHarbour office\n")
    assert [one[:2] for one in roles] == ["0t", "0s", "0s", "0s"]
    if farewell != "-- ":
        after = _roles(f"It sank.\n\n{farewell}\nAda Quist\n\nPS: The second barge sank on Friday as well.")
        assert [one[:2] for one in after] == ["0t", "0s", "0s", "0t"]


def test_thanks_in_the_middle_of_a_letter_end_nothing() -> None:
    text = (
        "Thank you for your letter of May.\n\nThanks,\n\nThe harbour master said that the barge sank at noon."
    )
    assert [one[:2] for one in _roles(text)] == ["0t", "0s", "0t"]
