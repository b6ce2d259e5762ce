-- Bounds (95 %, Wilson) of the extractor's measured precision and recall.
-- Variables: precision_right of precision_of claims given were right; recall_right of recall_of claims labelled were found (1 of 1 where not set).
WITH counts AS (
  SELECT 1.959963984540054::DOUBLE AS z,
    coalesce(getvariable('precision_right'), 1)::DOUBLE AS pk, coalesce(getvariable('precision_of'), 1)::DOUBLE AS pn, coalesce(getvariable('recall_right'), 1)::DOUBLE AS rk, coalesce(getvariable('recall_of'), 1)::DOUBLE AS rn
)
SELECT
  (pk / pn + z * z / (2 * pn) - z * sqrt(pk / pn * (1 - pk / pn) / pn + z * z / (4 * pn * pn))) / (1 + z * z / pn) AS precision_low,
  least(1, (pk / pn + z * z / (2 * pn) + z * sqrt(pk / pn * (1 - pk / pn) / pn + z * z / (4 * pn * pn))) / (1 + z * z / pn)) AS precision_high,
  (rk / rn + z * z / (2 * rn) - z * sqrt(rk / rn * (1 - rk / rn) / rn + z * z / (4 * rn * rn))) / (1 + z * z / rn) AS recall_low,
  least(1, (rk / rn + z * z / (2 * rn) + z * sqrt(rk / rn * (1 - rk / rn) / rn + z * z / (4 * rn * rn))) / (1 + z * z / rn)) AS recall_high,
  round(100 * pk / pn, 1) AS precision_pct, round(100 * rk / rn, 1) AS recall_pct
FROM counts;
