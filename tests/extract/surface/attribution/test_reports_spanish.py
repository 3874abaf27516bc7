"""Spanish: who is found to have said what."""

import pytest
from reported import found_in, has

# Text; content, chain, stance.
CASES = [
    # Said before what was said.
    ("La alcaldesa anunció que el puente se cerrará.", "el puente se cerrará", ("La alcaldesa",), "asserts"),
    ("El ministro dijo que la crecida pasó.", "la crecida pasó", ("El ministro",), "asserts"),
    ("Marta Olmedo asegura haber visto el humo.", "haber visto el humo", ("Marta Olmedo",), "asserts"),
    (
        "La empresa ha precisado este lunes en una nota que la fábrica reabrirá.",
        "la fábrica reabrirá",
        ("La empresa",),
        "asserts",
    ),
    (
        "Nadia Quirós, presidenta del puerto, declaró que la huelga sigue.",
        "la huelga sigue",
        ("Nadia Quirós",),
        "asserts",
    ),
    (
        "El sindicato advirtió a los vecinos que la huelga durará.",
        "la huelga durará",
        ("El sindicato",),
        "asserts",
    ),
    ("Ella informó de que el barco había salido.", "el barco había salido", ("Ella",), "asserts"),
    ("La portavoz insistió en que nadie fue despedido.", "nadie fue despedido", ("La portavoz",), "asserts"),
    ("Anunció el gobernador que habrá elecciones.", "habrá elecciones", ("el gobernador",), "asserts"),
    (
        "Los pescadores se quejan de que el muelle está cerrado.",
        "el muelle está cerrado",
        ("Los pescadores",),
        "asserts",
    ),
    (
        "Marta Olmedo acaba de anunciar que el fuego está apagado.",
        "el fuego está apagado",
        ("Marta Olmedo",),
        "asserts",
    ),
    ("El alcalde, que teme una crecida, pide calma.", "una crecida", ("El alcalde",), "asserts"),
    # Said behind it, set into it.
    ("El fuego está apagado, anunció la alcaldía.", "El fuego está apagado", ("la alcaldía",), "asserts"),
    ("«El fuego está apagado», anunció la alcaldía.", "El fuego está apagado", ("la alcaldía",), "asserts"),
    (
        '" El fuego está apagado ", dijo Marta Olmedo, jefa de bomberos.',
        "El fuego está apagado",
        ("Marta Olmedo",),
        "asserts",
    ),
    ("“Saldremos mañana”, añadió el capitán.", "Saldremos mañana", ("el capitán",), "asserts"),
    (
        "El puente, explicó Marta Olmedo, no abrirá en mayo.",
        "no abrirá en mayo",
        ("Marta Olmedo",),
        "asserts",
    ),
    # A colon, a quotation behind the verb.
    ("El alcalde respondió: «La ciudad lo pagó todo».", "La ciudad lo pagó todo", ("El alcalde",), "asserts"),
    ('La ministra dijo que " el plan no basta ".', "el plan no basta", ("La ministra",), "asserts"),
    ("Marta Olmedo calificó el proyecto de «locura».", "locura", ("Marta Olmedo",), "asserts"),
    ("El autor describió la ley como “un error”.", "un error", ("El autor",), "asserts"),
    # Objects and infinitives.
    (
        "El grupo anuncia la supresión de 210 puestos.",
        "la supresión de 210 puestos",
        ("El grupo",),
        "asserts",
    ),
    (
        "Los comerciantes denuncian una decisión injusta.",
        "una decisión injusta",
        ("Los comerciantes",),
        "asserts",
    ),
    ("La compañía planea abrir dos tiendas.", "abrir dos tiendas", ("La compañía",), "plans"),
    (
        "Rubén Salcedo acusa al gobierno de ocultar el informe.",
        "ocultar el informe",
        ("Rubén Salcedo",),
        "asserts",
    ),
    ("El partido llama a boicotear la votación.", "boicotear la votación", ("El partido",), "asserts"),
    ("El comité pide que la búsqueda continúe.", "la búsqueda continúe", ("El comité",), "asserts"),
    # Denied, doubted.
    ("La dirección desmiente cualquier fuga.", "cualquier fuga", ("La dirección",), "denies"),
    ("El senador niega haber cobrado dinero.", "haber cobrado dinero", ("El senador",), "denies"),
    ("El fiscal duda que el testigo diga la verdad.", "el testigo diga la verdad", ("El fiscal",), "doubts"),
    # Beliefs.
    ("Los expertos creen que el dique cederá.", "el dique cederá", ("Los expertos",), "asserts"),
    (
        "Marta Olmedo está convencida de que el puente aguantará.",
        "el puente aguantará",
        ("Marta Olmedo",),
        "asserts",
    ),
    ("A Marta Olmedo le preocupa que el puente ceda.", "el puente ceda", ("Marta Olmedo",), "asserts"),
    # Phrases.
    (
        "Según la alcaldía, dos puentes están cortados.",
        "dos puentes están cortados",
        ("la alcaldía",),
        "asserts",
    ),
    (
        "Dos puentes están cortados, según la alcaldía.",
        "Dos puentes están cortados",
        ("la alcaldía",),
        "asserts",
    ),
    (
        "De acuerdo con Marta Olmedo, el fuego salió del hangar.",
        "el fuego salió del hangar",
        ("Marta Olmedo",),
        "asserts",
    ),
    ("A juicio del fiscal, la venta es ilegal.", "la venta es ilegal", ("fiscal",), "asserts"),
    (
        "Según fuentes cercanas al caso, la venta está cerrada.",
        "la venta está cerrada",
        ("fuentes",),
        "asserts",
    ),
    (
        "Según informó la alcaldesa, la ruta seguirá cerrada.",
        "la ruta seguirá cerrada",
        ("la alcaldesa",),
        "asserts",
    ),
    (
        "Como dijo la alcaldesa, la ruta seguirá cerrada.",
        "la ruta seguirá cerrada",
        ("la alcaldesa",),
        "asserts",
    ),
    # Nobody named.
    ("Aparentemente, el bote no se abrió.", "el bote no se abrió", ("Aparentemente",), "asserts"),
    (
        "El barco habría chocado con un contenedor.",
        "El barco habría chocado con un contenedor",
        ("habría",),
        "asserts",
    ),
    ("Se dice que el banco está en quiebra.", "el banco está en quiebra", ("Se dice",), "asserts"),
    # Chains.
    (
        "Según un testigo citado por el diario, el barco volcó.",
        "el barco volcó",
        ("un testigo", "el diario"),
        "asserts",
    ),
    (
        "El periódico informa que la ministra dijo que el voto se aplaza.",
        "el voto se aplaza",
        ("la ministra", "El periódico"),
        "asserts",
    ),
    (
        "El fuego está apagado, dijo Marta Olmedo a la agencia.",
        "El fuego está apagado",
        ("Marta Olmedo", "la agencia"),
        "asserts",
    ),
    (
        "Según la policía más de cien personas fueron detenidas el martes.",
        "más de cien personas fueron detenidas el martes",
        ("la policía",),
        "asserts",
    ),
]


