// The shapes of the events about a base, as the service documents them; members it may leave out are optional here.
import { z } from 'zod';

const text = z.string().nullish();
const number = z.union([z.number(), z.string()]).nullish();

/** Which of the ids come depends on the app's scopes. */
const personIds = z.object({ open_id: text, union_id: text, user_id: text }).nullish();
export type PersonIds = z.infer<typeof personIds>;

const person = z.object({ user_id: personIds, name: text, en_name: text });
export type Person = z.infer<typeof person>;

const about = {
  file_token: z.string().min(1),
  file_type: text,
  operator_id: personIds,
  update_time: number,
};

const cell = z.object({
  field_id: z.string().min(1),
  /** Documented as serialised text; anything else is taken as it is. */
  field_value: z.unknown(),
  field_identity_value: z.object({ users: z.array(person).nullish() }).nullish(),
});
export type Cell = z.infer<typeof cell>;

/** https://open.larksuite.com/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/file/events/bitable_record_changed */
export const recordChanged = z.object({
  ...about,
  table_id: z.string().min(1),
  revision: number,
  action_list: z.array(
    z.object({
      action: z.string(),
      record_id: z.string().min(1),
      before_value: z.array(cell).nullish(),
      after_value: z.array(cell).nullish(),
    }),
  ),
});
export type RecordChanged = z.infer<typeof recordChanged>;

const definition = z.looseObject({
  id: text,
  name: text,
  type: z.number().nullish(),
  property: z.record(z.string(), z.unknown()).nullish(),
});
export type Definition = z.infer<typeof definition>;

/** https://open.larksuite.com/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/file/events/bitable_field_changed */
export const fieldChanged = z.object({
  ...about,
  table_id: z.string().min(1),
  revision: number,
  action_list: z.array(
    z.object({
      action: z.string(),
      field_id: z.string().min(1),
      before_value: definition.nullish(),
      after_value: definition.nullish(),
    }),
  ),
});
export type FieldChanged = z.infer<typeof fieldChanged>;

/** The neighbouring events about a whole document, such as https://open.larksuite.com/document/ukTMukTMukTM/uUDN04SN0QjL1QDN/event/file-title-update */
export const baseChanged = z.object({
  ...about,
  user_list: z.array(z.object({ open_id: text, union_id: text, user_id: text })).nullish(),
  chat_list: z.array(z.string()).nullish().catch(null),
  open_department_id_list: z.array(z.string()).nullish().catch(null),
});
export type BaseChanged = z.infer<typeof baseChanged>;

const option = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  color: z.number().nullish(),
});
export type Option = z.infer<typeof option>;
export const selectProperty = z.object({ options: z.array(option) });

export const dateProperty = z.object({ date_formatter: z.string().min(1) });
export const numberProperty = z.object({ formatter: z.string() });
/** Put into the settings by us where the schema was read: the events do not tell. */
export const readProperty = z.object({
  ui_type: z.string().optional().catch(undefined),
  time_zone: z.string().optional().catch(undefined),
});
export const linkProperty = z.object({
  table_id: z.string().min(1),
  table_name: z.string().min(1),
});
