"""How gold is read: brat's standoff, quotations in JSON, events in XML; on files of our own."""

import json
from pathlib import Path

from attribution_sets import cec, polnear, romance, wikinews_de
from attribution_sets.gold import Report, Text


def words(text: Text, report: Report) -> tuple[list[str], list[list[str]]]:
    return (
        [text.text[a:b] for a, b in report.content],
        [[text.text[a:b] for a, b in link] for link in report.chain],
    )


def test_standoff(tmp_path: Path) -> None:
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    text = "“Yes,” Ina Roe said. “No.” It rained, they say."
    (tmp_path / "text" / "tarn_2031.txt").write_text(text)
    lines = [
        "T1\tContent 0 6;21 26\t“Yes,” “No.”",
        "T2\tSource 7 14\tIna Roe",
        "T3\tCue 15 19\tsaid",
        "a broken line",
        "T4\tAttribution 15 19\tsaid",
        "E1\tAttribution:T4 Content:T1 Cue:T3 Source:T2",
        "T5\tContent 27 36\tIt rained",
        "E2\tAttribution-no-source:T4 Content2:T5",
        "E3\tAttribution:T4 Cue:T3 Source:T2",
        "#1\tAnnotatorNotes T5\thm",
    ]
    for annotator in ("a1", "b2"):
        (tmp_path / "attributions" / f"tarn_2031_{annotator}.ann").write_text("\n".join(lines))
    (read,) = polnear.read(tmp_path)
    assert [words(read, report) for report in read.reports] == [
        (["“Yes,”", "“No.”"], [["Ina Roe"]]),
        (["It rained"], []),
    ]
    assert read.reports[0].cue == "said"


def test_quotations_in_json(tmp_path: Path) -> None:
    def spans(*stretches: tuple[int, int]) -> dict[str, object]:
        return {"spans": [{"charBegin": a, "charEnd": b} for a, b in stretches]}

    text = "Es regne, sagte Roe."
    said = {
        "quote": spans((0, 8)),
        "cue": spans((10, 15)),
        "speaker": spans((16, 19)),
        "type": "Indirect",
    }
    bare = {"quote": spans((0, 2)), "cue": spans(), "speaker": spans(), "type": "Reported"}
    (tmp_path / "a.json").write_text(json.dumps({"originalText": text, "annotations": [said, bare]}))
    (read,) = wikinews_de.read(tmp_path)
    assert [(words(read, r), r.kind) for r in read.reports] == [
        ((["Es regne"], [["Roe"]]), "Indirect"),
        ((["Es"], []), "Reported"),
    ]


XML = """<?xml version="1.0" encoding="UTF-8"?>
<Body>
  <Title>青水大桥关闭</Title>
  <Content>
    <Paragraph>
      <Sentence>
        <Event eid="e1" type="thoughtevent">
          <Participant sid="s1">青水社</Participant>
          <Denoter did="d1" type="statement">电</Denoter>
        </Event>，
        <Event eid="e2" type="thoughtevent">
          <Participant sid="s2">县政府</Participant>
          <Denoter did="d2" type="statement">表示</Denoter>
        </Event>，
        <Event eid="e3">大桥
          <Denoter did="d3" type="operation">关闭</Denoter>
        </Event>，
        <Event eid="e4">无人受伤</Event>。
      </Sentence>
    </Paragraph>
    <Paragraph>
      <Sentence>
        <Event eid="e5" type="thoughtevent">据
          <Denoter did="d5" type="statement">了解</Denoter>
        </Event>，
        <Event eid="e6">下雨了</Event>。
      </Sentence>
    </Paragraph>
  </Content>
  <eRelation relType="Thoughtcontent" thoughtevent_eid="e1" thoughtcontent_eids="e2-6"/>
  <eRelation relType="Thoughtcontent" thoughtevent_eid="e2" thoughtcontent_eids="e3,e4"/>
  <eRelation relType="Thoughtcontent" thoughtevent_eid="e5" thoughtcontent_eids="e6-e9"/>
  <eRelation relType="Thoughtcontent" thoughtevent_eid="e8" thoughtcontent_eids="e3"/>
  <eRelation relType="Thoughtcontent" thoughtevent_eid="e5" thoughtcontent_eids="e77"/>
  <eRelation relType="Causal" cause_eid="e3" effect_eid="e4"/>
</Body>
"""


def test_events_in_xml(tmp_path: Path) -> None:
    (tmp_path / "桥").mkdir()
    (tmp_path / "桥" / "a.xml").write_text(XML, encoding="utf-8")
    (read,) = cec.read(tmp_path)
    assert read.text == "青水大桥关闭\n\n青水社电，县政府表示，大桥关闭，无人受伤。\n\n据了解，下雨了。"
    assert [words(read, report) for report in read.reports] == [
        (["县政府表示，大桥关闭，无人受伤。\n\n据了解，下雨了"], [["青水社"]]),
        (["大桥关闭，无人受伤"], [["县政府"], ["青水社"]]),
        (["下雨了"], [[], ["青水社"]]),
    ]
    assert [report.cue for report in read.reports] == ["电", "表示", "了解"]


def test_own_gold(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("Il pleut, selon Roe.")
    said = {"content": [[0, 8]], "source": [[16, 19]], "cue": [[10, 15]], "type": "indirect", "outer": None}
    passed_on = said | {"source": [[0, 2]]}
    hearsay = {"content": [[3, 8]], "source": [], "cue": [], "type": "indirect", "outer": 0}
    gold = {
        "corpus": "texts",
        "documents": {
            "a.txt": {"part": "held", "attributions": [said, hearsay]},
            "b.txt": {"part": "tune", "attributions": [said | {"outer": 1}, passed_on]},
        },
    }
    (tmp_path / "texts" / "b.txt").write_text("Il pleut, selon Roe.")
    path = tmp_path / "attribution_fr.json"
    path.write_text(json.dumps(gold))
    (held,) = romance.read(path, tmp_path, part="dev")
    assert held.language == "fr"
    assert [words(held, report) for report in held.reports] == [
        (["Il pleut"], [["Roe"]]),
        (["pleut"], [[], ["Roe"]]),
    ]
    (tuned,) = romance.read(path, tmp_path, part="train")
    assert [words(tuned, report) for report in tuned.reports] == [(["Il pleut"], [["Roe"], ["Il"]])]
