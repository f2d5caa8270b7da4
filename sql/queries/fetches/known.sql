SELECT fetch_id
FROM fetches;
