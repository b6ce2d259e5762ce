-- Measures by how few respondents report them in place, in each group and over all, with a 95 % interval (Wilson) that is widened by the extractor's measured error.
-- Treaties are left out: what States report of them says little of who adhered (docs/treaties.md).
-- Variables: documents, bases, grouping (default region), measures; precision_low, precision_high, recall_low, recall_high: bounds of the extractor's measured
-- precision and recall, 0 to 1 (1 where not set, which leaves the plain Wilson interval).
-- Formula: with k of n respondents and z = 1.96, Wilson gives [l, u]. Of the cells found at least precision_low are right, so the share may be as low as l * precision_low / recall_high;
-- of those that are there at least recall_low are found, so it may be as high as u * precision_high / recall_low. The interval is never narrower than Wilson's and never leaves 0 to 100.
WITH base AS (
  SELECT category, measure, label, measure_position, group_name, group_position, states, respondents, in_place, silent, absent + ended AS lacking, in_progress + planned + mixed AS coming, collective, illustrative,
    respondents::DOUBLE AS n, in_place::DOUBLE AS k, 1.959963984540054::DOUBLE AS z,
    coalesce(getvariable('precision_low'), 1.0)::DOUBLE AS p_low, coalesce(getvariable('precision_high'), 1.0)::DOUBLE AS p_high,
    coalesce(getvariable('recall_low'), 1.0)::DOUBLE AS r_low, coalesce(getvariable('recall_high'), 1.0)::DOUBLE AS r_high
  FROM gap_table(coalesce(getvariable('grouping'), 'region'), getvariable('documents'), coalesce(getvariable('bases'), ['self_reported']))
  WHERE respondents > 0 AND measure NOT IN (SELECT measure FROM treaty_actions) AND (getvariable('measures') IS NULL OR list_contains(getvariable('measures'), measure))
), wilson AS (
  SELECT *, k / n AS share,
    (k / n + z * z / (2 * n) - z * sqrt((k / n) * (1 - k / n) / n + z * z / (4 * n * n))) / (1 + z * z / n) AS w_low,
    (k / n + z * z / (2 * n) + z * sqrt((k / n) * (1 - k / n) / n + z * z / (4 * n * n))) / (1 + z * z / n) AS w_high
  FROM base
)
SELECT rank() OVER (PARTITION BY group_name ORDER BY share)::INTEGER AS "rank",
  category, measure, label, group_name AS "group", group_position, states, respondents, in_place, coming, lacking, silent, round(100 * share, 1) AS in_place_pct,
  abs(round(100 * greatest(0, w_low), 1)) AS wilson_low, round(100 * least(1, w_high), 1) AS wilson_high,
  abs(round(100 * greatest(0, least(w_low, w_low * p_low / r_high)), 1)) AS low,
  round(100 * least(1, greatest(w_high, w_high * p_high / nullif(r_low, 0))), 1) AS high,
  collective, illustrative
FROM wilson
ORDER BY group_position = 0 DESC, group_position, group_name, share, measure_position;
