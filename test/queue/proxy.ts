// Owns a way to a server that can be cut: bytes then go nowhere, as behind a broken network; nobody is told. Or the answer to one question is lost, and its connection with it.
// Must listen on 127.0.0.1 only.
import { connect, createServer, type Socket } from "node:net";

export interface Proxy {
  port: number;
  cut: () => void;
  /** Loses the answer to the next question that holds these words. @returns whether one was lost, when asked */
  loseAnswerTo: (words: string) => () => boolean;
  close: () => Promise<void>;
}

export function startProxy(to: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let cut = false;
  let losing: string | null = null;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((client) => {
    keep(client);
    if (cut) return;
    const behind = keep(connect(to, "127.0.0.1"));
    let lost = false;
    client.on("data", (bytes: Buffer) => {
      if (losing !== null && bytes.includes(losing)) {
        lost = true;
        losing = null;
      }
      if (!cut) behind.write(bytes);
    });
    // The server has answered: what it was asked is done.
    behind.on("data", (bytes) => void (lost ? client.destroy() : cut || client.write(bytes)));
    client.on("close", () => void (cut || behind.destroy()));
    behind.on("close", () => void (cut || client.destroy()));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve({
      port: (server.address() as { port: number }).port,
      cut: () => {
        cut = true;
      },
      loseAnswerTo: (words) => {
        losing = words;
        return () => losing === null;
      },
      close: () => new Promise<void>((closed) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => closed());
      }),
    }));
  });
}
