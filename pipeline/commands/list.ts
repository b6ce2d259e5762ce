// Owns which module holds each command that descriptions.ts names.
// Must not load a command before it is asked for: `--help` and every command pay for what is loaded.
import { DESCRIPTIONS, type CommandName, type Listed, type Register } from "./descriptions.js";

const listings: Register = async (program, io) => (await import("./listings.js")).registerListings(program, io);

const MODULES: Readonly<Record<CommandName, Register>> = {
  demo: async (program, io, done) => (await import("./demo.js")).registerDemo(program, io, done),
  catalogue: async (program, io, done) => (await import("./catalogue.js")).registerCatalogue(program, io, done),
  pull: async (program, io, done) => (await import("./pull.js")).registerPull(program, io, done),
  ingest: async (program, io, done) => (await import("./ingest.js")).registerIngest(program, io, done),
  load: async (program, io, done) => (await import("./load.js")).registerLoad(program, io, done),
  enqueue: async (program, io, done) => (await import("./enqueue.js")).registerEnqueue(program, io, done),
  work: async (program, io, done) => (await import("./work.js")).registerWork(program, io, done),
  queue: async (program, io) => (await import("./queue.js")).registerQueue(program, io),
  gaps: async (program, io) => (await import("./gaps.js")).registerGaps(program, io),
  report: async (program, io) => (await import("./report.js")).registerReport(program, io),
  claims: listings,
  respondents: listings,
  collective: listings,
  recommendations: listings,
  issues: listings,
  documents: listings,
  explain: async (program, io) => (await import("./explain.js")).registerExplain(program, io),
  appraise: async (program, io, done) => (await import("./appraise.js")).registerAppraise(program, io, done),
  evaluate: async (program, io) => (await import("./evaluate.js")).registerEvaluate(program, io),
  states: async (program, io, done) => (await import("./states.js")).registerStates(program, io, done),
  schema: async (program, io) => (await import("./schema.js")).registerSchema(program, io),
  sql: async (program, io) => (await import("./sql.js")).registerSql(program, io),
  publish: async (program, io) => (await import("./publish.js")).registerPublish(program, io),
  diff: async (program, io) => (await import("./diff.js")).registerDiff(program, io),
  review: async (program, io) => (await import("./review.js")).registerReview(program, io),
  explore: async (program, io) => (await import("./explore.js")).registerExplore(program, io),
  suggest: async (program, io) => (await import("./suggest.js")).registerSuggest(program, io),
  cache: async (program, io) => (await import("./cache.js")).registerCache(program, io),
  usage: async (program, io) => (await import("./usage.js")).registerUsage(program, io),
  // It completes the other commands, which it must be told of: it may not know this list.
  completion: async (program, io) => (await import("./completion.js")).registerCompletion(program, io, COMMANDS),
};

/** In the order of the help. */
export const COMMANDS: readonly Listed[] = DESCRIPTIONS.map((described) => ({ ...described, register: MODULES[described.name] }));
