"""Addresses of returns received."""

from django.urls import path, re_path

from almoner.submissions.views import child, findings, outcome, receiving, submission

urlpatterns = [
    path("returns/", receiving.received, name="submissions"),
    path("returns/send/", receiving.receive, name="submission_send"),
    path("returns/<int:number>/", submission.overview, name="submission"),
    path("returns/<int:number>/status", submission.status, name="submission_status"),
    path("returns/<int:number>/findings/", findings.listing, name="submission_findings"),
    path("returns/<int:number>/findings/<int:finding>/", child.finding, name="submission_finding"),
    path(
        "returns/<int:number>/findings/<int:finding>/withdraw/",
        child.withdraw,
        name="submission_withdraw",
    ),
    path("returns/<int:number>/findings/explain/", findings.explain, name="submission_explain"),
    path("returns/<int:number>/children/", findings.children, name="submission_children"),
    path("returns/<int:number>/child/", child.child, name="submission_child"),
    path("returns/<int:number>/teams/", findings.teams, name="submission_teams"),
    path("returns/<int:number>/changes/", findings.changes, name="submission_changes"),
    path("returns/<int:number>/trend/", outcome.trend, name="submission_trend"),
    path(
        "returns/<int:number>/findings.xlsx", outcome.findings_workbook, name="submission_workbook"
    ),
    re_path(
        r"^returns/(?P<number>\d+)/(?P<what>check|keep|delete)/$",
        submission.ask,
        name="submission_ask",
    ),
]
