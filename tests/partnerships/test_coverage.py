"""What is read in an agreement, and what must never be: words that deny, headings, blanks, one-way promises."""

from time import process_time

import pytest

from alongside.partnerships.coverage import check
from alongside.partnerships.coverage.rules import rules
from tests.partnerships.labelled import (
    LABELS,
    NAMED_BY_PARTNERS,
    is_labelled,
    kind_of,
    label_of,
    texts,
)

RELEASE = "written_informed_time_limited_release"
MOST_SECONDS = 20
BOTH = "Between Lakeside Health Center and Harbor House.\n\n"


def said(text, element):
    return str(check(BOTH + text)[element].status)


def test_every_element_that_partners_name_is_looked_for():
    assert {rule.element for rule in rules()} >= NAMED_BY_PARTNERS


def test_labels_name_only_elements_there_are():
    known = {rule.element for rule in rules()}
    keys = (*LABELS, "one_sided", "either")
    assert {name for row in texts() for key in keys for name in row.get(key, ())} - known == set()
    assert len(list(texts())) >= 24


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("tuned", 0.96),
        ("held", 0.96),
        ("later", 0.96),
        ("latest", 0.96),
        ("unseen", 0.86),
        ("third", 0.9),
    ],
)
def test_most_is_read_as_people_read_it(name, floor):
    right = []
    for row in texts(name):
        for element, finding in check(row["text"]).items():
            if not is_labelled(row, element):
                continue
            label = label_of(row, element, finding.status)
            right.append(kind_of(finding.status) == kind_of(label))
    assert sum(right) / len(right) > floor


def test_a_passage_stands_in_the_text():
    for row in texts():
        passages = [one.passage for one in check(row["text"]).values() if one.passage]
        assert [passage for passage in passages if passage not in row["text"]] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The clinic does not provide interpreters.",
        "No interpreters are available.",
        "Neither party will pay for interpreters.",
        "Interpretation is not provided under this agreement.",
        "Survivors must bring their own interpreter.",
        "Children may interpret where needed.",
    ],
)
def test_denying_interpreters_is_never_providing_them(sentence):
    assert said(sentence, "language_access") == "contradicted"


@pytest.mark.parametrize(
    ("sentence", "element"),
    [
        ("Neither organization trains the other's staff.", "cross_training"),
        ("No liaison has been named.", "liaisons"),
        ("There is no agreed response time.", "response_time"),
        ("The parties are not required to carry liability insurance.", "insurance"),
        ("This agreement does not address mandated reporting.", "mandatory_reporting"),
    ],
)
def test_what_is_denied_is_not_there(sentence, element):
    assert said(sentence, element) == "absent"


def test_a_negation_that_denies_nothing_does_not_hide_a_promise():
    assert (
        said("Each party answers no later than 24 hours after a call.", "response_time")
        == "present"
    )
    assert said("This agreement may not be amended except in writing.", "amendment") == "present"
    assert said("Interpreters are provided at no cost.", "language_access") == "present"


def test_headings_without_content_settle_nothing():
    (row,) = [row for row in texts() if row["name"] == "headings without content"]
    found = {name for name, one in check(row["text"]).items() if one.status != "absent"}
    assert found == {"parties"}


@pytest.mark.parametrize("blank", ["____", "[insert number]", "{{ days }}", "[NUMBER]", "XXX"])
def test_a_blank_settles_nothing(blank):
    assert said(f"Each party will answer within {blank} hours.", "response_time") == "absent"
    assert (
        said(f"Either party may end this agreement on {blank} days' notice.", "termination")
        == "absent"
    )


def test_to_be_determined_is_only_touched():
    assert said("Response times: to be determined.", "response_time") == "partial"
    assert said("## Termination\n\nTo be determined.", "termination") == "partial"


@pytest.mark.parametrize(
    "text",
    [
        "The clinic will refer patients to Harbor House.",
        "Harbor House will accept patients from the clinic. Harbor House shall not refer to the clinic.",
        "Referrals run in one direction only.",
    ],
)
def test_a_text_that_runs_one_way_contradicts_a_partnership(text):
    finding = check(BOTH + text)["bidirectional"]
    assert (str(finding.status), finding.one_sided) == ("contradicted", True)


