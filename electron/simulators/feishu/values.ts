// Cells of a simulated base, and the two ways the service writes them: in events, and in answers to read calls.

export interface Option {
  readonly id: string;
  name: string;
  color: number;
}
export interface SimulatedField {
  readonly id: string;
  name: string;
  type: number;
  uiType: string;
  readonly primary: boolean;
  options?: Option[];
  property?: Readonly<Record<string, unknown>>;
}
export interface Person {
  readonly openId: string;
  readonly name: string;
}

/**
 * A cell: text, number, flag, ms since 1970, `{text, link}`; lists of option ids, open_ids, record ids, or file names. null
 * is an empty cell.
 */
export type Content = string | number | boolean | null | readonly string[] | LinkContent;
interface LinkContent {
  readonly text: string;
  readonly link: string;
}

const list = (content: Content): readonly string[] => (Array.isArray(content) ? content : []);
const isEmpty = (content: Content) => content === null || content === '';

/** The settings of a field, as both the API and events of fields give them. */
export function propertyOf({ options, property }: SimulatedField): Record<string, unknown> | null {
  if (!options && !property) return null;
  return { ...property, ...(options ? { options: options.map((one) => ({ ...one })) } : {}) };
}

/** One cell in a record event: the storage encoding, as text. Computed fields are not sent. */
export function eventCell(
  field: SimulatedField,
  content: Content,
  people: readonly Person[],
): Record<string, unknown> | null {
  if (field.type === 19 || field.type === 20) return null;
  const cell = { field_id: field.id, field_value: eventValue(field, content, people) };
  if (field.type !== 11 || isEmpty(content)) return cell;
  const users = list(content).map((openId) => ({
    user_id: { open_id: openId, union_id: `on_${openId.slice(3)}`, user_id: '' },
    name: people.find((one) => one.openId === openId)?.name ?? '',
    en_name: '',
    avatar_url: 'https://s1-imfile.feishucdn.com/avatar.png',
  }));
  return { ...cell, field_identity_value: { users } };
}

function eventValue(field: SimulatedField, content: Content, people: readonly Person[]): string {
  if (isEmpty(content)) return '';
  switch (field.type) {
    case 1:
      return JSON.stringify([{ type: 'text', text: content }]);
    case 2:
      return String(content);
    case 3:
      return list(content)[0] ?? '';
    case 11:
      return JSON.stringify({
        users: list(content).map((openId, place) => ({
          userId: `75245547130467450${place}`,
          name: people.find((one) => one.openId === openId)?.name ?? '',
          enName: '',
        })),
      });
    case 13:
      return String(content);
    case 17:
      return JSON.stringify(
        list(content).map((name, id) => ({ attachmentToken: `box${name}`, id: String(id), name })),
      );
    case 1005:
      return JSON.stringify([{ sequence: '1', number: content }]);
    default:
      return JSON.stringify(content);
  }
}

/** One cell in an answer of `search` or `batch_get`. @param serial makes addresses of files differ from answer to answer */
export function readCell(
  { type, options }: SimulatedField,
  content: Content,
  people: readonly Person[],
  serial: number,
): unknown {
  const optionName = (id: string) => options?.find((one) => one.id === id)?.name ?? id;
  switch (type) {
    case 1:
      return [{ type: 'text', text: content }];
    // Events have all digits of a long number; a reading has the nearest double.
    case 2:
      return Number(content);
    case 3:
      return optionName(list(content)[0] ?? '');
    case 4:
      return list(content).map(optionName);
    case 11:
      return list(content).map((id) => ({
        id,
        name: people.find((one) => one.openId === id)?.name ?? '',
        en_name: '',
        email: '',
        avatar_url: `https://s1-imfile.feishucdn.com/avatar.png?x=${serial}`,
      }));
    case 17:
      return list(content).map((name) => ({
        file_token: `box${name}`,
        name,
        type: 'application/octet-stream',
        size: 12,
        url: `https://open.feishu.cn/open-apis/drive/v1/medias/box${name}/download`,
        tmp_url: `https://open.feishu.cn/open-apis/drive/v1/medias/batch_get?x=${serial}`,
      }));
    case 18:
    case 21:
      return { link_record_ids: list(content) };
    case 20:
      return { type: 2, value: [content] };
    default:
      return content;
  }
}
