"""The same figures as somebody would write them in SQL for this one purpose, on the same DuckDB."""

from __future__ import annotations

IN_TIME = """
SELECT year(a.authorised_on) * 12 + month(a.authorised_on) - 1 AS k, a.team_id,
       count(*) AS n, count(*) FILTER (WHERE e.working_days - s.working_days <= 45) AS in_time
FROM child_assessment a
LEFT JOIN calendar s ON s.day = a.started_on
LEFT JOIN calendar e ON e.day = a.authorised_on
WHERE a.authorised_on BETWEEN $first AND $last GROUP BY 1, 2
"""
"""Assessments within 45 working days: one indicator, by team and month."""

FRONT_DOOR = (
    """
WITH each AS (
    SELECT c.team_id, c.received_on, c.decided_on, c.outcome = 'referral' AS referred,
           e.working_days - s.working_days AS days, o.day AS overdue_on
    FROM contact c
    LEFT JOIN calendar s ON s.day = c.received_on
    LEFT JOIN calendar e ON e.day = c.decided_on
    LEFT JOIN working_day o ON o.number = s.working_days + 2
), moved AS (
    SELECT 'received' AS what, received_on AS day, team_id, count(*) AS n, 0 AS a, 0 AS b
    FROM each WHERE received_on <= $last GROUP BY ALL
    UNION ALL
    SELECT 'decided', decided_on, team_id, count(*), count(*) FILTER (WHERE referred),
           count(*) FILTER (WHERE days <= 1)
    FROM each WHERE decided_on <= $last GROUP BY ALL
    UNION ALL
    SELECT 'closed', decided_on, team_id, count(*), 0, 0
    FROM each WHERE decided_on > received_on AND decided_on <= $last GROUP BY ALL
    UNION ALL
    SELECT 'overdue', greatest(received_on, overdue_on), team_id, count(*), 0, 0 FROM each
    WHERE overdue_on <= $last AND coalesce(decided_on > overdue_on, true) GROUP BY ALL
    UNION ALL
    SELECT 'overdue closed', decided_on, team_id, count(*), 0, 0 FROM each
    WHERE decided_on > overdue_on AND decided_on <= $last GROUP BY ALL
)
SELECT what, greatest(year(day) * 12 + month(day) - 1, $before) AS k, team_id,
       sum(n)::BIGINT AS n, sum(a)::BIGINT AS a, sum(b)::BIGINT AS b
FROM moved GROUP BY ALL
""",
    """
WITH each AS (
    SELECT a.team_id, a.started_on, a.authorised_on, a.child_seen AS seen,
           a.no_further_action AS none, e.working_days - s.working_days AS days,
           o.day AS overdue_on
    FROM child_assessment a
    LEFT JOIN calendar s ON s.day = a.started_on
    LEFT JOIN calendar e ON e.day = a.authorised_on
    LEFT JOIN working_day o ON o.number = s.working_days + 46
), moved AS (
    SELECT 'started' AS what, started_on AS day, team_id, count(*) AS n, 0 AS a, 0 AS b, 0 AS c,
           0 AS d
    FROM each WHERE started_on <= $last GROUP BY ALL
    UNION ALL
    SELECT 'authorised', authorised_on, team_id, count(*), count(*) FILTER (WHERE days <= 45),
           count(*) FILTER (WHERE days BETWEEN 41 AND 45), count(*) FILTER (WHERE seen),
           count(*) FILTER (WHERE none)
    FROM each WHERE authorised_on <= $last GROUP BY ALL
    UNION ALL
    SELECT 'closed', authorised_on, team_id, count(*), 0, 0, 0, 0
    FROM each WHERE authorised_on > started_on AND authorised_on <= $last GROUP BY ALL
    UNION ALL
    SELECT 'overdue', greatest(started_on, overdue_on), team_id, count(*), 0, 0, 0, 0 FROM each
    WHERE overdue_on <= $last AND coalesce(authorised_on > overdue_on, true) GROUP BY ALL
    UNION ALL
    SELECT 'overdue closed', authorised_on, team_id, count(*), 0, 0, 0, 0 FROM each
    WHERE authorised_on > overdue_on AND authorised_on <= $last GROUP BY ALL
)
SELECT what, greatest(year(day) * 12 + month(day) - 1, $before) AS k, team_id,
       sum(n)::BIGINT AS n, sum(a)::BIGINT AS a, sum(b)::BIGINT AS b, sum(c)::BIGINT AS c,
       sum(d)::BIGINT AS d
FROM moved GROUP BY ALL
""",
)
"""Shared scans: what the indicators of `FRONT_DOOR_CODES` are made of, one query for each table."""

FRONT_DOOR_CODES = (
    "CH-CONTACTS",
    "CH-CONTACTS-REFERRED",
    "CH-CONTACTS-1-DAY",
    "CH-CONTACTS-FLOW",
    "CH-CONTACTS-OPEN",
    "CH-CONTACTS-OVERDUE",
    "CH-ASSESSMENTS",
    "CH-ASSESSMENTS-STARTED",
    "CH-ASSESSMENTS-45",
    "CH-ASSESSMENTS-41-45",
    "CH-ASSESSMENTS-SEEN",
    "CH-ASSESSMENTS-NFA",
    "CH-ASSESSMENTS-FLOW",
    "CH-ASSESSMENTS-OPEN",
    "CH-ASSESSMENTS-OVERDUE",
)
