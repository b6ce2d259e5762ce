// Owns what a host's robots.txt allows: read once a run for all documents of the host. Must not fetch documents.
import robotsParser from "robots-parser";
import { hostKey } from "./addresses.js";
import { failedStatus, follow, withRetries, type Hop, type Line } from "./asking.js";
import { asFailure, PullFailure } from "./failures.js";

interface Robot {
  isAllowed(url: string, agent?: string): boolean | undefined;
  getCrawlDelay(agent?: string): number | undefined;
}
// The package's types describe an ES module; it is CommonJS, whose default import is the function itself.
const readRobots = robotsParser as unknown as (url: string, text: string) => Robot;

const ROBOTS_BYTES = 512 * 1024;
/** The longest pause that a robots.txt can impose; a longer Crawl-delay is meant to keep everybody away. */
const LONGEST_CRAWL_DELAY_MS = 60_000;

export interface Robots {
  /**
   * @param signal of the run, not of one attempt: the rules are read once for all documents of the host
   * @throws PullFailure where the rules forbid the address, or cannot be read
   */
  check(url: URL, signal: AbortSignal | undefined): Promise<void>;
}

/** The rules of the hosts of one run. */
export function createRobots(line: Line): Robots {
  const { options, hosts } = line;
  const known = new Map<string, Promise<Robot>>();
  const agentName = options.userAgent.split("/")[0] ?? options.userAgent;
  const rulesOf = (url: URL, signal: AbortSignal | undefined): Promise<Robot> => {
    let found = known.get(url.origin);
    if (!found) {
      found = fetchRules(line, `${url.origin}/robots.txt`, signal).then((rules) => {
        const delay = rules.getCrawlDelay(agentName);
        if (delay !== undefined && Number.isFinite(delay)) hosts.slowDown(hostKey(url), Math.min(delay * 1000, LONGEST_CRAWL_DELAY_MS));
        return rules;
      });
      known.set(url.origin, found);
    }
    return found;
  };
  return {
    async check(url, signal) {
      if (options.ignoreRobots) return;
      const rules = await rulesOf(url, signal).catch((error: unknown) => {
        if (signal?.aborted === true) throw error;
        throw unreadRules(url, error);
      });
      if (rules.isAllowed(url.href, agentName) === false) throw new PullFailure(`robots.txt of ${url.host} asks programs not to fetch this address`, "Fetch it in a browser, or use --ignore-robots where the host's owner has agreed.", false);
    },
  };
}

/** No answer at all says nothing of rules: the plain reason helps more. */
function unreadRules(url: URL, error: unknown): PullFailure {
  const why = asFailure(error);
  if (why.status === null) return new PullFailure(`${url.host}: ${why.message}`, why.next, false);
  return new PullFailure(`the rules of ${url.host} (robots.txt) could not be read: ${why.message}`, why.next, false);
}

function fetchRules(line: Line, address: string, signal: AbortSignal | undefined): Promise<Robot> {
  const receive = async ({ url, answer, body }: Hop): Promise<Robot> => {
    if (answer.statusCode >= 500 || answer.statusCode === 429) throw failedStatus(line, url, answer);
    // RFC 9309: no rules where there is no file, all forbidden where it cannot be reached.
    if (answer.statusCode !== 200) return readRobots(address, "");
    let text = "";
    for await (const chunk of body.chunks()) {
      text += chunk.toString("utf8");
      if (text.length > ROBOTS_BYTES) break;
    }
    return readRobots(address, text);
  };
  return withRetries(line, address, signal, (attempt) => follow(line, address, attempt, { headers: () => ({}), allowed: () => Promise.resolve() }, receive));
}
