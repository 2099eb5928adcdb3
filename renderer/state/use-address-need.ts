// Which connections need a public address.
import { needsPublicAddress } from '#shared/address-need';
import { useCall } from './use-call';

/** @returns the names of connections that need one; null while that is not known, or while there are no connections */
export function useWhoNeedsAddress(): readonly string[] | null {
  const connections = useCall('connections.list', {}, ['connections']);
  const sources = useCall('sources.list', {});
  if (connections.answer.kind !== 'ready' || sources.answer.kind !== 'ready') return null;
  const infos = sources.answer.value;
  const list = connections.answer.value.filter((connection) => !connection.demo);
  if (list.length === 0) return null;
  return list
    .filter((connection) => {
      const source = infos.find(({ id }) => id === connection.source);
      return source !== undefined && needsPublicAddress(connection, source);
    })
    .map(({ name }) => name);
}
