// Owns the config file of a folder, stocktake.config.yaml: what commands take where they are not told otherwise.
// Must not know commands.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { CommandError } from "./command-error.js";

/** Database that commands take where nothing names another. */
export const DEFAULT_DATABASE = "stocktake.duckdb";

export const CONFIG_FILE = "stocktake.config.yaml";

export interface Config {
  /** Database that commands read and write. */
  database?: string | undefined;
  /** Grouping of tables, as --by. */
  grouping?: string | undefined;
  /** Formats of reports, as --format. */
  formats?: string[] | undefined;
  /** Who issues reports. */
  office?: { name?: string | undefined; contact?: string | undefined } | undefined;
}

export class ConfigError extends CommandError {
  constructor(message: string) {
    super(message, 2);
  }
}

/**
 * Reads the config file of a folder; an empty one where there is none.
 * @throws ConfigError that names the file, the key and the known keys
 */
export async function readConfig(folder: string): Promise<Config> {
  const path = join(folder, CONFIG_FILE);
  if (!existsSync(path)) return {};
  const [{ parse }, { z: zod }] = await Promise.all([import("yaml"), import("zod")]);
  let content: unknown;
  try {
    content = parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new ConfigError(`${CONFIG_FILE}: no YAML that can be read: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`);
  }
  const text = zod.string().min(1);
  const schema: z.ZodType<Config> = zod.strictObject({ database: text.optional(), grouping: text.optional(), formats: zod.array(text).min(1).optional(), office: zod.strictObject({ name: text.optional(), contact: text.optional() }).optional() });
  const read = schema.safeParse(content ?? {});
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new ConfigError(`${CONFIG_FILE}: ${issue?.path.join(".") === "" ? "" : `${issue?.path.join(".")}: `}${issue?.message ?? "not valid"}. Known keys: database, grouping, formats (a list), office (name, contact).`);
}
