"""Assessments of adults and carers: one row is one assessment."""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="adult_assessment",
    title="Assessments of adults and carers",
    one_row_is="one assessment",
    subject="person_id",
    standard="Adult social care Client Level Data",
    columns=(
        text("assessment_id", "Key of the row.", standard="Event_Reference", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="LA_Person_Unique_Identifier",
        ),
        text("team_id", "The team that did, or holds, the work.", refers="team"),
        text(
            "client_type",
            "Service user or unpaid carer.",
            standard="Client_Type",
            codes=(
                "Service user",
                "Unpaid carer",
            ),
        ),
        text("request_id", "The request that led to it.", refers="adult_request"),
        day("requested_on", "The day of first contact."),
        day("started_on", "The day it started.", standard="Event_Start_Date", required=True),
        day(
            "completed_on",
            "The day it was completed; blank while it is open.",
            standard="Event_End_Date",
        ),
        text("kind", "Assessment type.", standard="Assessment_Type"),
        text("outcome", "Event outcome.", standard="Event_Outcome"),
    ),
)
