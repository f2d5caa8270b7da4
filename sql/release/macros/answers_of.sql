-- What the openings of a release answer to a statistic that has shares: a row for each measure of
-- each value of an opening, and whether it is held by that measure.
CREATE OR REPLACE MACRO answers_of(asked_statistic) AS TABLE
    FROM query_table('every_' || asked_statistic)
    UNPIVOT (
        is_held FOR measure IN (
            COLUMNS(
                LAMBDA name: name NOT LIKE 'amount%'
                AND name NOT IN ('opening_id', 'value', 'label')
            )
        )
    );
