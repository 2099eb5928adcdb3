// A connection to watch and a delivery to post, in SeaTable's documented form
// (https://seatable.com/help/struktur-der-webhook-daten).
import type { Page } from 'playwright';

const base = 'fae0a3a42ba94df88e8303fd385e37de';
const address = 'test-address-that-nobody-guesses';

/** Makes a connection with one hand-made hook, as the page would. */
export async function watchSeaTable(page: Page): Promise<void> {
  const saved = await page.evaluate(
    (config) => window.bridge.call('connections.save', { source: 'seatable', name: 'CRM', config }),
    { baseUuid: base },
  );
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  const added = await page.evaluate((draft) => window.bridge.call('subscriptions.add', draft), {
    connectionId: saved.value.id,
    draft: { address, manage: false, target: {} },
  });
  if (!added.ok) throw new Error(JSON.stringify(added.error));
}

/** One changed cell; every call is another change. */
export function rowChange(change: {
  readonly row: string;
  readonly record: string;
  readonly before: string;
  readonly after: string;
}): string {
  return JSON.stringify({
    event: 'update',
    data: {
      dtable_uuid: base,
      row_id: change.row,
      op_user: '',
      op_type: 'modify_row',
      op_time: Date.now() / 1000,
      table_id: '0000',
      table_name: 'Opportunities',
      row_name: change.record,
      row_name_option: '',
      op_app: 'test',
      row_data: [
        {
          column_key: 'a1b2',
          column_name: 'Status',
          column_type: 'text',
          column_data: null,
          value: change.after,
          old_value: change.before,
        },
      ],
    },
  });
}

/** @returns the HTTP status of the receiver's answer */
export async function deliver(receiver: string, body: string, to = address): Promise<number> {
  const response = await fetch(`${receiver}/in/${to}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return response.status;
}