@pytest.mark.parametrize(("text", "content", "chain", "stance"), CASES)
def test_a_sentence_says_who_said_what(text: str, content: str, chain: tuple[str, ...], stance: str) -> None:
    found = found_in(text, "es")
    assert has(found, content, chain, stance), found


@pytest.mark.parametrize(
    "text",
    [
        "El puente se cerró en mayo.",
        "La alcaldesa no confirmó que el puente se cerrará.",
        "Según la ley, el contrato dura nueve años.",
        "Se espera que el tiempo cambie.",
        "El vuelo pretendía batir una marca.",
        "El acuerdo se anunció durante un foro que organizó el presidente.",
    ],
)
def test_what_nobody_says_is_attributed_to_nobody(text: str) -> None:
    assert found_in(text, "es") == []


def test_a_verb_without_a_subject_has_the_speaker_before() -> None:
    found = found_in("Marta Olmedo dijo que el puente es viejo. Añadió que nadie lo revisó.", "es")
    assert has(found, "nadie lo revisó", ("Marta Olmedo",))


def test_a_gerund_has_the_subject_of_its_sentence() -> None:
    found = found_in("El banco cerró la oficina en mayo, afirmando que no había clientes.", "es")
    assert has(found, "no había clientes", ("El banco",))


def test_a_quotation_runs_over_several_lines() -> None:
    text = 'El alcalde dijo que " La ciudad está en pie.\nNadie se rinde ".\nMañana habrá mercado.'
    assert has(found_in(text, "es"), "La ciudad está en pie.\nNadie se rinde", ("El alcalde",))


def test_words_about_another_speaker_end_what_is_said() -> None:
    found = found_in(
        "El alcalde dice que el puente es seguro, mientras Marta Olmedo estima que es viejo.", "es"
    )
    assert has(found, "el puente es seguro", ("El alcalde",))
    assert has(found, "es viejo", ("Marta Olmedo",))
