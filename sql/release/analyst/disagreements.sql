-- One row a part of an estimate that misleads as it stands: the samples behind it, or the
-- employer that makes it and the others.
SELECT
    d.statistic,
    d.population_id,
    d.value,
    d.label,
    d.measure,
    if(k.kind = o.kind, k.kind, NULL) AS kind,
    d.kind AS reason,
    p.part.label AS part,
    p.part.share AS part_share,
    p.part.openings AS part_openings,
    p.part.employers AS part_employers,
    d.split,
    d.group_value,
    d.group_label
FROM main.disagreements AS d
CROSS JOIN unnest(d.parts) AS p (part)
LEFT JOIN main.statistics AS s ON d.statistic = s.statistic
LEFT JOIN main.skills AS k
    ON s.dimension IN ('skill', 'pair') AND split_part(d.value, '|', 1) = k.skill_id
LEFT JOIN main.skills AS o
    ON s.dimension IN ('skill', 'pair') AND split_part(d.value, '|', -1) = o.skill_id
