// Owns which address may be asked: scheme, host, and the network address that the host's name leads to.
// Must not send anything; the client asks it before each request and each redirect, and the socket asks it when it connects.
import { lookup as systemLookup } from "node:dns";
import type { LookupAddress } from "node:dns";
import { isIP } from "node:net";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

export interface AddressPolicy {
  /** "documents.un.org" (the scheme's own port) or "127.0.0.1:8080"; lower case. */
  allowedHosts: ReadonlySet<string>;
  /** Plain http as well as https. */
  allowHttp: boolean;
  /** Those of the allowed hosts, written in the same way, that may have a private, loopback or link-local address. */
  privateHosts: ReadonlySet<string>;
}

/** An address that must not be asked. Asking again does not help. */
export class RefusedAddress extends Error {
  /** For errors that undici passes on from the socket. */
  readonly code = "STOCKTAKE_REFUSED_ADDRESS";
}

/**
 * Is this an address of the public internet? False for loopback, private, link-local, shared, multicast, unspecified and
 * reserved ones, also where they are hidden in an IPv6 address (::ffff:127.0.0.1, 64:ff9b::7f00:1).
 * @param address IPv4 or IPv6 as `net` prints it, without brackets
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address.replace(/%.*$/u, ""));
  if (parsed instanceof ipaddr.IPv6) {
    if (parsed.isIPv4MappedAddress()) return isPublicAddress(parsed.toIPv4Address().toString());
    // NAT64 (RFC 6052): the IPv4 address stands in the last 32 bits.
    if (parsed.range() === "rfc6052") return isPublicAddress(parsed.toByteArray().slice(12).join("."));
  }
  return parsed.range() === "unicast";
}

/** Writes a host as users name it and as it is compared: lower case, with the port where it is not the scheme's own. */
export function hostKey(url: URL): string {
  return url.host.toLowerCase();
}

/**
 * Checks an address before it is asked.
 * @param base the page that it is relative to (a redirect's own address)
 * @throws RefusedAddress with the reason and what to do
 */
export function checkAddress(address: string, policy: AddressPolicy, base?: URL): URL {
  let url: URL;
  try {
    url = new URL(address, base);
  } catch {
    throw new RefusedAddress(`'${shown(address)}' is not an address`);
  }
  if (url.protocol === "http:" ? !policy.allowHttp : url.protocol !== "https:") {
    throw new RefusedAddress(url.protocol === "http:"
      ? `plain http is not allowed (${shown(url.host)}). Use https, or --allow-http where you trust the way there`
      : `the scheme '${shown(url.protocol)}' is never asked`);
  }
  if (url.username !== "" || url.password !== "") throw new RefusedAddress(`the address of ${shown(url.host)} holds a user name or password`);
  const name = bareHost(url);
  if (!policy.allowedHosts.has(hostKey(url))) {
    throw new RefusedAddress(`the host ${shown(url.host)} is not one that the catalogue names. If you trust it, add --allow-host ${shown(url.host)}`);
  }
  // A literal never passes through the lookup; the URL parser has already undone decimal, octal and hexadecimal writing.
  if (isIP(name) !== 0 && !policy.privateHosts.has(hostKey(url)) && !isPublicAddress(name)) throw new RefusedAddress(privateReason(name));
  return url;
}

/**
 * A lookup for sockets that gives public addresses only, so that the address checked is the address connected to (a name
 * cannot change between the two).
 * @param resolve how names are looked up; the system's resolver unless a test gives its own
 */
export function publicLookup(resolve: typeof systemLookup = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => {
      if (error) return callback(error, "", 0);
      const usable = found.filter(({ address }) => isPublicAddress(address));
      const [first] = usable;
      if (first === undefined) return callback(new RefusedAddress(privateReason(`${hostname} (${found.map(({ address }) => address).join(", ")})`)), "", 0);
      if (options.all === true) return (callback as unknown as (error: null, found: LookupAddress[]) => void)(null, usable);
      callback(null, first.address, first.family);
    });
  };
}

function bareHost(url: URL): string {
  return url.hostname.toLowerCase().replace(/^\[|\]$/gu, "");
}

function privateReason(what: string): string {
  return `${shown(what)} is a private or loopback address. Only for a server of your own: name it with --allow-host and add --allow-private`;
}

/** Text from outside, for a message: no control characters, at most 120 characters. */
export function shown(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, " ").slice(0, 120);
}
