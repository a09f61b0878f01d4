"""Questions worth asking of how cases were recorded: to the team first, to its managers later.

A question is never a verdict. It is put to the team with what is usual and what may explain it
innocently; the service sees it once the team has answered, or after two weeks without an answer.
"""
