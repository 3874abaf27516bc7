from firsthand.weigh.conflicts.clock import at_other_times, clock_of


def test_weekdays_and_times_of_day_are_found_as_whole_words():
    assert clock_of("on sunday morning the mayor of mondayville left") == {"sunday", "morning"}
    assert clock_of("nothing was said") == frozenset()


def test_times_differ_only_within_one_list():
    assert at_other_times(clock_of("on monday"), clock_of("on tuesday"))
    assert at_other_times(clock_of("sunday morning"), clock_of("sunday afternoon"))
    assert not at_other_times(clock_of("on monday"), clock_of("in the morning"))
    assert not at_other_times(clock_of("on monday"), clock_of("from monday to tuesday"))
