import base64
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import SAID, opened

from firsthand.model import Document, Failure
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read import Limits, Original, open_original, read_bytes
from firsthand.read.mail.eml import unflowed, unpack

TOLD = "The harbour master said on Friday that forty barges lie in the harbour of Saltmere."
BASE64 = base64.b64encode(TOLD.encode())
QUOTED = TOLD.replace(" lie", "=\r\n lie=ZZ").encode()
HEAD = (
    b"From: Ada Quist <ada@saltmere.example>\r\nSubject: Barges\r\nDate: Fri, 3 May 2024 23:30:00 -0500\r\n"
)


def letter(
    text: str = TOLD, *, subject: str = "Barges in the harbour", html: str | None = None
) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Ada Quist <ada@saltmere.example>"
    made["To"] = "Bo Ek <bo@saltmere.example>, Vera Lund <vera@saltmere.example>"
    made["Date"] = "Fri, 03 May 2024 23:30:00 -0500"
    made["Subject"] = subject
    made.set_content(text)
    if html is not None:
        made.add_alternative(html, subtype="html")
    return made


def read(data: bytes | EmailMessage) -> Document:
    return read_bytes(bytes(data), name="letter.eml")


def blocks(document: Document, *kinds: str) -> list[str]:
    found = [document.text[one.start : one.end] for one in document.blocks if not kinds or one.kind in kinds]
    return [" ".join(text.split()) for text in found]


def test_a_letter_says_who_wrote_it_when_and_about_what() -> None:
    document = read(letter())
    assert (document.title, document.author) == ("Barges in the harbour", "Ada Quist")
    assert document.published == date(2024, 5, 3)  # the day where it was written
    assert document.format == "eml"
    assert blocks(document, "title") == ["Barges in the harbour"]
    assert blocks(document, "paragraph") == [TOLD]
    assert document.text.startswith(
        "From: Ada Quist <ada@saltmere.example>\nTo: Bo Ek <bo@saltmere.example>, "
    )


def test_the_people_in_the_head_stand_in_no_block_that_yields_statements() -> None:
    document = read(letter(subject="Re: Barges, said Bo Ek"))
    spoken = " ".join(blocks(document, "title", "heading", "paragraph", "dateline"))
    assert "Vera" not in spoken and "Bo Ek" not in spoken and "ada@" not in spoken
    assert document.title == "Barges, said Bo Ek"  # without "Re:", which makes the words another's


def test_blocks_are_in_order_and_do_not_overlap() -> None:
    text = (
        f"Dear Bo,\n\n{TOLD}\n\nBest regards,\nAda\n\nOn 2 May 2024 Bo Ek wrote:\n> Is it true?\n>> It is.\n"
    )
    document = read(letter(text))
    ends = [(one.start, one.end) for one in document.blocks]
    assert ends == sorted(ends)
    assert all(first[1] <= second[0] for first, second in pairwise(ends))


def test_the_words_of_an_earlier_letter_are_kept_marked_and_said() -> None:
    head = "On 2 May 2024 at 10:12, Bo Ek <bo@x.example> wrote:"
    text = f"{TOLD}\n\n{head}\n\n> The ministry counted\n> twelve.\n"
    document = read(letter(text))
    assert blocks(document, "furniture") == [head]
    assert blocks(document, "paragraph") == [TOLD, "The ministry counted twelve."]
    assert "> The ministry counted" in document.text
    assert any("somebody else's words" in note for note in document.notes)


def test_a_letter_that_only_passes_another_on_is_the_others() -> None:
    text = (
        "FYI\n\n---------- Forwarded message ---------\nFrom: Bo Ek <bo@x.example>\nDate: Thu, 2 May 2024 at "
        "10:12\nSubject: Count of barges\nTo: <ada@saltmere.example>\n\n"
        f"{TOLD}\n\nNobody was fined, he added.\n"
    )
    document = read(letter(text, subject="Fwd: Count of barges"))
    assert (document.author, document.published) == ("Bo Ek", date(2024, 5, 2))
    assert document.title == "Count of barges"
    assert TOLD in blocks(document, "paragraph")
    assert any("only passes another letter on" in note for note in document.notes)


def test_an_article_sent_by_mail_keeps_its_own_writer_outlet_and_date() -> None:
    text = (
        "THE SALTMERE POST\n\nForty barges lie in the harbour\n\nBy Orla Vint\n4 March 2021\n\n"
        f"SALTMERE (Reuters) - {TOLD}\n\nThe owner denied it, and told the newspaper that it was wrong.\n"
    )
    document = read(letter(text, subject="Forty barges lie in the harbour"))
    assert (document.author, document.published) == ("Orla Vint", date(2021, 3, 4))
    assert blocks(document, "title") == ["Forty barges lie in the harbour"]
    assert document.text.count("Forty barges lie in the harbour") == 2


