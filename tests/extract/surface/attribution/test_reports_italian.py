"""Italian: who is found to have said what."""

import pytest
from reported import found_in, has

# Text; content, chain, stance.
CASES = [
    # Said before what was said.
    (
        "La direttrice ha annunciato che il ponte sarà chiuso.",
        "il ponte sarà chiuso",
        ("La direttrice",),
        "asserts",
    ),
    ("Il prefetto dice che la piena è passata.", "la piena è passata", ("Il prefetto",), "asserts"),
    ("Marta Olmi afferma di aver visto il fumo.", "aver visto il fumo", ("Marta Olmi",), "asserts"),
    (
        "La società ha precisato lunedì in una nota che la fabbrica riaprirà.",
        "la fabbrica riaprirà",
        ("La società",),
        "asserts",
    ),
    (
        "Nadia Quirri, presidente del porto, ha dichiarato che lo sciopero continua.",
        "lo sciopero continua",
        ("Nadia Quirri",),
        "asserts",
    ),
    (
        "Il sindacato ha detto ai giornalisti che lo sciopero durerà.",
        "lo sciopero durerà",
        ("Il sindacato",),
        "asserts",
    ),
    ("Lei ha ribadito che il rapporto è falso.", "il rapporto è falso", ("Lei",), "asserts"),
    ("I pescatori si lamentano che il molo è chiuso.", "il molo è chiuso", ("I pescatori",), "asserts"),
    (
        "Marta Olmi ha voluto precisare che il fuoco è spento.",
        "il fuoco è spento",
        ("Marta Olmi",),
        "asserts",
    ),
    (
        "La portavoce ha fatto sapere che nessuno è stato licenziato.",
        "nessuno è stato licenziato",
        ("La portavoce",),
        "asserts",
    ),
    ("Il ministero ha reso noto che il voto slitta.", "il voto slitta", ("Il ministero",), "asserts"),
    (
        "Bruno Tassi si è detto convinto che il ponte reggerà.",
        "il ponte reggerà",
        ("Bruno Tassi",),
        "asserts",
    ),
    # Said behind it, set into it.
    ("Il fuoco è spento, ha annunciato la prefettura.", "Il fuoco è spento", ("la prefettura",), "asserts"),
    ("«Il fuoco è spento», ha annunciato la prefettura.", "Il fuoco è spento", ("la prefettura",), "asserts"),
    (
        '" Il fuoco è spento ", spiega Marta Olmi, capo dei pompieri.',
        "Il fuoco è spento",
        ("Marta Olmi",),
        "asserts",
    ),
    ("“Partiremo domani”, ha aggiunto il capitano.", "Partiremo domani", ("il capitano",), "asserts"),
    (
        "Il ponte, spiega Marta Olmi, non riaprirà a maggio.",
        "non riaprirà a maggio",
        ("Marta Olmi",),
        "asserts",
    ),
    ("«È tardi», commenta amareggiato Bruno Tassi.", "È tardi", ("Bruno Tassi",), "asserts"),
    # A colon, a quotation behind the verb.
    (
        "Il sindaco ha risposto: «La città ha pagato tutto».",
        "La città ha pagato tutto",
        ("Il sindaco",),
        "asserts",
    ),
    ('La ministra ha detto che " il piano non basta ".', "il piano non basta", ("La ministra",), "asserts"),
    ("Marta Olmi ha definito il progetto «una follia».", "una follia", ("Marta Olmi",), "asserts"),
    ("L'autore descrive la legge come “un errore”.", "un errore", ("L'autore",), "asserts"),
    # Objects and infinitives.
    (
        "Il gruppo annuncia la soppressione di 210 posti.",
        "la soppressione di 210 posti",
        ("Il gruppo",),
        "asserts",
    ),
    (
        "I commercianti denunciano una decisione ingiusta.",
        "una decisione ingiusta",
        ("I commercianti",),
        "asserts",
    ),
    ("Il ministro ha promesso di ricevere le due parti.", "ricevere le due parti", ("Il ministro",), "plans"),
    (
        "Bruno Tassi accusa la giunta di aver nascosto il rapporto.",
        "aver nascosto il rapporto",
        ("Bruno Tassi",),
        "asserts",
    ),
    ("Il ministro invita le aziende a non licenziare.", "non licenziare", ("Il ministro",), "asserts"),
    ("Il comitato chiede che le ricerche proseguano.", "le ricerche proseguano", ("Il comitato",), "asserts"),
    # Denied, doubted.
    ("La direzione smentisce ogni fuga.", "ogni fuga", ("La direzione",), "denies"),
    ("Il senatore nega di aver ricevuto denaro.", "aver ricevuto denaro", ("Il senatore",), "denies"),
    (
        "Il procuratore dubita che il teste dica il vero.",
        "il teste dica il vero",
        ("Il procuratore",),
        "doubts",
    ),
    # Beliefs.
    ("Gli esperti ritengono che la diga cederà.", "la diga cederà", ("Gli esperti",), "asserts"),
    ("Marta Olmi è convinta che il ponte reggerà.", "il ponte reggerà", ("Marta Olmi",), "asserts"),
    ("I residenti temono una nuova piena.", "una nuova piena", ("I residenti",), "asserts"),
    # Phrases.
    ("Secondo la prefettura, due ponti sono chiusi.", "due ponti sono chiusi", ("la prefettura",), "asserts"),
    ("Due ponti sono chiusi, secondo la prefettura.", "Due ponti sono chiusi", ("la prefettura",), "asserts"),
    (
        "Stando a Marta Olmi, il fuoco è partito dal capannone.",
        "il fuoco è partito dal capannone",
        ("Marta Olmi",),
        "asserts",
    ),
    ("A detta dei residenti, la strada è interrotta.", "la strada è interrotta", ("residenti",), "asserts"),
    ("Secondo fonti vicine al caso, la vendita è conclusa.", "la vendita è conclusa", ("fonti",), "asserts"),
    (
        "Secondo quanto riferisce la direttrice, la strada resterà chiusa.",
        "la strada resterà chiusa",
        ("la direttrice",),
        "asserts",
    ),
    (
        "La strada resterà chiusa, come ha detto la direttrice.",
        "La strada resterà chiusa",
        ("la direttrice",),
        "asserts",
    ),
    # Nobody named.
    (
        "Apparentemente, la scialuppa non si è aperta.",
        "la scialuppa non si è aperta",
        ("Apparentemente",),
        "asserts",
    ),
    (
        "Il peschereccio avrebbe urtato un container.",
        "Il peschereccio avrebbe urtato un container",
        ("avrebbe",),
        "asserts",
    ),
    ("È stato riferito che l'accordo è saltato.", "l'accordo è saltato", ("È stato riferito",), "asserts"),
    # Chains.
    (
        "Secondo un testimone citato dal quotidiano, la barca si è rovesciata.",
        "la barca si è rovesciata",
        ("un testimone", "quotidiano"),
        "asserts",
    ),
    (
        "Il giornale riferisce che la ministra ha detto che il voto slitta.",
        "il voto slitta",
        ("la ministra", "Il giornale"),
        "asserts",
    ),
    (
        "Il fuoco è spento, ha detto Marta Olmi all'agenzia.",
        "Il fuoco è spento",
        ("Marta Olmi", "agenzia"),
        "asserts",
    ),
]


