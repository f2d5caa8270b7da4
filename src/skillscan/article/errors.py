"""What can be wrong with the markers of an article."""

from skillscan.errors import UsageError


class MarkerError(UsageError):
    """A marker cannot be understood or judged; the message names the file's line."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(f"line {line}: {problem}")
        self.line = line
        self.problem = problem
