-- Gap table: per measure and group, how many States exist, responded, and reported what.
-- Runs by itself; set variables first to choose:
--   SET VARIABLE grouping = 'un_group';                region, subregion, subregion_broad, un_group, ldc, lldc, sids, income
--   SET VARIABLE documents = ['0123456789abcdef'];      document_id of each; all documents where not set
--   SET VARIABLE bases = ['self_reported'];             whose word counts
--   SET VARIABLE measures = ['victims.hotline'];        all measures where not set
-- States = respondents + not_read + no_report; respondents = in_place + in_progress + planned + mixed + absent + ended + conflict + silent.
-- named_only counts States of no_report that the text names with a measure: they are in no percentage.
SELECT category, measure, label, group_name AS "group",
  states, respondents, in_place, in_progress, planned, mixed, absent, ended, conflict, silent, not_read, no_report, named_only,
  round(100.0 * in_place / nullif(respondents, 0), 1) AS in_place_pct,
  round(100.0 * in_progress / nullif(respondents, 0), 1) AS in_progress_pct,
  round(100.0 * planned / nullif(respondents, 0), 1) AS planned_pct,
  round(100.0 * mixed / nullif(respondents, 0), 1) AS mixed_pct,
  round(100.0 * absent / nullif(respondents, 0), 1) AS absent_pct,
  round(100.0 * ended / nullif(respondents, 0), 1) AS ended_pct,
  round(100.0 * conflict / nullif(respondents, 0), 1) AS conflict_pct,
  round(100.0 * silent / nullif(respondents, 0), 1) AS silent_pct,
  collective, illustrative
FROM gap_table(coalesce(getvariable('grouping'), 'region'), getvariable('documents'), coalesce(getvariable('bases'), ['self_reported']))
WHERE getvariable('measures') IS NULL OR list_contains(getvariable('measures'), measure)
ORDER BY measure_position, group_position = 0, group_position;