@pytest.mark.parametrize(("text", "content", "chain", "stance"), CASES)
def test_a_sentence_says_who_said_what(text: str, content: str, chain: tuple[str, ...], stance: str) -> None:
    found = found_in(text, "it")
    assert has(found, content, chain, stance), found


@pytest.mark.parametrize(
    "text",
    [
        "Il ponte è stato chiuso a maggio.",
        "La direttrice non ha confermato che il ponte sarà chiuso.",
        "Secondo la legge, il contratto dura nove anni.",
        "È il secondo ponte della valle.",
        "Si spera che il tempo cambi.",
        "Le piante richiedono acqua.",
    ],
)
def test_what_nobody_says_is_attributed_to_nobody(text: str) -> None:
    assert found_in(text, "it") == []


def test_a_verb_without_a_subject_has_the_speaker_before() -> None:
    found = found_in("Marta Olmi ha detto che il ponte è vecchio. Ha aggiunto che nessuno lo ha visto.", "it")
    assert has(found, "nessuno lo ha visto", ("Marta Olmi",))


def test_a_gerund_has_the_subject_of_its_sentence() -> None:
    found = found_in("La banca ha chiuso la filiale a maggio, sostenendo che non c'erano clienti.", "it")
    assert has(found, "non c'erano clienti", ("La banca",))


def test_several_verbs_share_a_subject() -> None:
    text = "Bruno Tassi ammette che il conto è vuoto, ma nega un furto."
    found = found_in(text, "it")
    assert has(found, "il conto è vuoto", ("Bruno Tassi",))
    assert has(found, "un furto", ("Bruno Tassi",), "denies")


def test_a_relative_clause_ends_where_the_main_clause_goes_on() -> None:
    text = (
        "In risposta a chi accusava la ditta di aver mentito, Bruno Tassi ha spiegato che i conti sono veri."
    )
    found = found_in(text, "it")
    assert has(found, "i conti sono veri", ("Bruno Tassi",))
