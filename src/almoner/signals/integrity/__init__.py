"""Questions worth asking of service records: does what was recorded look like what happened?

Each module looks for one way in which records can be bent and returns a `Lead` for every team it
looked at, with a p-value whose null is "this team is like the others, but for chance and for
differences that ordinary practice makes". `decision` combines them. Nothing here is a verdict.
"""
