// Owns the rule by which several statuses of one measure come to one, in SQL. Must not know tables.

/**
 * The one status that several come to. `conflict` where some say that the measure is lacking or ended and others that it is there or coming;
 * otherwise in_place before mixed, in_progress, planned; ended before absent. The rule of the coding manual for one document, used for every collapse.
 */
export const oneStatus = (status: string): string => `CASE
    WHEN bool_or(${status} = 'conflict') OR (bool_or(${status} IN ('absent', 'ended')) AND bool_or(${status} NOT IN ('absent', 'ended'))) THEN 'conflict'
    WHEN bool_or(${status} = 'in_place') THEN 'in_place'
    WHEN bool_or(${status} = 'mixed') THEN 'mixed'
    WHEN bool_or(${status} = 'in_progress') THEN 'in_progress'
    WHEN bool_or(${status} = 'planned') THEN 'planned'
    WHEN bool_or(${status} = 'ended') THEN 'ended'
    WHEN bool_or(${status} = 'absent') THEN 'absent'
  END`;
