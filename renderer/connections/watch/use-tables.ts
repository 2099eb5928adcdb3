// Names of the tables a connection watches, where the service can tell them.
import { useEffect, useState } from 'react';
import type { ConnectionView, TableChoice } from '#shared/connection';
import type { SourceInfo } from '#shared/source-info';
import { bridge } from '../../bridge';
import { basesOf } from './describe-target';

/** @returns what is known so far; ids stand in for names that the service does not give */
export function useTables(
  source: SourceInfo | undefined,
  connection: ConnectionView,
): readonly TableChoice[] {
  const [tables, setTables] = useState<readonly TableChoice[]>([]);
  const asked = source?.abilities.discover && !connection.demo;
  const bases = asked ? basesOf(connection.subscriptions).join() : '';
  useEffect(() => {
    if (bases === '') return;
    let wanted = true;
    const read = async () => {
      const answers = await Promise.all(
        bases
          .split(',')
          .map((baseId) => bridge.call('connections.tables', { id: connection.id, baseId })),
      );
      if (wanted) setTables(answers.flatMap((answer) => (answer.ok ? answer.value : [])));
    };
    void read();
    return () => {
      wanted = false;
    };
  }, [bases, connection.id]);
  return tables;
}
