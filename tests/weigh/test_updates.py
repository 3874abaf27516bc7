from datetime import date

from telling import Telling, claim

from firsthand.model import DateRange
from firsthand.weigh.updates import find_updates


def test_a_count_an_addition_and_a_total_are_one_update():
    telling = Telling()
    base = claim("base", telling.say("a", "there were 54 guard posts", counts=[("54", 54, 54, "post")]))
    more = claim("more", telling.say("a", "another 48 were found", counts=[("48", 48, 48, "post")]))
    total = claim("total", telling.say("b", "that makes 102 guard posts", counts=[("102", 102, 102, "post")]))
    [update] = find_updates([total, more, base], telling.statements, telling.documents)
    assert update.claims == ("base", "more", "total")
    assert update.explanation == "54 posts, then 48 more, 102 in all."


def test_a_sum_that_does_not_come_out_is_none():
    telling = Telling()
    base = claim("base", telling.say("a", "there were 54 guard posts", counts=[("54", 54, 54, "post")]))
    more = claim("more", telling.say("a", "another 40 were found", counts=[("40", 40, 40, "post")]))
    total = claim("total", telling.say("b", "in all 102 huts stand", counts=[("102", 102, 102, "post")]))
    assert find_updates([base, more, total], telling.statements, telling.documents) == ()


def test_a_count_that_stands_at_two_times_moved():
    telling = Telling()
    spring = DateRange(0, 1, date(2021, 3, 1), date(2021, 3, 31))
    autumn = DateRange(0, 1, date(2021, 9, 1), date(2021, 9, 30))
    later = telling.say("a", "the port held 30 idle boats", counts=[("30", 30, 30, "boat")], dates=(autumn,))
    early = telling.say("b", "the port held 12 idle boats", counts=[("12", 12, 12, "boat")], dates=(spring,))
    claims = [claim("later", later), claim("early", early)]
    [update] = find_updates(claims, telling.statements, telling.documents)
    assert update.claims == ("early", "later")


def test_counts_without_a_time_are_no_update():
    telling = Telling()
    one = claim("one", telling.say("a", "the port held 30 idle boats", counts=[("30", 30, 30, "boat")]))
    other = claim("other", telling.say("b", "the port held 12 idle boats", counts=[("12", 12, 12, "boat")]))
    assert find_updates([one, other], telling.statements, telling.documents) == ()


def test_counts_of_two_places_are_no_sum():
    telling = Telling()
    base = telling.say("a", "54 posts stood in Tolvia", counts=[("54", 54, 54, "post")], places=["Tolvia"])
    more = telling.say("a", "another 48 in Merrow", counts=[("48", 48, 48, "post")], places=["Merrow"])
    total = telling.say("b", "in all 102 posts", counts=[("102", 102, 102, "post")])
    claims = [claim("base", base), claim("more", more), claim("total", total)]
    assert find_updates(claims, telling.statements, telling.documents) == ()


def test_a_figure_that_has_risen_moved_from_those_before_it():
    telling = Telling()
    first = telling.say("a", "14 leaks were found at the dam", counts=[("14", 14, 14, "leak")])
    then = telling.say("b", "31 leaks were found at the dam", counts=[("31", 31, 31, "leak")])
    now = telling.say("c", "the leaks at the dam have risen to 46", counts=[("46", 46, 46, "leak")])
    claims = [claim("first", first), claim("then", then), claim("now", now)]
    [update] = find_updates(claims, telling.statements, telling.documents)
    assert update.claims == ("first", "then", "now")
    assert update.explanation == "14 leaks, later 31, later 46."


def test_up_from_tells_of_a_move():
    telling = Telling()
    early = telling.say("a", "the village counted 12 sick people", counts=[("12", 12, 12, "people")])
    late = telling.say("b", "31 sick people, up from 12", counts=[("31", 31, 31, "people")])
    [update] = find_updates([claim("late", late), claim("early", early)], telling.statements)
    assert update.claims == ("early", "late")


def test_steps_that_share_a_claim_are_one_update():
    telling = Telling()
    base = telling.say("a", "there were 14 leaks at the dam", counts=[("14", 14, 14, "leak")])
    more = telling.say("a", "another 17 were found", counts=[("17", 17, 17, "leak")])
    total = telling.say("b", "31 leaks at the dam", counts=[("31", 31, 31, "leak")])
    now = telling.say("c", "the leaks at the dam rose to 46", counts=[("46", 46, 46, "leak")])
    names = {"base": base, "more": more, "total": total, "now": now}
    claims = [claim(name, each) for name, each in names.items()]
    [update] = find_updates(claims, telling.statements, telling.documents)
    assert set(update.claims) == set(names)
    assert update.explanation == "14 leaks, then 17 more, 31 in all, later 46."


