// Owns `stocktake pull`: options in, progress and closing table out.
// Must not fetch by itself: pipeline/pull does.
import { Option, type Command } from "commander";
import type { CatalogueEntry } from "../../datasets/catalogue.js";
import type { PullEffects, PullResult, Wanted } from "../pull/pull.js";
import { minding } from "../interrupt.js";
import { version } from "../version.js";
import { addChoice, choice, openCatalogue, type ChoiceOptions } from "./catalogue.js";
import { CommandError, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { selectFormat } from "./selection.js";

interface Options extends ChoiceOptions {
  all?: boolean;
  language: string;
  type: "pdf" | "doc";
  ods: string;
  dryRun?: boolean;
  onlyMissing?: boolean;
  replace?: boolean;
  allowHost: string[];
  allowHttp?: boolean;
  allowPrivate?: boolean;
  ignoreRobots?: boolean;
  contact?: string;
  pause: string;
  perHost: string;
  retries: string;
  maxWait: string;
  timeout: string;
  attemptTimeout: string;
  maxSize: string;
  format: string;
}

/** The six official languages, in which the Official Document System holds documents; some stand there in German too. */
const LANGUAGES = ["ar", "de", "en", "es", "fr", "ru", "zh"];

export function registerPull(program: Command, io: Io, done: (code: number) => void): void {
  addChoice(program.command("pull").description(descriptionOf("pull")).argument("[symbol...]", "UN symbols (A/65/209), whether the catalogue lists them or not"))
    .option("--all", "everything in the catalogue")
    .addOption(new Option("--language <code>", "language of the documents").choices(LANGUAGES).default("en"))
    .addOption(new Option("--type <type>", "from the Official Document System: the typeset file or Word").choices(["pdf", "doc"]).default("pdf"))
    .option("--dry-run", "say what would be asked, and ask nothing")
    .option("--only-missing", "do not ask whether what is on disk has changed")
    .option("--replace", "put the fetched file in the place of one that this tool did not fetch, or that was changed since")
    .option("--allow-host <host...>", "hosts beside those of the catalogue, also for redirects: example.org or example.org:8080", [])
    .option("--allow-http", "plain http as well as https")
    .option("--allow-private", "the hosts of --allow-host may have private or loopback addresses")
    .option("--ignore-robots", "ask even what robots.txt asks programs not to: only where the host's owner has agreed")
    .option("--contact <address>", "your e-mail address, told to the hosts beside the tool's name and version")
    .option("--pause <seconds>", "between two requests to one host (a longer one in robots.txt is kept)", "1")
    .option("--per-host <number>", "requests to one host at once", "1")
    .option("--retries <number>", "attempts after the first, each after a longer wait", "4")
    .option("--max-wait <seconds>", "a host that asks to wait longer is left alone for this run", "120")
    .option("--timeout <seconds>", "silence after which a transfer counts as stalled", "60")
    .option("--attempt-timeout <seconds>", "time for one attempt at one document", "900")
    .option("--max-size <megabytes>", "size of one document", "100")
    .option("--ods <address>", "another address of the Official Document System's service (a mirror)", "https://documents.un.org/api/symbol/access")
    .option("--format <format>", "closing table on stdout: text or json", "text")
    .addHelpText("after", `
Files lie in the folder of --into under names made from their symbols (A-65-209.pdf), each with A-65-209.pdf.provenance.json.
A second pull asks only what has changed; one that was stopped or killed goes on. stocktake ingest reads the folder.

Examples:
  stocktake pull A/65/209
  stocktake pull --kind national_report --state Slovenia --dry-run
  stocktake pull --catalogue mine.csv --into plans

Exit codes:
  0  everything asked for is on disk
  1  something could not be had; the closing table says what, why and what next, and the others are kept
  2  the command was not understood
  130  stopped by the user; the same command goes on`)
    .action(async (symbols: string[], options: Options) => {
      const numbers = limits(options);
      options.format = await selectFormat(options.format, ["text", "json"]);
      const { wanted, problems } = await chosen(symbols, options, io);
      if (options.dryRun === true) {
        await tellPlan(wanted, options, io);
        return done(problems > 0 ? 1 : 0);
      }
      const [{ hostsOf, pullDocuments }, { DEFAULT_CLIENT_OPTIONS }] = await Promise.all([import("../pull/pull.js"), import("../pull/options.js")]);
      const named = new Set(options.allowHost.map((host) => hostName(host)));
      const tool = `stocktake/${version()}`;
      const stop = new AbortController();
      const onSignal = (): void => {
        if (stop.signal.aborted) process.exit(130);
        io.err("Stopping; what is whole is kept. Once more ends at once.\n");
        stop.abort();
      };
      const release = minding(onSignal);
      let results: PullResult[];
      try {
        results = await pullDocuments(wanted, {
          ...DEFAULT_CLIENT_OPTIONS, ...numbers, folder: options.into, tool,
          userAgent: `${tool} (reads public reports of the United Nations${options.contact === undefined ? "" : `; ${contactOf(options.contact)}`})`,
          policy: { allowedHosts: new Set([...hostsOf(wanted), ...named]), allowHttp: options.allowHttp === true, privateHosts: options.allowPrivate === true ? named : new Set<string>() },
          ignoreRobots: options.ignoreRobots === true, onlyMissing: options.onlyMissing === true, replace: options.replace === true, signal: stop.signal,
        }, await effectsOn(io));
      } catch (error) {
        const { diskFault } = await import("../disk-fault.js");
        const fault = diskFault(error);
        if (fault !== null) throw new CommandError(`${options.into}: cannot be written: ${fault.what}. ${fault.next}, or name another folder with --into FOLDER.`);
        if (error instanceof CommandError) throw error;
        if (error instanceof Error && !(error instanceof TypeError)) throw new CommandError(error.message);
        throw error;
      } finally {
        release();
      }
      await tell(results, options, io);
      done(stop.signal.aborted ? 130 : problems > 0 || results.some(({ outcome }) => outcome === "failed") ? 1 : 0);
    });
}

/** The documents that symbols and filters stand for. @throws CommandError where nothing is asked, or a symbol is not one. */
async function chosen(symbols: string[], options: Options, io: Io): Promise<{ wanted: Wanted[]; problems: number }> {
  const [{ filterCatalogue, isUnSymbol }, { wantedOf, wantedSymbol }, { nearest }] = await Promise.all([import("../../datasets/catalogue.js"), import("../pull/pull.js"), import("../../datasets/nearest.js")]);
  const filtered = [options.kind, options.state, options.year].some((value) => value !== undefined);
  const ods = { language: options.language, format: options.type, service: serviceOf(options.ods) };
  const { entries, problems } = await openCatalogue(options, io);
  const bySymbol = new Map(entries.map((entry) => [entry.symbol.toLowerCase(), entry]));
  const wanted = symbols.map((symbol) => {
    const entry = bySymbol.get(symbol.trim().toLowerCase());
    if (entry) return wantedOf(entry, ods);
    if (isUnSymbol(symbol.trim())) return wantedSymbol(symbol.trim(), ods);
    const near = nearest(symbol, entries.map((known) => known.symbol), 3);
    throw new CommandError(`'${symbol}' is not written like a UN symbol (A/65/209). ${near.length > 0 ? `Did you mean ${near.map((name) => `'${name}'`).join(" or ")}?` : "See what there is with: stocktake catalogue"}`, 2);
  });
  let listed: CatalogueEntry[] = [];
  if (filtered) {
    listed = filterCatalogue(entries, await choice(options));
    if (listed.length === 0) throw new CommandError("Nothing in the catalogue fits these filters. See what there is with: stocktake catalogue");
  } else if (options.all === true || (symbols.length === 0 && options.catalogue !== undefined)) {
    listed = entries;
  } else if (symbols.length === 0) {
    throw new CommandError("Nothing was asked for. Give symbols (stocktake pull A/65/209), filters (--kind, --state, --year), --catalogue FILE, or --all.", 2);
  }
  return { wanted: [...wanted, ...listed.map((entry) => wantedOf(entry, ods))], problems };
}

async function tellPlan(wanted: Wanted[], options: Options, io: Io): Promise<void> {
  const [{ onDisk }, { stemOf }, { clean, formatRows, toJson }] = await Promise.all([import("../pull/pull.js"), import("../pull/names.js"), import("../../reports/format.js")]);
  const disk = new Map((await onDisk(options.into)).map(({ symbol, language, file }) => [`${symbol} ${language}`, file]));
  const rows = wanted.map(({ symbol, language, url }) => {
    const file = disk.get(`${symbol} ${language}`) ?? null;
    let name: string;
    try {
      name = stemOf(symbol, language);
    } catch (error) {
      name = (error as Error).message;
    }
    return { symbol, would: file === null ? "fetch" : options.onlyMissing === true ? "leave" : "ask whether changed", file: file ?? name, url: clean(url) };
  });
  io.out(options.format === "json" ? toJson(rows) : formatRows(rows, "table", { width: io.columns, columns: ["symbol", "would", "file", "url"] }));
  io.err(`${rows.length} document${rows.length === 1 ? "" : "s"}; nothing was asked.\n`);
}

const WORDS: Record<PullResult["outcome"], string> = { fetched: "fetched", unchanged: "unchanged", on_disk: "on disk, not asked", failed: "failed" };

async function tell(results: PullResult[], options: Options, io: Io): Promise<void> {
  const { formatRows, toJson } = await import("../../reports/format.js");
  if (options.format === "json") io.out(toJson(results));
  const count = (outcome: PullResult["outcome"]): number => results.filter((result) => result.outcome === outcome).length;
  const failed = results.filter(({ outcome }) => outcome === "failed");
  if (options.format === "text") {
    // A long list of what went well hides what did not.
    const shown = results.length <= 40 ? results : failed;
    if (shown.length > 0) io.out(formatRows(shown.map(({ symbol, outcome, file, bytes, reason, next }) => ({ symbol, outcome: WORDS[outcome], file_or_reason: file ?? reason, bytes, next })), "table", { width: io.columns, columns: failed.length > 0 ? ["symbol", "outcome", "file_or_reason", "bytes", "next"] : ["symbol", "outcome", "file_or_reason", "bytes"], titles: { file_or_reason: failed.length > 0 ? "file, or why not" : "file", next: "what next" } }));
  }
  io.err(`${count("fetched")} fetched, ${count("unchanged")} unchanged, ${count("on_disk") > 0 ? `${count("on_disk")} on disk and not asked, ` : ""}${count("failed")} failed; in ${options.into}\n`);
  if (failed.length > 0) io.err(`Run the same command again for those that may come later: what is there is kept.\n`);
  else if (results.length > 0) io.err(`Next: stocktake ingest ${options.into}\n`);
}

/** The real clock and sleep; a bar on a terminal, otherwise a plain line now and then. */
async function effectsOn(io: Io): Promise<PullEffects> {
  const { clean } = await import("../../reports/format.js");
  const world = {
    now: () => Date.now(),
    sleep: (ms: number, signal?: AbortSignal) => new Promise<void>((resolve, reject) => {
      const stopped = (): void => {
        clearTimeout(timer);
        reject(signal?.reason instanceof Error ? signal.reason : new Error("stopped"));
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", stopped);
        resolve();
      }, ms);
      if (signal?.aborted === true) stopped();
      else signal?.addEventListener("abort", stopped, { once: true });
    }),
  };
  if (io.errIsTerminal) {
    const { default: progress } = await import("cli-progress");
    const bar = new progress.SingleBar({ format: "{bar} {value}/{total} documents | {eta_formatted} left | {symbol} {size}", hideCursor: true, clearOnComplete: true, stream: process.stderr, etaBuffer: 20 }, progress.Presets.shades_classic);
    return {
      ...world,
      log: (line) => {
        // The bar's line is cleared on its own stream: what goes through io is text alone.
        process.stderr.write("\u001b[2K\r");
        io.err(`${clean(line)}\n`);
      },
      progress: {
        start: (total) => (bar.isActive ? bar.setTotal(total) : bar.start(total, 0, { symbol: "", size: "" })),
        bytes: (symbol, received, total) => bar.update({ symbol: clean(symbol), size: `${kilobytes(received)}${total === null ? "" : ` of ${kilobytes(total)}`}` }),
        done: ({ symbol }) => bar.increment(1, { symbol: clean(symbol), size: "" }),
        stop: () => bar.stop(),
      },
    };
  }
  let total = 0;
  let count = 0;
  let told = 0;
  return {
    ...world,
    log: (line) => io.err(`${clean(line)}\n`),
    progress: {
      start: (number) => void (total = number),
      bytes: () => undefined,
      done: ({ symbol, outcome, reason }) => {
        count += 1;
        if (outcome === "failed") io.err(`${count}/${total} ${clean(symbol)}: ${clean(reason ?? "")}\n`);
        const now = performance.now();
        if (now - told > 5000) {
          told = now;
          io.err(`${count}/${total}\n`);
        }
      },
      stop: () => undefined,
    },
  };
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KB`;
}

function limits(options: Options): { pauseMs: number; perHost: number; retries: number; maxWaitMs: number; stallMs: number; attemptMs: number; maxBytes: number } {
  const number = (option: string, value: string, least: number, whole: boolean): number => {
    const found = Number(value);
    if (value.trim() === "" || !Number.isFinite(found) || found < least || (whole && !Number.isInteger(found))) throw new CommandError(`${option} '${value}': give a ${whole ? "whole " : ""}number of ${least} or more.`, 2);
    return found;
  };
  return {
    pauseMs: number("--pause", options.pause, 0, false) * 1000,
    perHost: Math.min(8, number("--per-host", options.perHost, 1, true)),
    retries: Math.min(20, number("--retries", options.retries, 0, true)),
    maxWaitMs: number("--max-wait", options.maxWait, 0, false) * 1000,
    stallMs: number("--timeout", options.timeout, 0.1, false) * 1000,
    attemptMs: number("--attempt-timeout", options.attemptTimeout, 0.1, false) * 1000,
    maxBytes: Math.round(number("--max-size", options.maxSize, 0.001, false) * 1024 * 1024),
  };
}

function hostName(host: string): string {
  const url = URL.canParse(`https://${host}/`) ? new URL(`https://${host}/`) : null;
  if (url === null || url.pathname !== "/" || url.username !== "") throw new CommandError(`--allow-host '${host}': give a host name, with a port where it is not the usual one (example.org:8080).`, 2);
  return url.host;
}

function serviceOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol)) throw new CommandError(`--ods '${address}': give an http or https address.`, 2);
  return url.href;
}

function contactOf(text: string): string {
  if (!/^[\w.+@:/-]{3,100}$/u.test(text)) throw new CommandError(`--contact '${text}': give an e-mail address.`, 2);
  return text;
}
