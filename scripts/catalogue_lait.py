"""Writes the catalogue entries of LAIT from the publisher's dictionary and our words for headlines.

python -m scripts.catalogue_lait: one row a measure, in order of topic and measure.
`scripts/lait_words.csv` has sentences, lineage and order of headlines written for Almoner.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from almoner.publications.lait import DATA, indicator_code, read
from almoner.reference.periods import Period
from scripts.catalogue_rows import write_catalogue

WORDS = Path(__file__).with_name("lait_words.csv")
POLARITIES = {"High": "higher", "Low": "lower"}
SERVICES = {"Children's Service Finance": "finance", "Children's Services Workforce": "workforce"}
OWNERS = {"DfE": "Department for Education", "0": "", "-": ""}
DEFAULT_DECIMALS = 1  # What the tool shows where its dictionary is silent
COUNTED = {
    "Unit Cost": "£ per week",
    "Spend": "£",
    "Score": "points",
    "Average Score": "points",
    "Score per pupil": "points",
    "Case Load": "cases per social worker",
    "Social Workers": "social workers",
    "Leavers FTE": "social workers",
    "Starters FTE": "social workers",
    "Number": "children",
    "Number of children": "referrals",
    "Number of Children": "children",
    "Number of Children Looked After": "children",
    "Number with 3 or more placements": "children",
    "Number of children subject to CPP": "children",
    "Number CPP": "children",
    "Number reviewed": "children",
    "Number ceased": "children",
    "Number of CPP": "plans",
    "Number plans": "plans",
    "Number ceased plans": "plans",
    "Number of ceased plans": "plans",
    "Total cases": "cases",
    "Number of cases": "cases",
    "Number of leavers": "young people",
    "Number of care leavers (19-21)": "young people",
    "Number of care leavers EET": "young people",
    "Number of foster places": "places",
    "Number of foster places filled": "places",
    "Number recorded": "meetings",
    "Number of annual reviews": "reviews",
    "Number of assessments": "assessments",
    "Number of requests": "requests",
    "Number of pupils": "pupils",
}
NUMERATOR = re.compile(r"(?:^|\n)\s*(?:Numerator\s*[:-]|x\s*=)\s*(.+?)(?:\n|$)", re.IGNORECASE)
DENOMINATOR = re.compile(r"(?:^|\n)\s*(?:Denominator\s*[:-]|y\s*=)\s*(.+?)(?:\n|$)", re.IGNORECASE)
UNIT_SUFFIX = re.compile(r"\s*(?:\((?:%|num|number|rate|FTE)\)|-\s*(?:rate|number))\s*$", re.I)


def entries() -> list[dict[str, object]]:
    """One entry a measure of the dictionary."""
    with (DATA / "lait_measures.csv").open(encoding="utf-8-sig", newline="") as stream:
        measures = list(csv.DictReader(stream))
    with WORDS.open(encoding="utf-8", newline="") as stream:
        words = {row["measure_short"]: row for row in csv.DictReader(stream)}
    if unknown := words.keys() - {measure["measure_short"] for measure in measures}:
        raise SystemExit(f"{WORDS.name} has measures that the dictionary has not: {unknown}")
    ordered = sorted(measures, key=lambda measure: (measure["topic"], measure["measure"]))
    kinds = period_kinds()
    return [entry(measure, words.get(measure["measure_short"], {}), kinds) for measure in ordered]


def period_kinds() -> dict[str, str]:
    """The kind of period of each indicator, as its values have it (a measure may span years)."""
    firsts = read([DATA])[0].measurements.unique("indicator", keep="last", maintain_order=True)
    pairs = firsts.select("indicator", "period").iter_rows()
    return {indicator: Period.from_code(period).kind.value for indicator, period in pairs}


def entry(
    measure: dict[str, str], words: dict[str, str], kinds: dict[str, str]
) -> dict[str, object]:
    """The catalogue entry of one row of the dictionary."""
    method = tidy(measure["methodology"])
    unit = unit_of(measure)
    return {
        "code": indicator_code(measure["measure_short"]),
        "publication": "lait",
        "title": words.get("title") or one_line(measure["chart_title"] or measure["measure"]),
        "sentence": words.get("sentence") or sentence(measure, unit),
        "service": SERVICES.get(measure["topic"], "children"),
        "topic": measure["topic"].replace("\\", " and "),
        "numerator": words.get("numerator") or first(NUMERATOR, method),
        "denominator": words.get("denominator") or first(DENOMINATOR, method) or rated(measure),
        "unit": unit,
        "decimals": int(float(measure["decimal_places"] or DEFAULT_DECIMALS)),
        "polarity": POLARITIES.get(measure["polarity"], "none"),
        "range_low": "",
        "range_high": "",
        "period_kind": kinds[indicator_code(measure["measure_short"])],
        "why_it_matters": words.get("why_it_matters", ""),
        "definition": definition(measure, words, method),
        "definition_url": address(measure["hyperlinks"]),
        "caveats": caveats(measure, words),
        "source": source(measure),
        "lineage": words.get("lineage", ""),
        "headline": int(words.get("headline") or 0),
        "no_quartile": "yes" if measure["no_quartile"] == "N" else "no",
    }


def definition(measure: dict[str, str], words: dict[str, str], method: str) -> str:
    """The publisher's words, after its own title where ours is another."""
    own = one_line(measure["chart_title"] or measure["measure"])
    said = f"Published as: {own}" if words.get("title") else ""
    return "\n\n".join(filter(None, [said, tidy(measure["description"]), method]))


