// One SQLite connection: typed statements, nested transactions, and the disk's refusals as `StoreFailure`.
import { DatabaseSync } from '@photostructure/sqlite';
import { asFailure } from './failure';

type Param = string | number | null | Uint8Array;

interface Statement<Row> {
  /** @returns how many rows changed, and the last row number given */
  run(...params: Param[]): { readonly changes: number; readonly rowid: number };
  get(...params: Param[]): Row | undefined;
  all(...params: Param[]): Row[];
}

export interface Database {
  /** Compiled at once; for the fixed statements of a store. Throws when a table is missing. */
  prepare<Row = unknown>(sql: string): Statement<Row>;
  /** For statements whose text depends on a query: the last ones used stay compiled. */
  query<Row>(sql: string): Statement<Row>;
  exec(sql: string): void;
  /** The value of a pragma that is a number. */
  pragma(name: string): number;
  /** Begins at once with the right to write; a nested call is undone alone when it throws. */
  transaction<T>(work: () => T): T;
  /** The files are let go of once the statements are collected: the package has no call to end a statement. */
  close(): void;
}

const keptQueries = 64;

/** @param folder where the file lies, asked for its free space when SQLite cannot tell why it failed */
export function openDatabase(file: string, folder: string): Database {
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw asFailure(error, folder);
    }
  };
  const db = guard(() => new DatabaseSync(file, { timeout: 5000 }));
  const queries = new Map<string, Statement<unknown>>();
  let depth = 0;

  function compile<Row>(sql: string): Statement<Row> {
    const statement = guard(() => db.prepare(sql));
    return {
      run: (...params) =>
        guard(() => {
          const { changes, lastInsertRowid } = statement.run(...params);
          return { changes, rowid: Number(lastInsertRowid) };
        }),
      get: (...params) => guard(() => statement.get(...params)),
      all: (...params) => guard(() => statement.all(...params)),
    };
  }

  function transaction<T>(work: () => T): T {
    const outer = depth === 0;
    guard(() => db.exec(outer ? 'BEGIN IMMEDIATE' : `SAVEPOINT s${depth}`));
    depth += 1;
    try {
      const result = work();
      guard(() => db.exec(outer ? 'COMMIT' : `RELEASE s${depth - 1}`));
      return result;
    } catch (error) {
      // A full disk may have ended the transaction already.
      if (db.isTransaction) {
        db.exec(outer ? 'ROLLBACK' : `ROLLBACK TO s${depth - 1}; RELEASE s${depth - 1}`);
      }
      throw error;
    } finally {
      depth -= 1;
    }
  }

  return {
    prepare: compile,
    query<Row>(sql: string): Statement<Row> {
      const kept = queries.get(sql) ?? compile(sql);
      queries.delete(sql);
      queries.set(sql, kept);
      const [oldest] = queries.keys();
      if (queries.size > keptQueries && oldest !== undefined) queries.delete(oldest);
      return kept as Statement<Row>; // the same text has the same columns
    },
    exec: (sql) => guard(() => db.exec(sql)),
    pragma: (name) => {
      const row: Record<string, unknown> = guard(() => db.prepare(`PRAGMA ${name}`).get()) ?? {};
      return Number(Object.values(row)[0] ?? 0);
    },
    transaction,
    close: () => db.close(),
  };
}
