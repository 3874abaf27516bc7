"""An invented story for the tests of review: four papers, a notice and a letter about a dam at Altwerder."""

from firsthand.read import Original

COURIER = """Harbour Courier
4 March 2031

Wall of the Ostra dam cracked, ministry says

The Ministry of Water said the eastern wall of the Ostra dam had cracked on Monday night. "Thirteen \
workers were inside the gallery," said the engineer Mara Quill. The ministry closed the road to Altwerder.

Residents of Altwerder said they had not been warned. The mayor, Ole Brandt, denied that the town had been \
warned late.
"""
LANTERN = """The Daily Lantern
5 March 2031

Nineteen workers were in the cracked dam

The eastern wall of the Ostra dam cracked on Monday night, according to the Ministry of Water. Nineteen \
workers were inside the gallery, the engineer Mara Quill told the Daily Lantern.

The ministry did not close the road to Altwerder, the mayor Ole Brandt said. "We were warned in time," \
he said.
"""
POST = """Meridian Post
5 March 2031

Road to Altwerder closed after crack

The Ministry of Water closed the road to Altwerder, it said on Tuesday. The eastern wall of the Ostra dam \
had cracked on Monday night.

The Harbour Courier reported that thirteen workers were inside the gallery.
"""
GERMAN = """Altwerder Kurier
5. März 2031

Mauer der Ostra-Talsperre gerissen

Die östliche Mauer der Ostra-Talsperre ist am Montagabend gerissen, teilte das Wasserministerium mit. \
Dreizehn Arbeiter waren im Stollen, sagte die Ingenieurin Mara Quill. Die Straße nach Altwerder wurde \
gesperrt, sagte der Bürgermeister Ole Brandt.
"""
CHINESE = """湖城晚报
2031年3月5日

奥斯特拉大坝出现裂缝

水利部表示，奥斯特拉大坝东侧坝墙周一晚间出现裂缝。工程师马拉·奎尔说，当时有十三名工人在廊道内。\
市长奥勒·布兰特否认该镇没有及时得到警告。水利部关闭了通往阿尔特韦德的公路。
"""
LATER = """Coast Radio
6 March 2031

Ministry: wall of the Ostra dam cracked on Monday night

The eastern wall of the Ostra dam cracked on Monday night, the Ministry of Water said. Thirteen workers were \
inside the gallery, said the engineer Mara Quill. The ministry closed the road to Altwerder on Tuesday.
"""
FERRY = """The Island Echo
2 March 2031

Ferry service to Lund stopped

The Island Ferry Company said it had stopped the night ferry to Lund. The ferry carried forty passengers a \
day, the company said. Passengers said they had heard nothing of it.
"""
FERRY_TOO = """Lund Observer
3 March 2031

Night ferry to Lund no longer runs

The Island Ferry Company has stopped the night ferry to Lund, it said. The ferry carried sixty passengers a \
day, the company said.
"""

DAM = {
    "courier.txt": COURIER,
    "kurier.txt": GERMAN,
    "lantern.txt": LANTERN,
    "post.txt": POST,
    "wanbao.txt": CHINESE,
}
TWO_STORIES = DAM | {"echo.txt": FERRY, "observer.txt": FERRY_TOO}


def originals(texts: dict[str, str]) -> list[Original]:
    """Return texts as originals, by their names."""
    return [Original(name, text.encode()) for name, text in texts.items()]
