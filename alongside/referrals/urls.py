"""Pages and endpoints of referrals."""

from django.urls import path

from alongside.referrals.views import calls, letters, pages

app_name = "referrals"
urlpatterns = [
    path("call/noted/", calls.noted, name="noted"),
    path("call/<uuid:pk>/", calls.call, name="call"),
    path("call/ended/<str:outcome>/", calls.note_call, name="note_call"),
    path("partnerships/<uuid:pk>/write/", pages.write, name="write"),
    path("referrals/", pages.referrals, name="referrals"),
    path("referrals/send/", letters.send, name="send"),
    path("referrals/<uuid:pk>/", pages.referral, name="referral"),
    path("referrals/<uuid:pk>/write-back/", pages.write_back, name="write_back"),
    path("referrals/<uuid:pk>/give-back/", pages.give_back, name="give_back"),
    path("referrals/<uuid:pk>/close/", pages.close, name="close"),
    path("referrals/<uuid:pk>/withdraw/", pages.withdraw, name="withdraw"),
    path(
        "referrals/<uuid:pk>/releases/<uuid:release>/withdraw/",
        pages.withdraw_release,
        name="withdraw_release",
    ),
    path("referrals/<uuid:pk>/letters/<uuid:letter>/open/", letters.open_letter, name="open"),
    path("referrals/<uuid:pk>/answer/", letters.answer, name="answer"),
    path("referrals/<uuid:pk>/answer/read/", letters.answer_read, name="answer_read"),
]