def test_signatures_greetings_and_disclaimers_yield_nothing_and_short_sentences_stay() -> None:
    text = (
        f"Dear Bo,\n\n{TOLD}\n\nNobody was fined.\n\nBest regards,\nAda Quist\nPress office, Port "
        "of Saltmere\n+44 555 0100\n\nThis e-mail is confidential and intended solely for the addressee. "
        "If you have received it in error, please notify the sender.\n"
    )
    assert blocks(read(letter(text)), "paragraph") == [TOLD, "Nobody was fined."]


def test_html_letters_lose_nothing_and_quoting_is_told_by_their_markup() -> None:
    html = (
        f"<html><head><style>p {{color: red}}</style></head><body><div dir=ltr><p>Dear Bo,</p><p>{TOLD}</p>"
        "<p>Yes.</p></div><script>document.write('A script said so.')</script><div class=gmail_quote>"
        "<div class=gmail_attr>On 2 May 2024 at 10:12, Bo Ek &lt;bo@x.example&gt; wrote:<br></div>"
        "<blockquote class=gmail_quote><p>The ministry counted twelve of them, it said.</p></blockquote>"
        "</div></body></html>"
    )
    made = EmailMessage()
    made["From"], made["Subject"] = "Ada Quist <ada@saltmere.example>", "Barges"
    made.set_content(html, subtype="html")
    document = read(made)
    assert blocks(document, "paragraph")[0] == TOLD
    assert "The ministry counted twelve of them, it said." in blocks(document, "paragraph")
    assert "> The ministry counted" in document.text and f"> {TOLD}" not in document.text
    assert "script" not in document.text and "color" not in document.text


def test_of_two_versions_the_plain_one_is_read_unless_it_is_a_stump() -> None:
    html = f"<html><body><p>{TOLD}</p><p>{TOLD} It was said again.</p></body></html>"
    assert "said again" not in read(letter(html=html)).text
    stump = read(letter("Please see the HTML version.", html=html))
    assert "said again" in stump.text
    assert any("cut short" in note for note in stump.notes)


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("iso-8859-1", "Der Hafenmeister sagte am Freitag, dass vierzig Kähne über Süd liegen."),
        ("windows-1252", "“Forty barges,” said the harbour master – “and not one fewer than that.”"),
        ("gb2312", "部长星期一表示，港口里有四十艘驳船，这是港务局的说法。"),
        ("big5", "部長星期一表示，港口裡有四十艘駁船，這是港務局的說法。"),
        ("gb18030", "部长星期一表示，港口里有四十艘驳船，这是港务局的说法。"),
        ("iso-2022-jp", "港に四十隻のはしけがあると港長は金曜日に述べた。"),
        ("hz", "部长星期一表示，港口里有四十艘驳船，这是港务局的说法。"),
        ("utf-7", "Les péniches sont quarante, a dit le capitaine du port vendredi."),
        ("utf-8", "Las gabarras son cuarenta, dijo el capitán del puerto el viernes."),
    ],
)
def test_every_encoding_a_letter_may_name(charset: str, text: str) -> None:
    body = base64.b64encode(text.encode(charset))
    data = HEAD + b"Content-Type: text/plain; charset=" + charset.encode()
    document = read(data + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body)
    assert document.text.strip().endswith(text)


def test_an_encoding_that_is_wrong_or_unknown_does_not_lose_the_text() -> None:
    text = "Der Hafenmeister sagte am Freitag, dass vierzig Kähne im Hafen liegen."
    for claimed, real in (
        ("us-ascii", "utf-8"),
        ("utf-8", "cp1252"),
        ("x-unknown", "utf-8"),
        ("koi8-r", "utf-8"),
    ):
        data = HEAD + f"Content-Type: text/plain; charset={claimed}\r\n\r\n".encode() + text.encode(real)
        assert "Kähne" in read(data).text, claimed


def test_encoded_words_and_stray_bytes_in_the_head() -> None:
    data = (
        b"From: =?iso-8859-1?Q?K=E4the_Gr=FCn?= <k@x.example>\r\n"
        b"To: =?utf-8?B?5rivlw==?= broken <x@x.example>\r\n"
        b"Subject: =?utf-8?Q?K=C3=A4hne_?=\r\n =?utf-8?Q?=C3=BCberall?=\r\n\r\n" + TOLD.encode()
    )
    document = read(data)
    assert (document.author, document.title) == ("Käthe Grün", "Kähne überall")
    raw = read("From: Käthe Grün <k@x.example>\r\nSubject: Kähne überall\r\n\r\n".encode() + TOLD.encode())
    assert (raw.author, raw.title) == ("Käthe Grün", "Kähne überall")
    latin = read("From: Käthe Grün <k@x.example>\r\nSubject: Kähne\r\n\r\n".encode("latin-1") + TOLD.encode())
    assert latin.title == "Kähne"