def test_each_stand_is_dated_by_its_text_or_else_by_the_day_it_was_published():
    telling = Telling()
    spring = DateRange(0, 1, date(2021, 3, 1), date(2021, 3, 31))
    base = telling.say("a", "14 leaks were found", counts=[("14", 14, 14, "leak")], dates=(spring,))
    more = telling.say("b", "another 17 were found", counts=[("17", 17, 17, "leak")])
    total = telling.say("b", "that makes 31 leaks", counts=[("31", 31, 31, "leak")])
    telling.published["b"] = date(2021, 5, 2)
    claims = [claim("base", base), claim("more", more), claim("total", total)]
    [update] = find_updates(claims, telling.statements, telling.documents)
    assert update.explanation == "14 leaks in March 2021, then 17 more, 31 in all by 2 May 2021."
    assert update.claims == ("base", "more", "total")


def test_a_vague_figure_of_one_stand_is_not_told_as_another():
    telling = Telling()
    base = telling.say("a", "54 guard posts stand there", counts=[("54", 54, 54, "post")])
    more = telling.say("a", "another 48 were found", counts=[("48", 48, 48, "post")])
    total = telling.say("b", "102 guard posts in all", counts=[("102", 102, 102, "post")])
    vague = telling.say("c", "over 100 guard posts stand there", counts=[("over 100", 100, None, "post")])
    told = {"base": base, "more": more, "total": total, "vague": vague}
    claims = [claim(name, each) for name, each in told.items()]
    [update] = find_updates(claims, telling.statements, telling.documents)
    assert update.explanation == "54 posts, then 48 more, 102 in all."


def test_what_is_added_far_from_any_figure_is_no_update():
    telling = Telling()
    base = telling.say("a", "seven rifles lay on the deck", counts=[("seven", 7, 7, "rifle")])
    other = telling.say("b", "another three rifles lay on the deck", counts=[("three", 3, 3, "rifle")])
    assert find_updates([claim("base", base), claim("other", other)], telling.statements) == ()


def test_a_figure_that_has_risen_did_not_move_from_a_greater_one():
    telling = Telling()
    less = telling.say("a", "14 leaks were found at the dam", counts=[("14", 14, 14, "leak")])
    more = telling.say("b", "300 leaks were found at the dam", counts=[("300", 300, 300, "leak")])
    now = telling.say("c", "the leaks at the dam have risen to 46", counts=[("46", 46, 46, "leak")])
    claims = [claim("less", less), claim("more", more), claim("now", now)]
    [update] = find_updates(claims, telling.statements, telling.documents)
    assert update.claims == ("less", "now")


def _tolls(unit="death", *, first=12, then=31):
    telling = Telling()
    early = telling.say(
        "a", f"the fire at the mill left {first} dead", counts=[(str(first), first, first, unit)]
    )
    late = telling.say("b", f"the fire at the mill left {then} dead", counts=[(str(then), then, then, unit)])
    telling.published |= {"a": date(2021, 5, 2), "b": date(2021, 5, 4)}
    return find_updates([claim("early", early), claim("late", late)], telling.statements, telling.documents)


def test_a_toll_that_is_higher_in_what_was_published_later_has_grown():
    [update] = _tolls()
    assert update.claims == ("early", "late")
    assert "later 31" in update.explanation


def test_a_toll_that_fell_or_what_does_not_grow_is_no_update():
    assert _tolls(first=31, then=12) == ()
    assert _tolls("boat") == ()


def test_where_the_first_count_names_no_noun_another_account_does():
    telling = Telling()
    bare = telling.say("a", "the group counted 14 at the dam below Tarn", counts=[("14", 14, 14, "leak")])
    risen = "the number of leaks the group counted at the dam below Tarn has risen to 46"
    more = telling.say("b", risen, counts=[("46", 46, 46, "leak")])
    [update] = find_updates([claim("bare", bare), claim("more", more)], telling.statements, telling.documents)
    assert update.explanation.startswith("14 leaks, ")
