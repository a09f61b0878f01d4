"""Requests for support: one row is one request for support from or about an adult."""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="adult_request",
    title="Requests for support",
    one_row_is="one request for support from or about an adult",
    subject="person_id",
    standard="Adult social care Client Level Data",
    columns=(
        text("request_id", "Key of the row.", standard="Event_Reference", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="LA_Person_Unique_Identifier",
        ),
        text("team_id", "The front door team.", refers="team"),
        text(
            "client_type",
            "Service user or unpaid carer.",
            standard="Client_Type",
            codes=(
                "Service user",
                "Unpaid carer",
            ),
        ),
        day("received_on", "The day it came.", standard="Event_Start_Date", required=True),
        day(
            "completed_on",
            "The day it was concluded; blank while it is open.",
            standard="Event_End_Date",
        ),
        text(
            "route",
            "Route of access.",
            standard="Request_Route_of_Access",
            codes=(
                "community",
                "hospital discharge",
                "diversion from hospital",
                "transition from children's services",
                "prison",
                "self-funder with depleted funds",
            ),
        ),
        text("outcome", "Event outcome.", standard="Event_Outcome"),
    ),
)
