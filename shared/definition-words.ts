// Which words that services use of a field's definition have a name in every language.

/** Properties, `app.property.<word>`. */
export const knownProperties: ReadonlySet<string> = new Set([
  'name',
  'type',
  'options',
  'description',
  'formula_expression',
  'date_formatter',
  'formatter',
  'table_name',
  'table_id',
  'multiple',
  'back_field_name',
  'back_field_id',
  'auto_serial',
  'title',
  'members',
  'icon',
  'currency_code',
  'auto_fill',
  'input_type',
  'access',
  'trash',
  'erased',
]);

/** Types, `app.fieldType.<word>`. */
const types = [
  'Text',
  'LongText',
  'Email',
  'Number',
  'Decimal',
  'Percent',
  'Currency',
  'Rating',
  'Duration',
  'Year',
  'SingleSelect',
  'MultiSelect',
  'Date',
  'DateTime',
  'Time',
  'Checkbox',
  'User',
  'Phone',
  'Url',
  'Attachment',
  'Image',
  'SingleLink',
  'Lookup',
  'Rollup',
  'Count',
  'Formula',
  'LinkFormula',
  'DuplexLink',
  'Link',
  'Location',
  'GroupChat',
  'Stage',
  'CreatedTime',
  'ModifiedTime',
  'CreatedUser',
  'ModifiedUser',
  'AutoNumber',
  'Button',
  'Signature',
] as const;

/** The same thing by another service's word, as it is compared. */
const alsoCalled: Readonly<Record<string, (typeof types)[number]>> = {
  singlelinetext: 'Text',
  multipleselect: 'MultiSelect',
  collaborator: 'User',
  creator: 'CreatedUser',
  createdby: 'CreatedUser',
  lastmodifier: 'ModifiedUser',
  lastmodifiedby: 'ModifiedUser',
  ctime: 'CreatedTime',
  mtime: 'ModifiedTime',
  lastmodifiedtime: 'ModifiedTime',
  rate: 'Rating',
  phonenumber: 'Phone',
  file: 'Attachment',
  geolocation: 'Location',
  geodata: 'Location',
  links: 'Link',
  linktoanotherrecord: 'Link',
  digitalsign: 'Signature',
};

/** `multiple-select`, `MultiSelect` and `Single select` differ in how they are written alone. */
const plain = (word: string) => word.toLowerCase().replace(/[\s_-]/g, '');

const known: ReadonlyMap<string, string> = new Map([
  ...Object.entries(alsoCalled),
  ...types.map((type) => [plain(type), type] as const),
]);

/** @param word of a service, or of a member of what it says. @returns undefined where nobody has a name for it */
export const typeWord = (word: string): string | undefined => known.get(plain(word));

/** Values of settings, `app.setting.<word>`: kinds of automatic numbers and of their parts, and ways of input. */
export const settingWords: ReadonlySet<string> = new Set([
  'custom',
  'auto_increment_number',
  'system_number',
  'fixed_text',
  'created_time',
  'only_mobile',
  'not_limit',
]);
