"""Services to adults and carers: one row is one stretch of one service."""

from almoner.records.table import Table, day, number, text

TABLE = Table(
    name="adult_service",
    title="Services to adults and carers",
    one_row_is="one stretch of one service",
    subject="person_id",
    standard="Adult social care Client Level Data",
    columns=(
        text("service_id", "Key of the row.", standard="Event_Reference", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="LA_Person_Unique_Identifier",
        ),
        text("team_id", "The team that holds the case.", refers="team"),
        text(
            "client_type",
            "Service user or unpaid carer.",
            standard="Client_Type",
            codes=(
                "Service user",
                "Unpaid carer",
            ),
        ),
        text("support_reason", "Primary support reason.", standard="Primary_Support_Reason"),
        text(
            "accommodation",
            "Accommodation status as last recorded.",
            standard="Accommodation_Status",
        ),
        text("assessment_id", "The assessment that led to it.", refers="adult_assessment"),
        day("assessed_on", "The day that assessment was completed."),
        text("service_type", "Service type.", standard="Service_Type", required=True),
        text("component", "Service component.", standard="Service_Component"),
        text(
            "delivery",
            "Delivery mechanism.",
            standard="Delivery_Mechanism",
            codes=(
                "Direct payment",
                "CASSR managed personal budget",
                "CASSR commissioned support",
            ),
        ),
        day("started_on", "First day.", standard="Event_Start_Date", required=True),
        day("ended_on", "Last day; blank while it lasts.", standard="Event_End_Date"),
        text("outcome", "Event outcome.", standard="Event_Outcome"),
        number("weekly_cost", "What a week costs the council.", unit="pence", standard="Unit_Cost"),
        number(
            "weekly_hours",
            "Hours of home care planned a week.",
            unit="tenths of an hour",
            standard="Planned_units_per_week",
        ),
    ),
)
