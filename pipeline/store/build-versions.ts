// Owns how the versions of a build are told by name. Must not load anything: commands take it before they begin.
import type { ReferenceRows } from "./load.js";

/** Versions of what decides the content, by name: as parts, plans and the table build_versions have them. */
export const versionsOf = ({ build_versions: rows }: Pick<ReferenceRows, "build_versions">): Map<string, string> => new Map(rows.map(([name, version]) => [String(name), String(version)]));
