// What each service can do, one row an ability and one column a service: the connect page and the docs both show this.
import type { TFunction } from 'i18next';
import type { SourceId } from './event';
import type { Locale } from './locale';
import type { Abilities, AbilityName, SourceInfo, Telling } from './source-info';

/** `partly`: with a condition, or worked out by comparing. */
export type Mark = 'yes' | 'partly' | 'no';

export interface AbilityCell {
  /** null: nothing that a service has or lacks. */
  readonly mark: Mark | null;
  readonly text: string;
  /** The source's own few words to it. */
  readonly note: string | null;
}

interface AbilityRow {
  readonly id: AbilityName | 'limit';
  readonly label: string;
  /** In the order of the columns. */
  readonly cells: readonly AbilityCell[];
}

export interface SourceTable {
  readonly columns: readonly { readonly id: SourceId; readonly name: string }[];
  readonly rows: readonly AbilityRow[];
}

/** A cell's words, as a key below `abilities.cell.<row>`, and its mark. */
type Said = readonly [key: string, mark: Mark];

const tellings: Readonly<Record<Exclude<Telling, false>, Mark>> = {
  stated: 'yes',
  compared: 'partly',
  partly: 'partly',
};
const told = (telling: Telling): Said =>
  telling === false ? ['no', 'no'] : [telling, tellings[telling]];

/** By weight for somebody who chooses a service. */
const abilities: readonly (readonly [AbilityName, (can: Abilities, source: SourceInfo) => Said])[] =
  [
    ['live', (can) => (can.live ? ['yes', 'yes'] : ['no', 'no'])],
    ['publicAddress', (can) => (can.needsPublicAddress ? ['no', 'no'] : ['live', 'yes'])],
    [
      'hooks',
      (can, { subscribes }) => {
        if (!can.push) return ['no', 'no'];
        // What is made for the person has no address of its own.
        if (subscribes) return ['once', 'partly'];
        return can.manageHooks ? ['made', 'yes'] : ['byHand', 'partly'];
      },
    ],
    [
      'catchUp',
      ({ catchUp }) =>
        catchUp === false ? ['no', 'no'] : [catchUp, catchUp === 'log' ? 'yes' : 'partly'],
    ],
    ['beforeValues', (can) => told(can.beforeValues)],
    ['actor', (can) => told(can.actor)],
    ['deletedContent', (can) => told(can.deletedContent)],
  ];

/** @param t of the language `locale` */
export function sourceTable(
  sources: readonly SourceInfo[],
  t: TFunction,
  locale: Locale,
): SourceTable {
  const row = ([id, say]: (typeof abilities)[number]): AbilityRow => ({
    id,
    label: t(`abilities.row.${id}`),
    cells: sources.map((source) => {
      const [key, mark] = say(source.abilities, source);
      const text = t(`abilities.cell.${id}.${key}`);
      return { mark, text, note: source.notes[id]?.[locale] ?? null };
    }),
  });
  return {
    columns: sources.map(({ id, name }) => ({ id, name: name[locale] })),
    rows: [
      ...abilities.map(row),
      {
        id: 'limit',
        label: t('abilities.row.limit'),
        cells: sources.map(({ limit }) => ({ mark: null, text: limit[locale], note: null })),
      },
    ],
  };
}
