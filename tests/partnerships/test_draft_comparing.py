"""Two texts beside each other: every word of both is there, marked as added or removed."""

from time import monotonic

import pytest

from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models.wordings import LONGEST_PASSAGE
from alongside.partnerships.pages.comparing import Change, compare, words
from tests.partnerships.building import draft_of, frame_of, partnership_of, pass_to

ADDED, REMOVED, SAME = Change.ADDED, Change.REMOVED, Change.SAME


def told(before, after):
    return [(piece.text, piece.change) for piece in words(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", "", []),
        ("one two", "one two", [("one two", SAME)]),
        ("", "new", [("new", ADDED)]),
        ("old", "", [("old", REMOVED)]),
        (
            "within 24 hours, always",
            "within 8 hours, always",
            [("within ", SAME), ("24 ", REMOVED), ("8 ", ADDED), ("hours, always", SAME)],
        ),
        (
            "one line\n\nanother",
            "one line\n\na third\n\nanother",
            [("one line\n\n", SAME), ("a third\n\n", ADDED), ("another", SAME)],
        ),
        ("  indented", "indented", [("  ", REMOVED), ("indented", SAME)]),
    ],
)
def test_what_changed_is_told_word_by_word(before, after, found):
    assert told(before, after) == found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a b c d e f g", "g f e d c b a"),
        ("the the the cat", "the cat the the"),
        ("ñ é — «x»\t\n y", "é ñ y\n\n\n z"),
        ("word " * 300, "word " * 301 + "end"),
    ],
)
def test_no_word_of_either_text_is_lost(before, after):
    found = words(before, after)
    assert "".join(piece.text for piece in found if piece.change != ADDED) == before
    assert "".join(piece.text for piece in found if piece.change != REMOVED) == after


@pytest.mark.parametrize("word", ["a ", "aa bb ", "x\n"])
def test_the_longest_passages_are_compared_soon(word):
    before = (word * LONGEST_PASSAGE)[:LONGEST_PASSAGE]
    began = monotonic()
    words(before, f"b {before}"[:LONGEST_PASSAGE])
    assert monotonic() - began < 10


def passage(name, text="the text"):
    return {"id": name, "clause": 0, "option": "", "title": name.upper(), "text": text}


def of(before, after):
    found = compare([passage(one) for one in before], [passage(one) for one in after])
    return [("".join(p.text for p in one.title), one.change, one.is_moved) for one in found]


def test_what_was_taken_out_stands_where_it_stood():
    assert of("abc", "ac") == [("A", SAME, False), ("B", REMOVED, False), ("C", SAME, False)]
    assert of("abc", "c") == [("A", REMOVED, False), ("B", REMOVED, False), ("C", SAME, False)]
    assert of("ab", "") == [("A", REMOVED, False), ("B", REMOVED, False)]


def test_what_was_added_stands_where_it_stands_now():
    assert of("ac", "abc") == [("A", SAME, False), ("B", ADDED, False), ("C", SAME, False)]


def test_what_was_moved_is_said_to_be():
    assert of("abc", "bca") == [("B", SAME, False), ("C", SAME, False), ("A", SAME, True)]


def test_a_changed_passage_is_compared_within_itself():
    [one] = compare([passage("a", "old words")], [passage("a", "new words")])
    assert (one.change, [piece.change for piece in one.text]) == (
        Change.CHANGED,
        [REMOVED, ADDED, SAME],
    )


def test_a_page_marks_what_changed_for_eyes_and_ears(client, lakeside, harbor, nils, abel):
    draft = draft_of(partnership_of(lakeside, harbor), nils)
    pass_to(draft, harbor, nils)
    first = draft.passages.first()
    with within(harbor):
        text = first.text.replace("one conversation", "two conversations")
        actions.edit_passage(first, title=first.title, text=text, revision=1, by=abel)
        actions.set_terms(draft, frame=frame_of(title="Working well together"), by=abel)
        actions.pass_turn(draft, to=lakeside, by=abel)
    client.force_login(nils)
    at = f"/partnerships/{draft.agreement.partnership_id}/draft/2/compare/"
    for after in ("2", "now"):
        shown = client.get(f"{at}?before=1&after={after}").text
        removed = '<del><span class="usa-sr-only">removed: </span>one conversation, <span'
        added = '<ins><span class="usa-sr-only">added: </span>two conversations, <span'
        assert (removed in shown, added in shown, "well <span" in shown) == (True, True, True)
    assert "The draft as it is now" in client.get(at).text
    assert "Select a valid choice" in client.get(f"{at}?before=9&after=now").text
