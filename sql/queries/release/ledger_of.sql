-- The release that this one was compared with; no row in a first release.
SELECT
    earlier_release,
    texts_changed
FROM compared_with
