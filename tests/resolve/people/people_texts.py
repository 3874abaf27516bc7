# ruff: noqa: E501 - texts wrap as their sentences do
"""Invented texts about invented people, in six languages: who is named, and who of them in an office.

In each text the names of private persons stand in ⟦double brackets⟧ and those of public ones in ⟨angle
brackets⟩; the brackets are taken out before the text is read.
"""

ENGLISH = """
HARBOUR WATCH: ⟦Jonas Veldrik⟧ tells of threats

By ⟨Marit Solheim⟩

⟦Jonas Veldrik⟧, 34, a welder from Kellport, says that two men came to his flat in March. "They knew where my
sister lived," ⟦Veldrik⟧ said. His sister ⟦Tessa⟧ left the country a week later. Mr. ⟦Veldrik⟧'s wife, ⟦Ilva Brandsma-Veldrik⟧,
had been questioned by a man who gave his name as ⟦Oskar van der Meer⟧.

The neighbour of the mayor, ⟦Hanna Quill⟧, heard shouting. The minister's son ⟦Lukas⟧ was seen at the door. The
mayor of Kellport, ⟨Edda Ravn⟩, said that the city knew of nothing. Police Chief ⟨Tom Arkwright⟩ denied the report.
"We found no trace," ⟨Arkwright⟩ told reporters. ⟨Dora Lindqvist⟩, the director of Harbour Watch, called for an inquiry.

⟦Wang Jiahe⟧, a dissident who fled in 2019, told the Kellport Courier that he had been followed. ⟦Wang⟧ said the calls
came at night. The dissident ⟦Li Min⟧ and a student at the university, ⟦Zhang Ruolan⟧, described the same. ⟦J. P. Osterman⟧
and ⟦Amina al-Khatib⟧ were also named in the file. ⟦José María de la Fuente⟧ drove the car. ⟦Carl "Chuck" Bergstrom⟧ was a former
police officer. In the yard ⟦Nice Bath⟧, 27, and ⟦May Summers⟧ wept; ⟦Summers⟧ had been to the bath house in May.

⟦Rhea Tolland⟧ (19) worked in the kitchen. The victim, ⟦Piotr Nowicki⟧, was found on Tuesday. The suspect ⟦Milo Drake⟧
was arrested in Oslo. Write to ⟦jonas.veldrik⟧@example.org or @⟦jonasveldrik⟧. ⟦Vedrik⟧ once wrote to The Daily Lantern. The ⟦Veldriks⟧ are many.

Photo: ⟦Nadia Osei⟧ / Harbour Agency
"""

LOWER = """
two men visited the flat of ⟦jonas veldrik⟧ in kellport last spring, a report said on monday.

⟦wang jiahe⟧, a dissident, said that the station had called his parents. ⟦wang jiahe⟧ now lives in hiding.
"""

GERMAN = """
Drohungen gegen Schweißer

Von ⟨Maren Tidemann⟩

Der Schweißer ⟦Jonas Veldrik⟧ (34) berichtet von Drohungen. ⟦Veldriks⟧ Schwester ⟦Tessa Veldrik⟧ verließ das Land. Seine Nachbarin
⟦Hanna Köppel⟧ hörte Schreie. Die Frau des Bürgermeisters, ⟦Greta Ravn⟧, wollte nichts sagen. Bürgermeisterin ⟨Beate Hollstein⟩ sagte,
die Stadt wisse von nichts. Der Sprecher des Innenministeriums, ⟨Tobias Arkwald⟩, widersprach. Frau ⟦Özlem Yıldırım⟧ und der
34-jährige ⟦Marek Dudziak⟧ wurden befragt. ⟦Karl-Heinz von der Lühe⟧ fuhr den Wagen. Der Student ⟦Levin Brook⟧ floh nach Wien.
Herr ⟦Dudziak⟧ lebt heute in Graz. Das Opfer ⟦Swantje Petersen⟧ wurde am Dienstag gefunden.

Foto: ⟦Ulrike Sandmann⟧
"""

FRENCH = """
Un soudeur menacé

Par ⟨Maëlle Tournier⟩

Le soudeur ⟦Jonas Veldrik⟧, 34 ans, raconte les menaces. Sa sœur ⟦Tessa Veldrik⟧ a quitté le pays. La voisine du maire,
⟦Hanna Quénard⟧, a entendu des cris. La maire de Kellport, ⟨Claire Montreuil⟩, a déclaré que la ville ne savait rien. Le porte-parole
du ministère, ⟨Thomas Arquet⟩, a démenti. Mme ⟦Ilham Benali⟧ et le dissident ⟦Wang Jiahe⟧ ont été interrogés. ⟦Jean-Luc d'Ormesnil⟧
conduisait la voiture. La victime, ⟦Éloïse Garnier⟧, a été retrouvée mardi. L'étudiante ⟦Zoé Lambertin⟧ a fui. M. ⟦Benali⟧ est resté.
"""

SPANISH = """
Amenazas a un soldador

Por ⟨Lucía Armendáriz⟩

El soldador ⟦Jonás Veldrik⟧, de 34 años, cuenta las amenazas. Su hermana ⟦Teresa Veldrik⟧ dejó el país. La vecina del alcalde,
⟦Juana Quintero⟧, oyó gritos. La alcaldesa de Puerto Kell, ⟨Olga Ferrán⟩, dijo que la ciudad no sabía nada. El portavoz del
ministerio, ⟨Tomás Arquero⟩, lo desmintió. La señora ⟦Amparo del Olmo⟧ y el disidente ⟦Wang Jiahe⟧ fueron interrogados. La víctima,
⟦Rocío Ibarguren⟧, fue hallada el martes. ⟦José María de la Fuente⟧ conducía el coche. La hija del ministro, ⟦Inés⟧, huyó.
"""

ITALIAN = """
Minacce a un saldatore

di ⟨Lucia Armandi⟩

Il saldatore ⟦Jonas Veldrik⟧, 34 anni, racconta le minacce. La sorella ⟦Teresa Veldrik⟧ ha lasciato il paese. La vicina del sindaco,
⟦Gianna Quinteri⟧, ha sentito grida. La sindaca di Porto Kell, ⟨Nora Belcastro⟩, ha detto che la città non sapeva nulla. Il portavoce del
ministero, ⟨Tommaso Arcari⟩, ha smentito. La signora ⟦Ilaria Dell'Orto⟧ e il dissidente ⟦Wang Jiahe⟧ sono stati interrogati. La vittima,
⟦Rosa Imbergamo⟧, è stata trovata martedì. ⟦Gian Luca De Santis⟧ guidava l'auto. Lo studente ⟦Matteo Zorzan⟧ è fuggito.
"""

CHINESE = """
焊工称遭到威胁

记者 ⟨林若溪⟩

焊工⟦王嘉禾⟧（34岁）讲述了自己受到的威胁。⟦王嘉禾⟧说，有人深夜打来电话。他的妹妹⟦王雨桐⟧上周离开了那里。受害人⟦李敏⟧星期二被人发现。
外交部发言人⟨赵立军⟩表示不了解情况。市长⟨孙志远⟩否认了报道。部长的儿子⟦陈浩然⟧当时在场。异见人士⟦周晓兰⟧告诉记者，她被跟踪。
学生⟦刘洋⟧和⟦张若兰⟧也被问话。⟦阿米娜·哈提卜⟧当天不在家。⟦欧阳清远⟧女士住在隔壁。
"""

TEXTS = {
    "en": ENGLISH,
    "en-lower": LOWER,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "it": ITALIAN,
    "zh": CHINESE,
}
