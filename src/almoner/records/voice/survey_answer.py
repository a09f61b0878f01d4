"""Survey answers: one row is the answer of one respondent to one question."""

from almoner.records.table import Table, day, number, text

TABLE = Table(
    name="survey_answer",
    title="Survey answers",
    one_row_is="the answer of one respondent to one question",
    subject="response_id",
    standard="Adult Social Care Survey, Survey of Adult Carers, Tenant Satisfaction Measures",
    columns=(
        text("answer_id", "Key of the row.", required=True),
        text("response_id", "The questionnaire that came back. It names nobody.", required=True),
        text("team_id", "The team or service asked about.", refers="team"),
        text(
            "survey",
            "ASCS: people who use services; SACE: carers; TP: tenants; LOCAL: a council's own.",
            required=True,
            codes=("ASCS", "SACE", "TP", "LOCAL"),
        ),
        text("question", "The question's number in the survey: 3a, TP01.", required=True),
        day("answered_on", "The day it came back.", required=True),
        number(
            "answer",
            "Place of the answer among those offered, the most favourable first; blank when it "
            "says nothing.",
            unit="place",
        ),
    ),
)
