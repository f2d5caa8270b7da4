-- Which of these fetches are loaded.
SELECT f.fetch_id
FROM fetches AS f
WHERE
    f.fetch_id IN (
        SELECT w.fetch_id FROM unnest($fetch_ids::JSON::VARCHAR[]) AS w (fetch_id)
    );
