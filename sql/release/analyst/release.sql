-- What this release is; one row.
SELECT
    release,
    published_at,
    as_of,
    notice,
    skillscan_version,
    pipeline_version
FROM main.release
