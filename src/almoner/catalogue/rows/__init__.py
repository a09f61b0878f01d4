"""Units that indicators count: functions of the record tables, a row a unit. Small and pure."""