def test_two_duties_in_one_sentence_are_two_ways():
    text = "The clinic will refer patients to Harbor House, and Harbor House will refer residents to the clinic."
    assert said(text, "bidirectional") == "present"


def test_a_duty_on_one_side_is_said_to_be_so():
    alone = "Harbor House will train clinic staff every year."
    assert check(BOTH + alone)["cross_training"].one_sided
    both = alone + " The clinic will train Harbor House staff every year."
    assert not check(BOTH + both)["cross_training"].one_sided


@pytest.mark.parametrize(
    "exception",
    [
        "unless the survivor asks for it",
        "except in immediate danger on site",
        "except under a duty to warn",
        "except for reports required by law",
    ],
)
def test_exceptions_that_are_right_do_not_contradict(exception):
    assert said(f"Staff will not call the police {exception}.", "law_enforcement_role") == "present"
    assert (
        said(f"Staff will not call the police {exception}.", "mandatory_reporting")
        != "contradicted"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Staff will report every disclosure to the police.",
        "The police will be notified regardless of the survivor's wishes.",
        "Staff will not call the police unless a supervisor believes it is best.",
    ],
)
def test_the_police_told_without_the_survivor_contradicts(sentence):
    assert said(sentence, "law_enforcement_role") == "contradicted"
    assert said(sentence, "mandatory_reporting") == "contradicted"


def test_danger_and_law_excuse_telling_the_police():
    sentence = (
        "Staff will call the police when there is imminent danger or a report is required by law."
    )
    assert said(sentence, "mandatory_reporting") != "contradicted"


@pytest.mark.parametrize(
    ("sentence", "element"),
    [
        ("Law enforcement will be given the names of new residents.", "law_enforcement_role"),
        ("The release covers every agency as long as she is served.", RELEASE),
        ("We ask for a release at the door. It is good for as long as we know them.", RELEASE),
        ("Those who decline to sign will be exited.", "services_not_conditioned"),
        ("Drivers are given the location of the shelter.", "shelter_address_protected"),
        ("Harbor House e-mails a list of its clients each week.", "aggregate_data"),
        ("Either agency may confirm that a person is enrolled.", "vawa_confidentiality"),
        ("Patients come with a relative who speaks English.", "language_access"),
    ],
)
def test_wrongs_are_met_in_ordinary_words(sentence, element):
    assert said(sentence, element) == "contradicted"


@pytest.mark.parametrize(
    "sentence",
    [
        "The parties give police the hotline number to hand to survivors.",
        "The chief executive officers will be told of any breach.",
        "No open-ended releases are used, and consent is never presumed.",
        "A release must be signed before the program tells the clinic anything about her.",
        "Volunteers must sign a confidentiality pledge before they begin.",
        "Drivers meet survivors at a public place, and are not told where the shelter is.",
        "Names, initials and dates of birth are left out of every report.",
        "The program neither confirms nor denies that a person is served.",
        "Children are welcome while the interpreter speaks with their mother.",
    ],
)
def test_what_only_sounds_wrong_frightens_nobody(sentence):
    found = check(BOTH + sentence)
    assert [name for name, one in found.items() if str(one.status) == "contradicted"] == []


def test_british_spelling_and_names_are_read_as_others():
    text = "Harbor House shall keep every authorisation in writing. It expires after ten days."
    assert said(text, RELEASE) == "partial"


@pytest.mark.parametrize("text", ["The Clinic\n" * 9000, "the clinic may share " * 5000])
def test_a_text_without_sentences_is_read_in_bounded_time(text):
    started = process_time()
    check(text)
    assert process_time() - started < MOST_SECONDS


def test_no_text_at_all_settles_nothing():
    assert {str(one.status) for one in check("").values()} == {"absent"}
    assert {str(one.status) for one in check("_" * 50_000).values()} == {"absent"}


@pytest.mark.parametrize(
    "day",
    ["3/4/2026", "2026-03-04", "March 4, 2026", "4th day of March 2026", "4 de marzo de 2026"],
)
def test_a_day_is_one_however_people_write_it(day):
    signed = f"Signatures\n\nSigned: Teresa Vale Date: {day}\nSigned: Omar Reyes Date: {day}"
    assert said(signed, "signed") == "present"
    assert said(f"This agreement begins on {day} and lasts one year.", "term_dates") == "present"
