"""Names of returns and severities as pages show them, without importing what reads them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# The same as in `almoner.returns.kinds`, which a web worker does not import: a test compares them.
RETURN_TITLES = {
    "SSDA903": _("Children looked after (SSDA903)"),
    "CIN": _("Children in need census"),
    "ANNEX_A": _("Social care Annex A"),
    "ANNEX_A_SEND": _("SEND Annex A"),
    "CLD": _("Adult social care client level data"),
    "HCLIC": _("Homelessness case level information (H-CLIC)"),
    "SSD": _("Standard safeguarding dataset"),
}

SEVERITY_TITLES = {
    "error": _("Error"),
    "query": _("Query"),
    "warning": _("Warning"),
    "internal": _("Internal check"),
}


def return_title(code: str) -> str:
    """The name of a return."""
    return str(RETURN_TITLES.get(code, code))


def severity_title(code: str) -> str:
    """The name of a severity."""
    return str(SEVERITY_TITLES.get(code, code))
