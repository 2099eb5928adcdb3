// One document that people edit: every edit changes the tables and says what the service would know of it.
import { fileId } from './ids';
import {
  type CellsOfRecord,
  createSheet,
  type Field,
  type FieldDefinition,
  type Row,
  type Sheet,
  type SheetDefinition,
  type View,
  type ViewDefinition,
} from './sheet';

export interface DocumentDefinition {
  /** Made up where absent. */
  readonly fileToken?: string;
  /** Without `.dbt`. */
  readonly name: string;
  readonly sheets: readonly SheetDefinition[];
  /** Who may open it; everybody where absent. */
  readonly users?: readonly string[];
  /** Lies in the app's own folder, where the search by name looks. */
  readonly inAppFolder?: boolean;
}

export type Change =
  | {
      readonly kind: 'records-created';
      readonly sheetId: number;
      readonly cells: readonly CellsOfRecord[];
    }
  | {
      readonly kind: 'cells-updated';
      readonly sheetId: number;
      readonly cells: readonly CellsOfRecord[];
    }
  | {
      readonly kind: 'fields-created';
      readonly sheetId: number;
      readonly fieldIds: readonly string[];
    }
  | { readonly kind: 'view-removed'; readonly sheetId: number; readonly viewId: string }
  | {
      readonly kind: 'sheet-removed' | 'description-changed' | 'icon-changed';
      readonly sheetId: number;
    };

export type KdocsDocument = ReturnType<typeof createDocument>;

/**
 * @param tell hears of every change, in order. There is none for deleted records and for changed or removed fields:
 * no page of such a hook was found, so the service is taken to be silent about them.
 */
export function createDocument(
  definition: DocumentDefinition,
  tell: (change: Change) => void,
  needs: { readonly now: () => number; readonly sameValueFires: () => boolean },
) {
  const sheets = new Map<number, Sheet>();
  let nextSheetId = 1;
  let isQuiet = false;
  let modifiedAt = needs.now();

  function changed(change?: Change): void {
    modifiedAt = needs.now();
    if (change && !isQuiet) tell(change);
  }
  function sheetOf(sheetId: number): Sheet {
    const sheet = sheets.get(sheetId);
    if (!sheet) throw new Error(`no table ${sheetId}`);
    return sheet;
  }
  function addSheet(sheet: SheetDefinition): Sheet {
    while (sheets.has(nextSheetId)) nextSheetId += 1;
    const id = sheet.id ?? nextSheetId;
    nextSheetId = Math.max(nextSheetId, id + 1);
    const made = createSheet(id, sheet);
    sheets.set(id, made);
    changed();
    return made;
  }
  for (const sheet of definition.sheets) addSheet(sheet);

  return {
    fileToken: definition.fileToken ?? fileId(),
    name: definition.name,
    inAppFolder: definition.inAppFolder ?? false,
    sheets: sheets as ReadonlyMap<number, Sheet>,
    /** ms since 1970 */
    modifiedAt: () => modifiedAt,
    isOpenTo: (userId: string) => definition.users?.includes(userId) ?? true,

    /** Edits without telling. */
    quietly<T>(work: () => T): T {
      const before = isQuiet;
      isQuiet = true;
      try {
        return work();
      } finally {
        isQuiet = before;
      }
    },

    /** One edit, as when a person pastes rows. @param rows cells by field name or id @returns the new ids */
    addRecords(sheetId: number, rows: readonly Row[]): readonly string[] {
      const sheet = sheetOf(sheetId);
      const cells = rows.map((row) => sheet.addRecord(row));
      if (cells.length > 0) changed({ kind: 'records-created', sheetId, cells });
      return cells.map(({ recordId }) => recordId);
    },
    /** One edit. Records that do not exist are passed over. */
    updateRecords(
      sheetId: number,
      updates: readonly { readonly id: string; readonly fields: Row }[],
    ): void {
      const sheet = sheetOf(sheetId);
      const cells = updates.flatMap(({ id, fields }) => {
        const different = sheet.updateRecord(id, fields);
        if (!different) return [];
        const written = Object.keys(fields).flatMap((key) => sheet.fieldOf(key)?.id ?? []);
        const fieldIds = needs.sameValueFires() ? written : different;
        return fieldIds.length > 0 ? [{ recordId: id, fieldIds }] : [];
      });
      if (cells.length > 0) changed({ kind: 'cells-updated', sheetId, cells });
    },
    /** @returns the ids that were there */
    deleteRecords(sheetId: number, recordIds: readonly string[]): readonly string[] {
      const { records } = sheetOf(sheetId);
      const gone = recordIds.filter((recordId) => records.delete(recordId));
      changed();
      return gone;
    },

    addFields(sheetId: number, fields: readonly FieldDefinition[]): readonly Field[] {
      const sheet = sheetOf(sheetId);
      const made = fields.map((field) => sheet.addField(field));
      const fieldIds = made.map(({ id }) => id);
      if (made.length > 0) changed({ kind: 'fields-created', sheetId, fieldIds });
      return made;
    },
    renameField(sheetId: number, fieldId: string, name: string): boolean {
      const field = sheetOf(sheetId).fields.get(fieldId);
      if (field) field.name = name;
      changed();
      return field !== undefined;
    },
    removeField(sheetId: number, fieldId: string): void {
      sheetOf(sheetId).removeField(fieldId);
      changed();
    },

    addSheet,
    removeSheet(sheetId: number): void {
      if (sheets.delete(sheetId)) changed({ kind: 'sheet-removed', sheetId });
    },
    renameSheet(sheetId: number, name: string): void {
      sheetOf(sheetId).name = name;
      changed();
    },
    setDescription(sheetId: number, description: string): void {
      sheetOf(sheetId).description = description;
      changed({ kind: 'description-changed', sheetId });
    },
    setIcon(sheetId: number, icon: string): void {
      sheetOf(sheetId).icon = icon;
      changed({ kind: 'icon-changed', sheetId });
    },
    addView(sheetId: number, view: ViewDefinition): View {
      const made = sheetOf(sheetId).addView(view);
      changed();
      return made;
    },
    removeView(sheetId: number, viewId: string): void {
      if (sheetOf(sheetId).views.delete(viewId)) {
        changed({ kind: 'view-removed', sheetId, viewId });
      }
    },
  };
}
