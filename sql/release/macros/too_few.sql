-- Why a sample is too small to be shown: its openings and employers beside the least that a
-- statistic asks for; null where it is large enough.
CREATE OR REPLACE MACRO too_few(openings, employers, least_openings, least_employers) AS
CASE
    WHEN openings < least_openings OR employers < least_employers
        THEN format(
            '{} openings of {} employers: fewer than the minimum of {} of {}',
            openings, employers, least_openings, least_employers
        )
END;
