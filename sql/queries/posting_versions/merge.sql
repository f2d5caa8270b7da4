-- Texts of postings; of a text that is known, what is derived anew.
MERGE INTO posting_versions AS t
USING incoming_rows AS i
    ON
        t.posting_id = i.posting_id
        AND t.content_hash = i.content_hash
WHEN MATCHED THEN
    UPDATE
        SET
            country = i.country,
            language = i.language,
            department = i.department,
            employment_type = i.employment_type
WHEN NOT MATCHED THEN
    INSERT (
        posting_id,
        content_hash,
        title,
        text,
        title_chars,
        text_chars,
        company,
        locations,
        country,
        language,
        department,
        employment_type,
        stated_workplace,
        stated_pay_min,
        stated_pay_max,
        stated_pay_currency,
        stated_pay_period,
        landing_file,
        valid_from,
        stated_pay_note
    )
    VALUES (
        i.posting_id,
        i.content_hash,
        i.title,
        i.text,
        i.title_chars,
        i.text_chars,
        i.company,
        i.locations,
        i.country,
        i.language,
        i.department,
        i.employment_type,
        i.stated_workplace,
        i.stated_pay_min,
        i.stated_pay_max,
        i.stated_pay_currency,
        i.stated_pay_period,
        i.landing_file,
        i.valid_from,
        i.stated_pay_note
    );
