// Owns `stocktake suggest`: suggestions of a second coder or of a language model for the review queue. Off unless it is called.
// Must not let one into claims, and sends nothing beyond this machine unless a host is named.
import type { Command } from "commander";
import { minding } from "../interrupt.js";
import { CommandError, EXIT_CODES, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { DEFAULT_DATABASE, withDatabase } from "./open.js";
import { selectDocuments } from "./selection.js";
import { diskWords } from "../disk-fault.js";
import type { Database } from "../store/database.js";

/** Environment variable with the key of a server that asks for one. */
export const KEY_VARIABLE = "STOCKTAKE_SUGGEST_KEY";

interface Options {
  db: string;
  from?: string;
  source?: string;
  endpoint?: string;
  model?: string;
  allowHost?: string;
  document?: string[];
  limit: string;
  timeout: string;
  priceIn?: string;
  priceOut?: string;
  dryRun?: boolean;
}

export function registerSuggest(program: Command, io: Io): void {
  program
    .command("suggest")
    .description(descriptionOf("suggest"))
    .option("--db <file>", "database that the suggestions are for; they are kept beside it in FILE.suggestions.csv", DEFAULT_DATABASE)
    .option("--from <file>", "a second coder's rows: CSV with file (or document), paragraph, measure, state, status, quote")
    .option("--source <name>", "who suggests, as the queue shows it (default: the file's name)")
    .option("--endpoint <url>", "server that speaks the OpenAI chat form, up to /v1: llama.cpp, Ollama, vLLM …")
    .option("--model <name>", "model of that server")
    .option("--allow-host <host>", "host of the endpoint, where it is not this machine: the paragraphs are sent there")
    .option("--document <document...>", "only these documents: a UN symbol, a file (or the end of its path), or a document_id")
    .option("--limit <number>", "at most so many paragraphs, the likeliest to hold something first", "200")
    .option("--timeout <seconds>", "for one answer", "120")
    .option("--price-in <price>", "price of a million tokens sent, to show the cost")
    .option("--price-out <price>", "price of a million tokens received")
    .option("--dry-run", "only say what would be asked and what it would take")
    .addHelpText("after", `\nA suggestion stands in the queue of stocktake explore with its source and counts nowhere until a person accepts it. Dropped and counted\nis what has a code outside the codebook, a State that is not meant, or a quote that the paragraph does not hold byte for byte.\nAnswers are kept in FILE.suggest.jsonl by paragraph, model and prompt: a run that was stopped goes on where it was.\nA key is taken from the environment variable ${KEY_VARIABLE} and written nowhere.\n\nExample:\n  stocktake suggest --from second-coder.csv --source "B. Coder"\n  stocktake suggest --endpoint http://127.0.0.1:11434/v1 --model llama3.1 --limit 50\n${EXIT_CODES}`)
    .action(async (options: Options) => {
      if ((options.from === undefined) === (options.endpoint === undefined)) throw new CommandError("Give either --from FILE.csv or --endpoint URL.", 2);
      await withDatabase(options.db, (database) => (options.from === undefined ? byModel(database, options, io) : fromFile(database, options, options.from, io)));
    });
}

async function fromFile(database: Database, options: Options, file: string, io: Io): Promise<void> {
  const [{ readFileSync }, { suggestFrom }, paths] = await Promise.all([import("node:fs"), import("../review/suggest.js"), import("node:path")]);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new CommandError(`${file}: cannot be read: ${diskWords(error, "Check the path")}.`);
  }
  // A name that no document bears is told with the others; whatever else goes wrong ends the command.
  const documentsOf = async (name: string): Promise<readonly string[]> => {
    const found = await selectDocuments(database, [name]).catch((error: unknown) => {
      if (error instanceof CommandError) return [];
      throw error;
    });
    return found ?? [];
  };
  await tell(await suggestFrom(database, paths.resolve(options.db), text, file, options.source ?? paths.basename(file), documentsOf), io);
}

