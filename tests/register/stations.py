"""An invented story of stations abroad, told in six languages, and a codebook for it."""

import functools
from collections.abc import Mapping

from firsthand.building import build_from
from firsthand.engine import LocalEngine
from firsthand.model import Findings
from firsthand.read import Original
from firsthand.register.codebook import Choice, Codebook, FieldRule, RecordType, Step

TEXTS: Mapping[str, str] = {
    "en": """Secret listening stations found abroad

Brazil runs secret listening stations in Europe, according to a report by the Lake Watch. Two listening \
stations are in Poland, one in Krakow and the other in Gdansk. The Swedish government has closed the \
listening station in Gothenburg. The other stations are in Lyon, Marseille and Turin.

Norway has opened an investigation, as did Denmark. The Finnish police are not investigating. Portugal \
hosts five listening stations, including one in Porto, near Braga, the Lake Watch says. A listening station \
was set up in Ghent in 2016 by police from Recife. The Vienna-based group sent its report from Geneva. \
Ireland has shut down the listening station on its territory.
""",
    "de": """Geheime Horchposten im Ausland

Nach Angaben der Organisation Lake Watch betreibt Brasilien geheime Horchposten in Europa. Zwei Horchposten \
befinden sich in Polen, einer in Krakau und der andere in Danzig. Die schwedische Regierung hat den \
Horchposten \
in Göteborg geschlossen. Auch in Lyon und Marseille gibt es solche Horchposten.

Norwegen hat Ermittlungen eingeleitet, ebenso wie Dänemark. Die finnische Polizei ermittelt nicht. Laut Lake \
Watch gibt es in Portugal fünf Horchposten, darunter in Porto.
""",
    "fr": """Des postes d'écoute secrets à l'étranger

Selon l'organisation Lake Watch, le Brésil exploite des postes d'écoute secrets en Europe. Deux postes \
d'écoute \
se trouvent en Pologne, l'un à Cracovie et l'autre à Gdansk. Le gouvernement suédois a fermé le poste \
d'écoute \
de Göteborg. Il y a aussi des postes d'écoute à Lyon et à Marseille.

La Norvège a ouvert une enquête, tout comme le Danemark. La police finlandaise n'enquête pas. Selon \
Lake Watch, \
le Portugal abrite cinq postes d'écoute, dont un à Porto.
""",
    "es": """Puestos de escucha secretos en el extranjero

Según la organización Lake Watch, Brasil opera puestos de escucha secretos en Europa. Dos puestos de \
escucha se \
encuentran en Polonia, uno en Cracovia y el otro en Gdansk. El gobierno sueco cerró el puesto de escucha de \
Gotemburgo. También hay puestos de escucha en Lyon y Marsella.

Noruega ha abierto una investigación, al igual que Dinamarca. La policía finlandesa no investiga. Según Lake \
Watch, Portugal alberga cinco puestos de escucha, entre ellos uno en Oporto.
""",
    "it": """Posti d'ascolto segreti all'estero

Secondo l'organizzazione Lake Watch, il Brasile gestisce posti d'ascolto segreti in Europa. Due posti \
d'ascolto \
si trovano in Polonia, uno a Cracovia e l'altro a Danzica. Il governo svedese ha chiuso il posto \
d'ascolto di \
Göteborg. Ci sono posti d'ascolto anche a Lione e Marsiglia.

La Norvegia ha aperto un'indagine, così come la Danimarca. La polizia finlandese non indaga. Secondo \
Lake Watch, \
il Portogallo ospita cinque posti d'ascolto.
""",
    "zh": """海外秘密监听站

据湖泊观察组织称，巴西在欧洲设立了秘密监听站。其中两个监听站位于波兰，一个在克拉科夫，另一个在格但斯克。瑞典政府关闭了在哥德堡的监听站。\
里昂和马赛也有监听站。

挪威已展开调查，丹麦也是如此。芬兰警方没有展开调查。湖泊观察组织表示，葡萄牙境内有五个监听站，包括波尔图的一个监听站。
""",
}

