// One connected agent: its heartbeats, its login, its endpoints, and the commands it is sent.
import type { Duplex } from 'node:stream';
import type { AgentSession } from './connected-agent';
import type { Directory } from './directory';
import type { FactBook } from './facts';
import type { Faults } from './faults';
import {
  authRequest,
  bindReply,
  bindRequest,
  type Login,
  loginOf,
  proxyHead,
  unbindRequest,
} from './messages';
import { createMux } from './mux';
import { refusalReply } from './refusals';
import { answer, readJson, readType, streamType, writeType } from './typed-stream';

/** @param connection decrypted bytes from and to the agent */
export function createAgentSession(
  connection: Duplex,
  needs: { readonly directory: Directory; readonly faults: Faults; readonly facts: FactBook },
): AgentSession {
  const { directory, faults, facts } = needs;
  let login: Login | null = null;

  const auth = (stream: Duplex, message: unknown): void => {
    if (faults.hangLogins) {
      facts.tell('hang', {});
      return;
    }
    const request = authRequest.parse(message);
    const outcome = directory.admit(request);
    if (!outcome.ok) {
      facts.tell('login-refused', { code: outcome.error.code });
      answer(stream, refusalReply(outcome.error, request.Extra.AuthToken));
      return;
    }
    login = loginOf(request, outcome.value);
    directory.add(session);
    answer(stream, { Version: '3', ClientId: login.clientId, Extra: { Region: 'test' } });
    facts.tell('login', login);
  };

  const bind = async (stream: Duplex, message: unknown): Promise<void> => {
    const request = bindRequest.parse(message);
    const outcome = await directory.bind(session, request);
    if (!outcome.ok) {
      facts.tell('bind-refused', { code: outcome.error.code, domain: request.Opts.Domain ?? '' });
      answer(stream, refusalReply(outcome.error));
      return;
    }
    answer(stream, bindReply(outcome.value, request));
    facts.tell('bind', outcome.value);
  };

  const unbind = (stream: Duplex, message: unknown): void => {
    const binding = directory.unbind(unbindRequest.parse(message).Id);
    answer(stream, {});
    if (binding) facts.tell('unbind', binding);
  };

  let expiry: NodeJS.Timeout | undefined;
  const expireLater = (): void => {
    clearTimeout(expiry);
    if (faults.expiryMs > 0) expiry = setTimeout(() => connection.destroy(), faults.expiryMs);
  };

  const rpc: Readonly<Record<number, (stream: Duplex, message: unknown) => unknown>> = {
    [streamType.auth]: auth,
    [streamType.bind]: bind,
    [streamType.unbind]: unbind,
    [streamType.serverInfo]: (stream) => answer(stream, { Region: 'test' }),
  };

  const mux = createMux(connection, (stream) =>
    readType(stream, (type) => {
      if (type === streamType.heartbeat) {
        stream.on('data', (beat: Buffer) => {
          expireLater();
          if (faults.answerHeartbeats) stream.write(beat);
        });
        return;
      }
      const handle = rpc[type];
      if (handle) readJson(stream, (message) => handle(stream, message));
      else stream.destroy();
    }),
  );

  const session: AgentSession = {
    login: () => login,
    proxy(binding, clientAddress) {
      const stream = mux.open();
      writeType(stream, streamType.proxy, proxyHead(binding.id, clientAddress));
      return stream;
    },
    command: (command) =>
      new Promise((resolve, reject) => {
        const stream = mux.open();
        const order = command === 'update' ? { Version: '', PermitMajorVersion: false } : {};
        writeType(stream, streamType[command], Buffer.from(JSON.stringify(order)));
        readJson(stream, (reply) => {
          stream.end();
          resolve(reply);
        });
        stream.on('close', () => reject(new Error('the agent did not answer')));
      }),
    stopTunnel(binding, message, code) {
      const notice = { Id: binding.id, Message: message, ErrorCode: code };
      const stream = mux.open();
      writeType(stream, streamType.stopTunnel, Buffer.from(JSON.stringify(notice)));
      stream.end();
    },
    mute: mux.mute,
    openStreams: mux.openStreams,
  };

  const leave = (): void => {
    directory.remove(session);
    if (login) facts.tell('disconnect', { clientId: login.clientId });
  };
  connection.on('close', () => {
    clearTimeout(expiry);
    if (faults.lingerMs === 0) leave();
    else setTimeout(leave, faults.lingerMs).unref();
  });
  return session;
}
