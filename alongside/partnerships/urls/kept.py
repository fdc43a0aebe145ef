"""Pages of the day to day: procedure, promises, held times."""

from django.urls import path

from alongside.partnerships.views import commitments, held_times, procedure

kept = [
    path("partnerships/<uuid:pk>/procedure/", procedure.procedure, name="procedure"),
    path("partnerships/<uuid:pk>/procedure/add/", procedure.add_way, name="add_way"),
    path(
        "partnerships/<uuid:pk>/procedure/<uuid:key>/change/",
        procedure.change_way,
        name="change_way",
    ),
    path(
        "partnerships/<uuid:pk>/procedure/<int:number>/remove/<uuid:key>/",
        procedure.remove_way,
        name="remove_way",
    ),
    path(
        "partnerships/<uuid:pk>/procedure/<int:number>/agree/",
        procedure.agree_procedure,
        name="agree_procedure",
    ),
    path(
        "partnerships/<uuid:pk>/procedure/<int:number>/decline/",
        procedure.decline_procedure,
        name="decline_procedure",
    ),
    path(
        "partnerships/<uuid:pk>/procedure/versions/",
        procedure.procedure_versions,
        name="procedure_versions",
    ),
    path(
        "partnerships/<uuid:pk>/procedure/versions/<int:number>/",
        procedure.procedure_version,
        name="procedure_version",
    ),
    path("partnerships/<uuid:pk>/procedure/page/", procedure.procedure_page, name="procedure_page"),
    path(
        "partnerships/<uuid:pk>/procedure/page.pdf", procedure.procedure_pdf, name="procedure_pdf"
    ),
    path("partnerships/<uuid:pk>/commitments/", commitments.commitments, name="commitments"),
    path(
        "partnerships/<uuid:pk>/commitments/add/", commitments.add_commitment, name="add_commitment"
    ),
    path(
        "partnerships/<uuid:pk>/commitments/<uuid:promise>/",
        commitments.commitment,
        name="commitment",
    ),
    path(
        "partnerships/<uuid:pk>/commitments/<uuid:promise>/accept/",
        commitments.accept_commitment,
        name="accept_commitment",
    ),
    path(
        "partnerships/<uuid:pk>/commitments/<uuid:promise>/decline/",
        commitments.decline_commitment,
        name="decline_commitment",
    ),
    path(
        "partnerships/<uuid:pk>/commitments/<uuid:promise>/keep/",
        commitments.keep_commitment,
        name="keep_commitment",
    ),
    path(
        "partnerships/<uuid:pk>/commitments/<uuid:promise>/give/",
        commitments.give_commitment,
        name="give_commitment",
    ),
    path(
        "partnerships/<uuid:pk>/commitments/<uuid:promise>/end/",
        commitments.end_commitment,
        name="end_commitment",
    ),
    path(
        "partnerships/<uuid:pk>/held-times/",
        held_times.partnership_held_times,
        name="partnership_held_times",
    ),
    path("held-times/", held_times.held_times, name="held_times"),
    path("held-times/publish/", held_times.publish_held_time, name="publish_held_time"),
    path("held-times/<uuid:pk>/change/", held_times.change_held_time, name="change_held_time"),
    path("held-times/<uuid:pk>/end/", held_times.end_held_time, name="end_held_time"),
    path("held-times/<uuid:pk>/skip/", held_times.skip_held_time, name="skip_held_time"),
    path("held-times/<uuid:pk>/hold-again/", held_times.hold_again, name="hold_again"),
]
