"""The metrics file, as the parser of prometheus_client reads it."""

from prometheus_client.openmetrics.parser import text_string_to_metric_families

from skillscan.settings import Settings


def metric(settings: Settings, name: str, **labels: str) -> float | None:
    """The value of a metric with exactly these labels; the whole file must be valid."""
    text = settings.metrics.read_text(encoding="utf-8")
    assert text.endswith("# EOF\n")
    samples = [s for family in text_string_to_metric_families(text) for s in family.samples]
    found = {(one.name, tuple(sorted(one.labels.items()))): one.value for one in samples}
    assert len(found) == len(samples), "a metric is told twice"
    value: float | None = found.get((f"skillscan_{name}", tuple(sorted(labels.items()))))
    return value