STATION = RecordType(
    "station",
    "Listening station",
    "Listening stations",
    signals={
        "en": ("listening station",),
        "de": ("horchposten",),
        "fr": ("poste d'écoute", "postes d'écoute"),
        "es": ("puesto de escucha", "puestos de escucha"),
        "it": ("posto d'ascolto", "posti d'ascolto"),
        "zh": ("监听站",),
    },
    weak={"en": ("station", "office")},
    never={"en": ("railway station",)},
    needs=("place",),
    same=("place",),
    updates=("status",),
    fields=(
        FieldRule("place", "place", "Where", apart="run_by"),
        FieldRule(
            "run_by",
            "party",
            "Run by",
            who=("subject", "owner"),
            signals={
                "en": ("run by", "set up by", "by"),
                "de": ("betrieben von",),
                "fr": ("exploité par",),
                "es": ("operado por",),
                "it": ("gestito da",),
                "zh": ("由",),
            },
        ),
        FieldRule("since", "date", "Since", signals={"en": ("since", "set up in", "opened in")}),
        FieldRule(
            "status",
            "status",
            "Status",
            scale=(
                Step("open", "open", states=("opened", "operating")),
                Step("closed", "closed", states=("closed",)),
            ),
        ),
        FieldRule(
            "number",
            "quantity",
            "How many",
            units={"en": ("station",), "de": ("horchposten", "posten"), "zh": ("站", "监听站", "个")}
            | {"fr": ("poste",), "es": ("puesto",), "it": ("posto",)},
            counts="station",
        ),
        FieldRule("said_by", "source", "Said by"),
    ),
)
RESPONSE = RecordType(
    "response",
    "Response",
    "Responses",
    signals={
        "en": ("investigat*", "close", "shut down"),
        "de": ("ermitt*", "geschlossen", "schließen"),
        "fr": ("enquêt*", "fermé"),
        "es": ("investig*", "cerró"),
        "it": ("indag*", "chiuso"),
        "zh": ("调查", "关闭"),
    },
    needs=("state",),
    same=("state",),
    updates=("status",),
    fields=(
        FieldRule("state", "place", "State", where=("of",), precision=("country",)),
        FieldRule(
            "status",
            "status",
            "What it did",
            scale=(
                Step("investigated", "investigated", states=("investigated",)),
                Step("closed", "closed", states=("closed",)),
            ),
        ),
    ),
)
FIRE = RecordType(
    "fire",
    "Fire",
    "Fires",
    signals={"en": ("fire", "blaze", "explosion")},
    needs=("place",),
    same=("place", "date"),
    within_days=2,
    updates=("dead",),
    fields=(
        FieldRule("place", "place", "Where"),
        FieldRule("date", "date", "When"),
        FieldRule(
            "kind",
            "text",
            "What",
            choices=(
                Choice("fire", "fire", {"en": ("fire", "blaze")}),
                Choice("explosion", "explosion", {"en": ("explosion",)}),
            ),
        ),
        FieldRule(
            "dead",
            "quantity",
            "Dead",
            signals={"en": ("kill", "die", "dead")},
            units={"en": ("people", "worker")},
        ),
        FieldRule(
            "injured",
            "quantity",
            "Injured",
            signals={"en": ("injure", "injured", "hurt")},
            units={"en": ("people", "worker")},
        ),
        FieldRule("cause", "text", "Because of", signals={"en": ("because of",)}),
    ),
)
BOOK = Codebook("stations", "Stations", types=(STATION, RESPONSE, FIRE))


@functools.cache
def read(texts: tuple[tuple[str, str], ...]) -> Findings:
    """Return the findings of documents, each a name and its text, which begins with its title."""
    originals = [Original(name, text.encode()) for name, text in texts]
    with build_from(originals, engine=LocalEngine(1)) as case:
        return case.findings


def told(text: str) -> Findings:
    """Return the findings of one document."""
    return read((("account.txt", text),))