def test_binary_data_in_the_head_does_not_lose_the_letter() -> None:
    noise = bytes(range(1, 9)) * 40 + b"\x81\x8d\x8f"
    document = read(
        b"From: Ada Quist <a@x.example>\r\nSubject: Barges " + noise + b"\r\n\r\n" + TOLD.encode()
    )
    assert TOLD in document.text


def test_flowed_lines_are_joined_and_quoting_stays() -> None:
    assert unflowed("One \ntwo.\n> three \n> four.\n\n-- \nAda", joined=False) == (
        "One two.\n> three four.\n\n-- \nAda"
    )
    assert unflowed("四十 \n艘。", joined=True) == "四十艘。"
    made = (
        HEAD + b"Content-Type: text/plain; format=flowed\r\n\r\nThe harbour master \r\nsaid that it sank.\r\n"
    )
    assert blocks(read(made), "paragraph") == ["The harbour master said that it sank."]


def test_attachments_are_documents_of_their_own_byte_for_byte() -> None:
    made = letter()
    inner = letter("The quay is closed, the mayor said on Monday.", subject="The quay / closed").as_bytes(
        policy=SMTP
    )
    made.add_attachment(SAID, maintype="text", subtype="plain", filename="../../list.txt")
    made.add_attachment(SAID * 2, maintype="application", subtype="octet-stream", filename="Kähne.txt")
    boundary = b"==rfc822=="
    data = (
        HEAD
        + b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\n--%s\r\n\r\n' % (boundary, boundary)
        + TOLD.encode()
        + b"\r\n--%s\r\nContent-Type: message/rfc822\r\n\r\n" % boundary
        + inner
        + b"\r\n--%s--\r\n" % boundary
    )
    found = [one for one in open_original(Original("x.eml", data)) if not isinstance(one, Failure)]
    assert [one.original.name for one in found] == ["x.eml", "x.eml/The quay closed.eml"]
    assert found[1].original.data == inner
    names, messages = opened("x.eml", bytes(made))
    assert (names, messages) == (["x.eml", "x.eml/list.txt", "x.eml/Kähne.txt"], [])
    assert "has 2 attachments, documents of its own" in read(made).notes


def test_small_pictures_in_the_text_and_unread_formats_are_said() -> None:
    made = letter()
    made.add_attachment(
        b"\x89PNG\r\n\x1a\n" + bytes(90),
        maintype="image",
        subtype="png",
        cid="<logo>",
        disposition="inline",
        filename="logo.png",
    )
    made.add_attachment(
        b"MZ" + bytes(90), maintype="application", subtype="octet-stream", filename="tool.exe"
    )
    made.add_attachment(
        b'x\x9f>"' + bytes(90), maintype="application", subtype="ms-tnef", filename="winmail.dat"
    )
    made.add_attachment(b"junk", maintype="application", subtype="pgp-signature", filename="signature.asc")
    names, messages = opened("x.eml", bytes(made))
    assert names == ["x.eml"]
    assert messages[0].startswith("x.eml: 1 part was passed over as a small picture in the text")
    assert any("TNEF" in message and "save the letter from Outlook as MSG" in message for message in messages)
    assert any("passed over (1 .exe)" in message for message in messages)


def test_encrypted_letters_say_that_they_are() -> None:
    pgp = HEAD + (
        b'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b\r\n\r\n'
        b"--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n"
        b"--b\r\nContent-Type: application/octet-stream\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n--b--\r\n"
    )
    smime = HEAD + (
        b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\nMIAGCSqGSIb3DQEHA6CAMIA=\r\n"
    )
    for data in (pgp, smime):
        document = read(data)
        assert any("encrypted" in note and "not read" in note for note in document.notes)
        names, messages = opened("x.eml", data)
        assert names == ["x.eml"]
        assert "Open it in a mail program with the key" in messages[0]
    inline = read(
        letter(f"{TOLD}\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA1234\n=abcd\n-----END PGP MESSAGE-----\n")
    )
    assert blocks(inline, "paragraph") == [TOLD]
    assert any("encrypted in the text (PGP)" in note for note in inline.notes)


