// Events about the base as a whole: renamed, thrown away, shared, or something newer than this version.
import type { FieldChange } from '#shared/event';
import type { ChangeDraft } from '../../source';
import { digest } from '../cells/canonical';
import { personId } from '../people';
import { commonOf, linkOf, momentOf, type Surroundings } from './draft';
import type { BaseChanged } from './payload';

const gone: ReadonlySet<string> = new Set(['drive.file.trashed_v1', 'drive.file.deleted_v1']);

export function baseDrafts(event: BaseChanged, around: Surroundings): readonly ChangeDraft[] {
  const { type } = around.envelope;
  const deleted = gone.has(type);
  const changes = changesOf(type, event, around);
  const said = deleted ? [] : changes;
  return [
    {
      ...commonOf(event, around),
      identity: [
        'base',
        event.file_token,
        momentOf(undefined, event, around),
        type,
        digest(said.map(({ before, after }) => [before ?? null, after ?? null])),
      ],
      table: null,
      record: null,
      subject: 'base',
      action: deleted ? 'deleted' : 'updated',
      changes,
      certainty: deleted ? 'stated' : 'hint',
      ...linkOf(around, { base: event.file_token }),
    },
  ];
}

/** What of the base changed, as far as the event tells: the new title is not in it, the people are. */
function changesOf(type: string, event: BaseChanged, around: Surroundings): readonly FieldChange[] {
  const about = (property: string) => ({
    id: property,
    name: property,
    type: 'definition' as const,
  });
  switch (type) {
    case 'drive.file.title_updated_v1':
      return [{ field: about('title') }];
    case 'drive.file.permission_member_added_v1': {
      const [after, afterText] = membersOf(event, around);
      return [{ field: about('members'), after, beforeText: '', afterText }];
    }
    case 'drive.file.permission_member_removed_v1': {
      const [before, beforeText] = membersOf(event, around);
      return [{ field: about('members'), before, beforeText, afterText: '' }];
    }
    case 'drive.file.permission_member_applied_v1':
      return [{ field: about('access') }];
    case 'drive.file.trashed_v1':
      return [{ field: about('trash') }];
    case 'drive.file.deleted_v1':
      return [{ field: about('erased') }];
    default:
      return [];
  }
}

/** People, chats and departments that were added or removed: their ids, and as words. */
function membersOf(
  event: BaseChanged,
  { labels }: Surroundings,
): readonly [ids: readonly string[], text: string] {
  const people = (event.user_list ?? []).flatMap((ids) => personId(ids) ?? []);
  const groups = [...(event.chat_list ?? []), ...(event.open_department_id_list ?? [])];
  const names = [...people.map((id) => labels.person(id) ?? id), ...groups];
  return [[...people, ...groups], names.join(', ')];
}
