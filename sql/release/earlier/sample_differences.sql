-- Of a release from before the table: nobody asked.
CREATE TEMP VIEW sample_differences AS
SELECT
    NULL::VARCHAR AS statistic,
    NULL::VARCHAR AS population_id,
    NULL::VARCHAR AS split,
    NULL::VARCHAR AS group_value,
    NULL::VARCHAR AS group_label,
    NULL::VARCHAR AS value,  -- noqa: RF04
    NULL::VARCHAR AS label,
    NULL::VARCHAR AS measure,
    NULL::DOUBLE AS probability,
    NULL::STRUCT(label VARCHAR, share DOUBLE, openings BIGINT, employers BIGINT)[] AS parts
WHERE FALSE;
