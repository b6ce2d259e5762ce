// Owns a way to a server that can be cut: bytes then go nowhere, as behind a broken network; nobody is told.
// Must listen on 127.0.0.1 only.
import { connect, createServer, type Socket } from "node:net";

export interface Proxy {
  port: number;
  cut: () => void;
  close: () => Promise<void>;
}

export function startProxy(to: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let cut = false;
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
    client.on("data", (bytes) => void (cut || behind.write(bytes)));
    behind.on("data", (bytes) => void (cut || client.write(bytes)));
    client.on("close", () => void (cut || behind.destroy()));
    behind.on("close", () => void (cut || client.destroy()));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve({
      port: (server.address() as { port: number }).port,
      cut: () => {
        cut = true;
      },
      close: () => new Promise<void>((closed) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => closed());
      }),
    }));
  });
}
