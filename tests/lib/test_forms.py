"""The form that pages share: fields, what is wrong with them, one button, and the way back."""

import pytest
from django import forms
from django.template.loader import render_to_string


class Words(forms.Form):
    words = forms.CharField()


class Document(forms.Form):
    file = forms.FileField()


@pytest.mark.parametrize(("form", "sent"), [(Words, False), (Document, True)])
def test_a_form_sends_the_files_it_asks_for(form, sent):
    page = render_to_string("parts/typed.html", {"form": form(), "button": "Save"})
    assert ('enctype="multipart/form-data"' in page) == sent


def test_a_way_back_and_another_address_stand_only_where_they_are_given():
    context = {"form": Words(), "button": "Save"}
    bare = render_to_string("parts/typed.html", context)
    assert ("action=" in bare, "<a " in bare) == (False, False)
    whole = render_to_string("parts/typed.html", context | {"address": "/to/", "back": "/from/"})
    assert ('action="/to/"' in whole, 'href="/from/"' in whole) == (True, True)