def test_an_invitation_is_said_and_no_text() -> None:
    made = letter()
    made.add_alternative("BEGIN:VCALENDAR\nSUMMARY:Meeting\nEND:VCALENDAR\n", subtype="calendar")
    document = read(made)
    assert "VCALENDAR" not in document.text
    assert any("invitation" in note for note in document.notes)


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n" + TOLD.encode(),  # not closed
        HEAD + b"Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\n" + TOLD.encode() + b"\r\n--b--\r\n",
        HEAD + b"Content-Type: multipart/mixed; boundary=other\r\n\r\n--b\r\n\r\n" + TOLD.encode(),
        HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + TOLD.encode(),  # no part at all
        HEAD + b"Content-Type: multipart/mixed; boundary=b\xff\r\n\r\n--b\xff\r\n\r\n" + TOLD.encode(),
        HEAD + b"Content-Type: text/plain; charset\r\n\r\n" + TOLD.encode(),
        HEAD + b"Content-Type: nonsense\r\n\r\n" + TOLD.encode(),
        HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + BASE64 + b"!!*\xff",
        HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + BASE64.rstrip(b"=")[:-1],
        HEAD + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + QUOTED,
        b"From ada Fri May  3 2024\r\n" + HEAD + b"\r\n" + TOLD.encode(),  # out of a mailbox
        b"\xef\xbb\xbf\r\n" + HEAD + b"\r\n" + TOLD.encode(),
        HEAD.replace(b"\r\n", b"\n") + b"\n" + TOLD.encode(),
    ],
)  # fmt: skip
def test_a_letter_that_breaks_the_rules_is_read_all_the_same(data: bytes) -> None:
    document = read(data)
    assert TOLD[:70] in " ".join(document.text.split()).replace("=ZZ", "")
    assert document.author == "Ada Quist"


def test_what_is_no_letter_says_so() -> None:
    with pytest.raises(UnreadableDocumentError, match=r"x\.eml: not an e-mail .*Export the letter again"):
        read_bytes(b"Only some text, without any head.", name="x.eml")


def test_a_thousand_attachments_come_one_after_another() -> None:
    part = (
        b"--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\n"
        b"%d barges, he said.\r\n"
    )
    data = (
        HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"".join(part % n for n in range(1000))
    )
    found = list(unpack(data, name="x.eml", limits=Limits()))
    assert len(found) == 1000
    assert not any(isinstance(one, Failure) for one in found)
    assert len({one.name for one in found if not isinstance(one, Failure)}) == 1000
    names, messages = opened("x.eml", data, Limits(parts=20))
    assert len(names) == 21
    assert "holds more than is unpacked (parts=20)" in messages[0]


def test_letters_in_letters_and_parts_in_parts_end_at_a_depth() -> None:
    data = HEAD + b"\r\n" + TOLD.encode()
    for _ in range(20):
        data = HEAD + b"Content-Type: message/rfc822\r\n\r\n" + data
    names, messages = opened("x.eml", data)
    assert len(names) == 6
    assert "lies 5 deep in others" in messages[0]
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000)
    )
    document = read(HEAD + nested + b"\r\n" + TOLD.encode())
    assert any("more than 40 deep" in note for note in document.notes)


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Type: text/plain" + b"; a=b" * 200_000,
        b"Subject: " + b"=?utf-8?q?" * 100_000,
        b"To: " + b"<a@x.example>, " * 50_000,
        b"X: y\r\n" * 100_000,
        b"Subject: " + b"Re: " * 100_000,
        b"Subject: " + b"(" * 300_000,
    ],
)
def test_a_head_made_to_keep_a_reader_busy_does_not(head: bytes) -> None:
    data = HEAD + head + b"\r\n\r\n" + TOLD.encode()
    try:
        assert "Ada Quist" in read(data).text
    except UnreadableDocumentError as error:
        assert "too long" in str(error)


@pytest.mark.parametrize(
    "line", ["-" * 300_000, "> " * 100_000, "On " * 100_000, "From: " * 50_000, "a:" * 100_000]
)
def test_a_line_made_to_keep_a_reader_busy_does_not(line: str) -> None:
    assert "Ada Quist" in read(HEAD + b"\r\n" + f"{TOLD}\n{line}\n{line}\nwrote:\n".encode()).text


_PIECES = st.sampled_from(
    [
        b"--b\r\n",
        b"--b--\r\n",
        b"\r\n",
        b"Content-Type: multipart/mixed; boundary=b\r\n",
        b"Content-Type: text/html\r\n",
        b"Content-Type: message/rfc822\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Content-Disposition: attachment; filename*=utf-8''%e2%82x\r\n",
        b"From: a@b\r\n",
        b"=?utf-8?b?",
        b"\x00\xff",
        b"> x wrote:\n",
        b"<p>x</p>",
        b"Von: a\nAn: b\n",
        b"QUJD",
    ]
)


@settings(max_examples=200)
@given(st.lists(_PIECES | st.binary(max_size=8), max_size=30))
def test_whatever_a_letter_is_made_of_it_is_read_or_said(pieces: list[bytes]) -> None:
    for one in open_original(Original("x.eml", HEAD + b"".join(pieces))):
        assert not isinstance(one, Failure) or one.message.startswith(one.document)
