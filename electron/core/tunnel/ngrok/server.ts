// Where ngrok's agents connect to.
import type { NgrokTunnel } from '#shared/tunnel-ngrok';

/** @returns `host:port`; null: the one that the SDK knows by itself, which is `nearest` */
export function ngrokServer({
  region,
  serverAddr,
}: Pick<NgrokTunnel, 'region' | 'serverAddr'>): string | null {
  if (serverAddr !== null) return serverAddr;
  // https://ngrok.com/docs/universal-gateway/points-of-presence/
  return region === null ? null : `connect.${region}.ngrok-agent.com:443`;
}

export const nearest = 'connect.ngrok-agent.com:443';