async function byModel(database: Database, options: Options, io: Io): Promise<void> {
  const [{ planOf, suggestByModel, keyOf, topicParagraphs }, { suggestedParagraphs }, paths] = await Promise.all([import("../review/suggest.js"), import("../review/suggestions.js"), import("node:path")]);
  const model = modelOf(options);
  const limit = number("--limit", options.limit);
  const documents = await selectDocuments(database, options.document);
  const chosen = (await topicParagraphs(database, await suggestedParagraphs(database, () => Promise.resolve()), documents)).slice(0, limit);
  const path = paths.resolve(options.db);
  const plan = await planOf(database, path, model, chosen);
  const open = plan.places.filter((place) => !plan.known.has(keyOf(place, model, plan.system))).length;
  const price = priceOf(options);
  io.err(`${plan.places.length} paragraphs; ${plan.places.length - open} answered before, ${open} to ask ${model.name} at ${model.endpoint}. About ${plan.tokensIn.toLocaleString("en-GB")} tokens to send${price === null ? "" : `, ${price(plan.tokensIn, open * 150)} with answers of 150 tokens`}.\n`);
  if (options.dryRun === true) return;
  const start = io.now().getTime();
  let stop = false;
  // The paragraph that is asked is waited for; once more ends at once.
  const release = minding(() => (stop ? process.exit(130) : void (stop = true)), ["SIGINT"]);
  try {
    const result = await suggestByModel(database, path, model, plan, {
      stopped: () => stop,
      step: (done, all, tokensIn, tokensOut, dropped) => {
        const seconds = (io.now().getTime() - start) / 1000;
        if (io.errIsTerminal || done === all || done % 25 === 0) io.err(`${io.errIsTerminal ? "\r" : ""}${done}/${all} paragraphs, ${seconds.toFixed(0)} s, about ${((seconds / done) * (all - done)).toFixed(0)} s to go; ${tokensIn + tokensOut} tokens${price === null ? "" : `, ${price(tokensIn, tokensOut)}`}; ${dropped} dropped${io.errIsTerminal && done < all ? " " : "\n"}`);
      },
    });
    if (stop) io.err("Stopped. The same command goes on where it was.\n");
    await tell(result, io);
  } finally {
    release();
  }
}

/** The server and model asked for. @throws CommandError where paragraphs would leave this machine unasked */
export function modelOf(options: Pick<Options, "endpoint" | "model" | "allowHost" | "timeout">): import("../review/ask-model.js").Model {
  if (options.model === undefined || options.model.trim() === "") throw new CommandError("--endpoint needs --model: the name of a model that the server has.", 2);
  let url: URL;
  try {
    url = new URL(options.endpoint ?? "");
  } catch {
    throw new CommandError(`--endpoint '${options.endpoint}': no address. For example http://127.0.0.1:8080/v1`, 2);
  }
  if (!["http:", "https:"].includes(url.protocol) || url.username !== "" || url.password !== "") throw new CommandError(`--endpoint '${url.origin}': give an http or https address without a name or password in it; a key goes into ${KEY_VARIABLE}.`, 2);
  if (options.allowHost !== undefined && !/^[\w.:[\]-]+$/.test(options.allowHost)) throw new CommandError(`--allow-host '${options.allowHost}': give a host name, for example models.example.org.`, 2);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const here = host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
  if (!here && options.allowHost !== url.hostname) throw new CommandError(`--endpoint: '${url.hostname}' is not this machine, and paragraphs would be sent there. If that is meant: --allow-host ${url.hostname}`, 2);
  return { endpoint: url.href.replace(/\/+$/, ""), name: options.model, key: process.env[KEY_VARIABLE] ?? null, timeout: number("--timeout", options.timeout) * 1000 };
}

function priceOf(options: Options): ((tokensIn: number, tokensOut: number) => string) | null {
  if (options.priceIn === undefined && options.priceOut === undefined) return null;
  const value = (name: string, given: string | undefined): number => {
    if (given !== undefined && !/^\d+(\.\d+)?$/.test(given)) throw new CommandError(`${name} '${given}': give a number.`, 2);
    return Number(given ?? "0");
  };
  const [input, output] = [value("--price-in", options.priceIn), value("--price-out", options.priceOut)];
  return (tokensIn, tokensOut) => `cost ${((tokensIn * input + tokensOut * output) / 1e6).toFixed(4)}`;
}

async function tell(result: import("../review/suggest.js").Suggested, io: Io): Promise<void> {
  const { clean } = await import("../../reports/format.js");
  const strangers = [...result.strangers].sort(([, a], [, b]) => b - a);
  const shown = strangers.slice(0, 10).map(([name, rows]) => `'${clean(name.slice(0, 120))}' (${rows} ${rows === 1 ? "row" : "rows"})`);
  if (strangers.length > 0) io.err(`Not one document of the database each: ${shown.join(", ")}${strangers.length > 10 ? `, and ${strangers.length - 10} more` : ""}. List the documents with: stocktake documents\n`);
  const dropped = [...result.dropped].sort(([, a], [, b]) => b - a).map(([why, count]) => `${count} ${why}`);
  io.out(`${result.offered} offered, ${result.added} new in the queue${dropped.length === 0 ? "" : `; dropped: ${dropped.join(", ")}`}. Look at them with: stocktake explore\n`);
}

function number(option: string, value: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new CommandError(`${option} '${value}': give a whole number above 0.`, 2);
  return Number(value);
}
