"""Well-known towns have one GeoNames id in all six languages, whatever they are called."""

import pytest

from firsthand.extract.packs import load
from firsthand.extract.places import resolve_spans
from firsthand.extract.places.gazetteer import gazetteer

LANGUAGES = ("de", "fr", "es", "it", "zh")
# GeoNames id, then the town in German, French, Spanish, Italian and Chinese.
TOWNS = [
    (2747373, "Den Haag", "La Haye", "La Haya", "L'Aia", "海牙"),  # The Hague
    (3247449, "Aachen", "Aix-la-Chapelle", "Aquisgrán", "Aquisgrana", "亚琛"),  # Aachen
    (2990440, "Nizza", "Nice", "Niza", "Nizza", "尼斯"),  # Nice
    (3173435, "Mailand", "Milan", "Milán", "Milano", "米兰"),  # Milan
    (2267057, "Lissabon", "Lisbonne", "Lisboa", "Lisbona", "里斯本"),  # Lisbon
    (3067696, "Prag", "Prague", "Praga", "Praga", "布拉格"),  # Prague
    (756135, "Warschau", "Varsovie", "Varsovia", "Varsavia", "华沙"),  # Warsaw
    (2643743, "London", "Londres", "Londres", "Londra", "伦敦"),  # London
    (2867714, "München", "Munich", "Múnich", "Monaco di Baviera", "慕尼黑"),  # Munich
    (2886242, "Köln", "Cologne", "Colonia", "Colonia", "科隆"),  # Cologne
    (2761369, "Wien", "Vienne", "Viena", "Vienna", "维也纳"),  # Vienna
    (2660646, "Genf", "Genève", "Ginebra", "Ginevra", "日内瓦"),  # Geneva
    (3176959, "Florenz", "Florence", "Florencia", "Firenze", "佛罗伦萨"),  # Florence
    (3164603, "Venedig", "Venise", "Venecia", "Venezia", "威尼斯"),  # Venice
    (3172394, "Neapel", "Naples", "Nápoles", "Napoli", "那不勒斯"),  # Naples
    (3165524, "Turin", "Turin", "Turín", "Torino", "都灵"),  # Turin
    (3176219, "Genua", "Gênes", "Génova", "Genova", "热那亚"),  # Genoa
    (3169070, "Rom", "Rome", "Roma", "Roma", "罗马"),  # Rome
    (2800866, "Brüssel", "Bruxelles", "Bruselas", "Bruxelles", "布鲁塞尔"),  # Brussels
    (2803138, "Antwerpen", "Anvers", "Amberes", "Anversa", "安特卫普"),  # Antwerp
    (2797656, "Gent", "Gand", "Gante", "Gand", "根特"),  # Ghent
    (2800931, "Brügge", "Bruges", "Brujas", "Bruges", "布鲁日"),  # Bruges
    (524901, "Moskau", "Moscou", "Moscú", "Mosca", "莫斯科"),  # Moscow
    (
        498817,
        "Sankt Petersburg",
        "Saint-Pétersbourg",
        "San Petersburgo",
        "San Pietroburgo",
        "圣彼得堡",
    ),  # Saint Petersburg
    (703448, "Kiew", "Kiev", "Kiev", "Kiev", "基辅"),  # Kyiv
    (683506, "Bukarest", "Bucarest", "Bucarest", "Bucarest", "布加勒斯特"),  # Bucharest
    (792680, "Belgrad", "Belgrade", "Belgrado", "Belgrado", "贝尔格莱德"),  # Belgrade
    (264371, "Athen", "Athènes", "Atenas", "Atene", "雅典"),  # Athens
    (734077, "Thessaloniki", "Thessalonique", "Salónica", "Salonicco", "塞萨洛尼基"),  # Thessaloniki
    (2618425, "Kopenhagen", "Copenhague", "Copenhague", "Copenaghen", "哥本哈根"),  # Copenhagen
    (2711537, "Göteborg", "Göteborg", "Gotemburgo", "Göteborg", "哥德堡"),  # Gothenburg
    (3094802, "Krakau", "Cracovie", "Cracovia", "Cracovia", "克拉科夫"),  # Krakow
    (3081368, "Breslau", "Wroclaw", "Breslavia", "Breslavia", "弗罗茨瓦夫"),  # Wroclaw
    (3099434, "Danzig", "Gdansk", "Gdansk", "Danzica", "格但斯克"),  # Gdansk
    (2510911, "Sevilla", "Séville", "Sevilla", "Siviglia", "塞维利亚"),  # Seville
    (3104324, "Saragossa", "Saragosse", "Zaragoza", "Saragozza", "萨拉戈萨"),  # Zaragoza
    (3128760, "Barcelona", "Barcelone", "Barcelona", "Barcellona", "巴塞罗那"),  # Barcelona
    (3031582, "Bordeaux", "Bordeaux", "Burdeos", "Bordeaux", "波尔多"),  # Bordeaux
    (2995469, "Marseille", "Marseille", "Marsella", "Marsiglia", "马赛"),  # Marseille
    (2973783, "Straßburg", "Strasbourg", "Estrasburgo", "Strasburgo", "斯特拉斯堡"),  # Strasbourg
    (2972315, "Toulouse", "Toulouse", "Toulouse", "Tolosa", "图卢兹"),  # Toulouse
    (2661604, "Basel", "Bâle", "Basilea", "Basilea", "巴塞尔"),  # Basel
    (2657896, "Zürich", "Zurich", "Zúrich", "Zurigo", "苏黎世"),  # Zurich
    (2874225, "Mainz", "Mayence", "Maguncia", "Magonza", "美因茨"),  # Mainz
    (2861650, "Nürnberg", "Nuremberg", "Núremberg", "Norimberga", "纽伦堡"),  # Nuremberg
    (2935022, "Dresden", "Dresde", "Dresde", "Dresda", "德累斯顿"),  # Dresden
    (2879139, "Leipzig", "Leipzig", "Leipzig", "Lipsia", "莱比锡"),  # Leipzig
    (3196359, "Laibach", "Ljubljana", "Liubliana", "Lubiana", "卢布尔雅那"),  # Ljubljana
    (3186886, "Zagreb", "Zagreb", "Zagreb", "Zagabria", "萨格勒布"),  # Zagreb
    (2650225, "Edinburgh", "Édimbourg", "Edimburgo", "Edimburgo", "爱丁堡"),  # Edinburgh
    (1816670, "Peking", "Pékin", "Pekín", "Pechino", "北京"),  # Beijing
    (1809858, "Kanton", "Canton", "Cantón", "Canton", "广州"),  # Guangzhou
    (1799962, "Nanjing", "Nankin", "Nankín", "Nanchino", "南京"),  # Nanjing
    (1835848, "Seoul", "Séoul", "Seúl", "Seul", "首尔"),  # Seoul
    (1850147, "Tokio", "Tokyo", "Tokio", "Tokyo", "东京"),  # Tokyo
    (360630, "Kairo", "Le Caire", "El Cairo", "Il Cairo", "开罗"),  # Cairo
    (361058, "Alexandria", "Alexandrie", "Alejandría", "Alessandria d'Egitto", "亚历山大"),  # Alexandria
    (170654, "Damaskus", "Damas", "Damasco", "Damasco", "大马士革"),  # Damascus
    (170063, "Aleppo", "Alep", "Alepo", "Aleppo", "阿勒颇"),  # Aleppo
    (99532, "Basra", "Bassora", "Basora", "Bassora", "巴士拉"),  # Basra
    (281184, "Jerusalem", "Jérusalem", "Jerusalén", "Gerusalemme", "耶路撒冷"),  # Jerusalem
    (104515, "Mekka", "La Mecque", "La Meca", "La Mecca", "麦加"),  # Mecca
    (2507480, "Algier", "Alger", "Argel", "Algeri", "阿尔及尔"),  # Algiers
    (2530335, "Tanger", "Tanger", "Tánger", "Tangeri", "丹吉尔"),  # Tangier
    (3553478, "Havanna", "La Havane", "La Habana", "L'Avana", "哈瓦那"),  # Havana
    (3530597, "Mexiko-Stadt", "Mexico", "Ciudad de México", "Città del Messico", "墨西哥城"),  # Mexico City
    (4560349, "Philadelphia", "Philadelphie", "Filadelfia", "Filadelfia", "费城"),  # Philadelphia
    (
        4335045,
        "New Orleans",
        "La Nouvelle-Orléans",
        "Nueva Orleans",
        "New Orleans",
        "新奥尔良",
    ),  # New Orleans
    (3369157, "Kapstadt", "Le Cap", "Ciudad del Cabo", "Città del Capo", "开普敦"),  # Cape Town
    (745044, "Istanbul", "Istanbul", "Estambul", "Istanbul", "伊斯坦布尔"),  # Istanbul
]


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: str(town[1]))
def test_a_town_is_the_same_in_five_languages(town: tuple[int | str, ...]) -> None:
    geoname, *names = town
    found = {}
    for language, name in zip(LANGUAGES, names, strict=True):
        (place,) = resolve_spans(str(name), [(0, len(str(name)))], language=language)
        found[language, name] = (place.geoname, place.precision)
    assert found == dict.fromkeys(found, (geoname, "city"))


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert sum(len(town) - 1 for town in TOWNS) >= 300


@pytest.mark.parametrize("language", ("en", *LANGUAGES))
def test_a_pack_names_only_towns_that_the_gazetteer_has(language: str) -> None:
    known = gazetteer()
    towns = load("places", language)["towns"].items()
    assert [name for name, (country, *_) in towns if known.largest_of(country, name) is None] == []