def tidy(text: str) -> str:
    """The publisher's text without carriage returns, trailing spaces and runs of blank lines."""
    lines = [" ".join(line.split()) for line in text.replace("\r", "").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(" -\n")


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def first(pattern: re.Pattern[str], text: str) -> str:
    """What the method names as numerator or denominator, if it names exactly one."""
    found = pattern.findall(text)
    return found[0].strip() if len(found) == 1 else ""


def unit_of(measure: dict[str, str]) -> str:
    """The unit: "%", "per 10,000", "£ per week", "£", or what is counted ("children").

    What a rate is of is its denominator, not its unit.
    """
    label = one_line(measure["unit"])
    if label in COUNTED:
        return COUNTED[label]
    if match := re.match(r"Rate per ([\d,]+)(.*)", label, re.IGNORECASE):
        number = int(match[1].replace(",", ""))
        return f"per {number:,}"
    if "%" in label or label in {"Turnover rate", "Absence Rate", "Entries"}:
        return "children" if measure["chart_title"].startswith("Number of") else "%"
    raise SystemExit(f"no unit is known for the axis label {label!r}")


def rated(measure: dict[str, str]) -> str:
    """Whom a rate is of, where the label of the axis says so: "live births"."""
    match = re.match(r"Rate per [\d,]+ (?:of )?(\S.*)", one_line(measure["unit"]), re.IGNORECASE)
    return f"{match[1][0].upper()}{match[1][1:].lower()}" if match else ""


def sentence(measure: dict[str, str], unit: str) -> str:
    """A sentence from the chart's title: what is counted, and in what."""
    title = UNIT_SUFFIX.sub("", one_line(measure["chart_title"] or measure["measure"]))
    title = re.sub(r"^(?:Percentage|Number|Rate)s? (?:of )?(?=[A-Za-z])", "", title)
    spoken = {"%": "as a percentage", "£": "in pounds", "£ per week": "in pounds a week"}
    if unit.startswith("per "):
        spoken[unit] = f"as a number {unit}"
    told = re.search(r"percentage|rate per|score", title, re.IGNORECASE)
    ending = "" if told else f", {spoken.get(unit, 'as a number')}"
    return f"{title[0].upper()}{title[1:]}{ending}."


def address(text: str) -> str:
    """The first web address in the text, or nothing."""
    found = re.search(r"https?://\S+", text)
    return found[0] if found else ""


def caveats(measure: dict[str, str], words: dict[str, str]) -> str:
    """What a reader has to know of the figure that is not in its definition."""
    said = [words.get("caveats", "")]
    if measure["polarity"] not in {"High", "Low", "-"}:
        said.append("The publisher does not say which way is good")
    if measure["year_type"] == "Annual - January":
        said.append("Stands at the January of the academic year")
    if measure["source_table"] == "Discontinued":
        said.append("Discontinued by the publisher")
    return ". ".join(filter(None, said))


def source(measure: dict[str, str]) -> str:
    """Whose figure it is, and where we found it."""
    owner = one_line(measure["data_owner"])
    owner = OWNERS.get(owner, owner)
    tool = "Local Authority Interactive Tool (Department for Education)"
    return tool if owner in {"", "Department for Education"} else f"{owner}, in the {tool}"


if __name__ == "__main__":
    write_catalogue("lait", entries())
