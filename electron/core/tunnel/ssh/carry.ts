// Carries what arrives at the server's port to the receiver, both ways, as fast as the slower side takes it.
import { createConnection, type Socket } from 'node:net';
import type { Client, ClientChannel } from 'ssh2';

/**
 * @param receiver `http://127.0.0.1:PORT`
 * @returns a function that cuts every connection under way
 */
export function carry(client: Client, receiver: string): () => void {
  const { hostname, port } = new URL(receiver);
  const open = new Set<Socket>();
  client.on('tcp connection', (_from, accept, reject) => {
    const socket = createConnection({
      host: hostname,
      port: port === '' ? 80 : Number(port),
      noDelay: true,
      allowHalfOpen: true,
    });
    open.add(socket);
    const refuse = () => reject();
    socket.once('close', () => open.delete(socket));
    // The web server at the other end learns at once that nobody is here, and answers 502 itself.
    socket.once('error', refuse);
    socket.once('connect', () => {
      socket.off('error', refuse);
      join(socket, accept());
    });
  });
  return () => {
    for (const socket of open) socket.destroy();
  };
}

/** `stream.pipeline` does not fit: a channel is no orderly stream, its `destroy` sends what is left and never fails. */
function join(socket: Socket, channel: ClientChannel): void {
  socket.on('error', () => {}); // 'close' follows and does what is to be done
  channel.on('error', () => {});
  channel.once('close', () => socket.destroySoon()); // what has arrived is still the receiver's
  socket.once('close', (isBroken) => {
    channel.unpipe();
    channel.resume(); // unread, it would never come to its end
    channel.end();
    if (isBroken || channel.writableFinished) channel.close();
    else channel.once('finish', () => channel.close());
  });
  channel.pipe(socket);
  socket.pipe(channel);
}
