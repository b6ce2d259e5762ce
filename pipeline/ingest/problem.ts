// Owns what could not be looked at in an ingest, and the line that tells it. Must not load anything: commands take it for their help.

/** What could not be looked at, why, and what to do. */
export interface Problem {
  path: string;
  message: string;
  next: string;
}

export const problemLine = ({ path, message, next }: Problem): string => `${path}: ${message}. ${next}`;
