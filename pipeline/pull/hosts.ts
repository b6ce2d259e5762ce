// Owns manners towards a host: how many requests at once, the pause between two, and how long it asked us to stay away.
// Must not send anything.

export interface HostManners {
  /** Requests at once to one host. */
  perHost: number;
  /** Milliseconds between the end of a request and the start of the next to the same host. */
  pauseMs: number;
}

export interface Hosts {
  /**
   * Waits for a turn at a host; the turn lasts until the returned function is called.
   * @throws whatever `sleep` throws when it is aborted
   */
  turn(host: string, signal?: AbortSignal): Promise<() => void>;
  /** The host asked not to be asked before this time (milliseconds since 1970). */
  stayAway(host: string, until: number): void;
  /** Until when the host asked not to be asked; 0 where it did not. */
  awayUntil(host: string): number;
  /** A longer pause that the host's robots.txt asks for, milliseconds. */
  slowDown(host: string, pauseMs: number): void;
}

interface HostState {
  busy: number;
  nextAt: number;
  away: number;
  pauseMs: number;
  waiting: (() => void)[];
}

/** @param effects the clock and the sleep, so that tests do not wait */
export function createHosts(manners: HostManners, effects: { now(): number; sleep(ms: number, signal?: AbortSignal): Promise<void> }): Hosts {
  const states = new Map<string, HostState>();
  const stateOf = (host: string): HostState => {
    let state = states.get(host);
    if (!state) states.set(host, (state = { busy: 0, nextAt: 0, away: 0, pauseMs: manners.pauseMs, waiting: [] }));
    return state;
  };
  return {
    async turn(host, signal) {
      const state = stateOf(host);
      while (state.busy >= manners.perHost) await new Promise<void>((resolve) => state.waiting.push(resolve));
      state.busy++;
      const end = (): void => {
        state.busy--;
        state.nextAt = Math.max(state.nextAt, effects.now() + state.pauseMs);
        state.waiting.shift()?.();
      };
      try {
        for (let wait = Math.max(state.nextAt, state.away) - effects.now(); wait > 0; wait = Math.max(state.nextAt, state.away) - effects.now()) {
          await effects.sleep(wait, signal);
        }
        signal?.throwIfAborted();
      } catch (error) {
        end();
        throw error;
      }
      let ended = false;
      return () => {
        if (!ended) end();
        ended = true;
      };
    },
    stayAway(host, until) {
      const state = stateOf(host);
      state.away = Math.max(state.away, until);
    },
    awayUntil: (host) => stateOf(host).away,
    slowDown(host, pauseMs) {
      const state = stateOf(host);
      state.pauseMs = Math.max(state.pauseMs, pauseMs);
    },
  };
}
