"""Addresses of signing, and of what was signed."""

from django.urls import path

from alongside.partnerships.views import signing, terms

SIGNING = "partnerships/<uuid:pk>/signing/"
AGREEMENTS = "partnerships/<uuid:pk>/agreements/"
VERSION = f"{AGREEMENTS}<int:number>/"
signed = [
    path(SIGNING, signing.signing, name="signing"),
    path(f"{SIGNING}name/", signing.name_signatory, name="name_signatory"),
    path(f"{SIGNING}make/", signing.make_document, name="make_document"),
    path(f"{SIGNING}scan/", signing.record_scan, name="record_scan"),
    path(f"{SIGNING}set-aside/", signing.set_aside_signing, name="set_aside_signing"),
    path(f"{SIGNING}<uuid:signatory>/", signing.sign, name="sign"),
    path(f"{SIGNING}<uuid:signatory>/remove/", signing.remove_signatory, name="remove_signatory"),
    path(f"{SIGNING}<uuid:signatory>/move/", signing.move_signatory, name="move_signatory"),
    path(f"{SIGNING}scan/<uuid:scan>/confirm/", signing.confirm_scan, name="confirm_scan"),
    path(f"{SIGNING}scan/<uuid:scan>/decline/", signing.decline_scan, name="decline_scan"),
    path(AGREEMENTS, terms.agreements, name="agreements"),
    path(f"{AGREEMENTS}documents/<uuid:document>/", terms.document, name="document"),
    path(f"{VERSION}copy/<str:language>/<str:form>/", terms.agreement_copy, name="agreement_copy"),
    path(f"{VERSION}amend/", terms.amend, name="amend"),
    path(f"{VERSION}renew/", terms.renew, name="renew"),
    path(f"{VERSION}give-notice/", terms.give_notice, name="give_notice"),
]
