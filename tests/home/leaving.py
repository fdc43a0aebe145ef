"""Pages of a hand-over, as somebody who leaves and their administrators press them."""

from alongside.partnerships.models import Handover, Member


def address(someone, act=""):
    return f"/handover/{someone.session_membership.pk}/{act}"


def leave(client, someone, day="2026-03-13"):
    return client.post(address(someone), {"last_day": day})


def read(client, someone):
    return client.get(address(someone)).text


def gives(client, someone, to, thing=""):
    to = str(to.session_membership.pk) if to else ""
    return client.post(address(someone, "give/"), {"to": to, "thing": thing})


def thing(place, here):
    return f"{place}-{Member.objects.get(organization=here).pk}"


def named():
    return sorted((one.place, one.to.person.name) for one in Handover.objects.all())


def today(client, someone):
    client.force_login(someone)
    return client.get("/today/").text
