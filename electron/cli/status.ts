// `status`: what a data folder holds, and how the instance that runs on it is doing, as JSON.
import { type ArchiveStatus, askRunning, type LiveStatus } from '#core/core';
import { outagesOf } from '#shared/gap-rows';
import { withArchive } from './archive';
import type { Say } from './failure';
import { toldGap, toldProblem } from './say';

export function showStatus({ data, t }: { readonly data: string; readonly t: Say }): Promise<void> {
  return withArchive(data, t, async (archive) => {
    const stored = archive.status();
    const answered = await askRunning(data, 'status');
    const told = answered?.ok ? withLive(stored, answered.value as LiveStatus, t) : stored; // both ends are of this version
    const line = { running: answered !== null, ...told };
    process.stdout.write(`${JSON.stringify(line, null, 2)}\n`);
  });
}

function withLive(
  stored: ArchiveStatus,
  { status, meters, connections, gaps }: LiveStatus,
  t: Say,
) {
  const {
    version,
    health,
    problems,
    receiver,
    publicUrl,
    tunnel,
    tunnelUsage,
    queue,
    rereading,
    paused,
  } = status;
  return {
    ...{ version, health, receiver, publicUrl, tunnel, tunnelUsage, queue, paused },
    problems: problems.map((one) => toldProblem(t, one)),
    ...stored,
    rereading,
    connections: stored.connections.map((one) => {
      const now = connections.find(({ id }) => id === one.id);
      if (!now) return one;
      return { ...one, ...now, problems: now.problems.map((each) => toldProblem(t, each)) };
    }),
    meters,
    gaps: outagesOf(gaps).map((outage) => toldGap(t, outage)),
  };
}
