"""All publications that Almoner reads, in the order in which they are loaded."""

from __future__ import annotations

import importlib

from almoner.publications.publication import Publication
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

# Code of the publication -> module that has it as `PUBLICATION`.
MODULES: dict[str, str] = {
    "lgbf": "almoner.publications.lgbf",
    "pss-ex1": "almoner.publications.pss_ex1",
    "delayed-discharges": "almoner.publications.delayed_discharges",
    "care-service-grades": "almoner.publications.care_service_grades",
    "scotland-social-care": "almoner.publications.scotland_social_care",
    "wales-performance": "almoner.publications.wales_performance",
    "lait": "almoner.publications.lait",
    "cin-census": "almoner.publications.cin_census",
    "children-looked-after": "almoner.publications.children_looked_after",
    "childrens-workforce": "almoner.publications.childrens_workforce",
    "ofsted-inspections": "almoner.publications.ofsted_inspections",
    "childrens-homes": "almoner.publications.childrens_homes",
    "oflog-adult-social-care": "almoner.publications.oflog_adult_social_care",
    "finance-outturn": "almoner.publications.finance_outturn",
    "ascof": "almoner.publications.ascof",
    "homelessness": "almoner.publications.homelessness",
}


def publication(code: str) -> Publication:
    """The publication called `code`; Refusal lists the codes there are."""
    if code not in MODULES:
        raise Refusal(
            _("no such publication"), found=code, expected=_("one of ") + ", ".join(MODULES)
        )
    found: Publication = importlib.import_module(MODULES[code]).PUBLICATION
    return found


def publications() -> list[Publication]:
    """Every publication."""
    return [publication(code) for code in MODULES]
