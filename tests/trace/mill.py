# ruff: noqa: E501
"""An invented matter in several languages for the tests of tracing: the dam of Orsk Valley's mill at Talvik.

Nobody and nothing in it exists. The texts in `RENDERED` tell the English one sentence by sentence;
those in `OWN` tell of the same matter in words, order and choice of their own.
"""

ENGLISH = """Dam above Talvik closed after crack is found

The dam above the town of Talvik was closed on Monday after inspectors found a crack 14 metres long in its eastern wall. The reservoir holds 3,200,000 cubic metres of water, enough to flood the lower town in twenty minutes.

The chief inspector, Marit Solheim, said that nobody was in danger as long as the water stays below the old mark. "We saw this wall move in spring and we asked for money to mend it," she told reporters at the gate.

The operator, Northfall Power, denies that it knew of the crack before the weekend. It promised to pay for the repairs, which may cost 9 million crowns.

About 460 people who live along the river were told to keep a bag packed beside the door. The school in the lower town will stay shut until Friday.

A similar crack was found in the dam at Ervik four years ago, and mending it took two summers.
"""

RENDERED = {
    "es": """Cierran la presa de Talvik tras hallarse una grieta

La presa situada sobre la ciudad de Talvik fue cerrada el lunes después de que los inspectores hallaran una grieta de 14 metros de largo en su muro oriental. El embalse contiene 3.200.000 metros cúbicos de agua, suficientes para inundar la parte baja de la ciudad en veinte minutos.

La inspectora jefe, Marit Solheim, dijo que nadie corría peligro mientras el agua permanezca por debajo de la antigua marca. «Vimos moverse este muro en primavera y pedimos dinero para repararlo», declaró a los periodistas ante la puerta.

El operador, Northfall Power, niega que conociera la grieta antes del fin de semana. Prometió pagar las reparaciones, que pueden costar 9 millones de coronas.

A unas 460 personas que viven junto al río se les pidió que tuvieran una bolsa preparada junto a la puerta. La escuela de la parte baja permanecerá cerrada hasta el viernes.

Una grieta similar se halló en la presa de Ervik hace cuatro años, y repararla llevó dos veranos.
""",
    "de": """Staudamm über Talvik nach Fund eines Risses geschlossen

Der Staudamm oberhalb der Stadt Talvik wurde am Montag geschlossen, nachdem Prüfer in seiner östlichen Mauer einen 14 Meter langen Riss gefunden hatten. Der Stausee fasst 3.200.000 Kubikmeter Wasser, genug, um die Unterstadt in zwanzig Minuten zu überfluten.

Die leitende Prüferin Marit Solheim sagte, niemand sei in Gefahr, solange das Wasser unter der alten Marke bleibe. „Wir haben im Frühjahr gesehen, wie sich diese Mauer bewegte, und um Geld für die Reparatur gebeten“, sagte sie Reportern am Tor.

Der Betreiber Northfall Power bestreitet, vor dem Wochenende von dem Riss gewusst zu haben. Er versprach, die Reparatur zu bezahlen, die 9 Millionen Kronen kosten kann.

Etwa 460 Menschen, die am Fluss wohnen, wurden aufgefordert, eine gepackte Tasche neben der Tür bereitzuhalten. Die Schule in der Unterstadt bleibt bis Freitag geschlossen.

Ein ähnlicher Riss wurde vor vier Jahren im Damm von Ervik gefunden, und die Reparatur dauerte zwei Sommer.
""",
    "zh": """塔尔维克上游大坝发现裂缝后关闭

检查人员在塔尔维克镇上游大坝的东墙发现一条14米长的裂缝后，大坝于星期一关闭。水库蓄水3200000立方米，足以在二十分钟内淹没下城。

首席检查员玛丽特·索尔海姆说，只要水位保持在旧标记以下，就没有人有危险。“我们在春天看到这堵墙移动，并要求拨款修理，”她在大门口对记者说。

运营商北瀑电力公司否认在周末之前知道这条裂缝。公司承诺支付维修费用，费用可能达到900万克朗。

住在河边的大约460人被告知要在门边准备好一个收拾好的袋子。下城的学校将关闭到星期五。

四年前，埃尔维克的大坝也发现过类似的裂缝，修复花了两个夏天。
""",
}

OWN = {
    "de": """Angst im Tal: Bewohner von Talvik schlafen schlecht

Wer in der Unterstadt von Talvik wohnt, hört seit Tagen auf jedes Geräusch. Die Bäckerin Liv Aune hat ihre Öfen ausgeschaltet und die Kinder zu den Großeltern gebracht, weil sie dem Damm nicht mehr traut.

Im Rathaus streitet man derweil über Schuld. Die Opposition wirft dem Bürgermeister vor, einen Bericht vom vergangenen Herbst in der Schublade gelassen zu haben; dieser will davon nichts wissen und verweist auf Northfall Power.

Am Montag hatten Prüfer den Damm wegen eines Risses gesperrt. Wie lange die Sperre dauert, kann in der Stadt niemand sagen. Ein Wirt hat Decken für vierzig Gäste besorgt.

In der Kirche wurde am Abend für Regenpause gebetet. Der Wetterdienst erwartet für die kommenden Tage Schauer.
""",
    "es": """Los vecinos de Talvik exigen respuestas por la presa

Decenas de vecinos se concentraron el martes frente al ayuntamiento de Talvik con carteles y cacerolas. Reclaman saber por qué nadie les avisó antes de que la presa quedara cerrada por una grieta.

El alcalde salió al balcón y fue abucheado. Un abogado de la asociación de pescadores anunció una demanda contra Northfall Power por los daños en los criaderos de truchas.

Según un ingeniero jubilado que trabajó en la obra, el hormigón se mezcló con arena del río para ahorrar. La empresa no contestó a las llamadas.
""",
}

OTHER = {
    "en": """Pear harvest fails along the Ilm

Frost in April killed most of the blossom in the pear orchards along the Ilm, growers said on Friday. The cooperative of Dorn expects to press a third of last year's cider. Insurance does not cover late frost.
""",
    "es": """Fracasa la cosecha de peras a orillas del Ilm

Las heladas de abril mataron la mayor parte de la flor en los perales a orillas del Ilm, dijeron el viernes los cultivadores. La cooperativa de Dorn espera prensar un tercio de la sidra del año pasado.
""",
    "zh": """伊尔姆河沿岸梨子歉收

种植者星期五说，四月的霜冻冻死了伊尔姆河沿岸梨园的大部分花朵。多恩合作社预计今年压榨的果酒只有去年的三分之一。
""",
}
