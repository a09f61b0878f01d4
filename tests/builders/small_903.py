"""A looked-after children's return of three made-up children, as CSV files that can be sent."""

from __future__ import annotations

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
)
CHILDREN = {
    "1001": "1001,M,04/05/2012,WBRI,,,",
    "1002": "1002,,31/02/2014,WBRI,,,",
    "1003": "1003,F,10/10/2010,WBRI,,,",
}
"""The second has no sex and was born on a day that there is not."""

STAYS = {
    "1001": "1001,01/06/2026,S,C2,N1,U6,PR1,,,,,,",
    "1002": "1002,02/06/2026,S,C2,N1,U6,PR1,,,,,,",
    "1003": "1003,05/06/2026,S,C2,N1,U6,PR1,01/05/2026,E4,,,,",
}
"""The third ended before it began."""


def small_903(
    header: dict[str, str] | None = None, episodes: dict[str, str] | None = None
) -> dict[str, str]:
    """File name to text; `header` and `episodes` put other lines in place of a child's."""
    children = {**CHILDREN, **(header or {})}
    stays = {**STAYS, **(episodes or {})}
    return {
        "header.csv": "\n".join([HEADER, *children.values()]) + "\n",
        "episodes.csv": "\n".join([EPISODES, *stays.values()]) + "\n",
    }
