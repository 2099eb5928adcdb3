// How a person comes to a connection's credentials, and the fields and secrets that belong to each way. Pure.
import type { ConnectionDraft, ConnectionView } from '#shared/connection';
import type { ConnectWay, FieldCondition, FormField, SourceInfo } from '#shared/source-info';

/** `byHand`: without any; webhooks are added by hand, and nothing can be read. */
export type Way = ConnectWay | 'byHand';

/** Only what a source asks for matters here. */
type Asked = Pick<SourceInfo, 'form'>;

/** The ways a source offers, the simplest first; none where there is nothing to choose. */
export function waysOf(source: Asked): readonly Way[] {
  const named = new Set(source.form.flatMap(({ way }) => way ?? []));
  return named.size === 0 ? [] : [...named, 'byHand'];
}

/** The way a stored connection has come. */
export function wayOf(source: Asked, connection: ConnectionView | null): Way {
  const [first = 'byHand'] = waysOf(source);
  if (!connection) return first;
  const signsIn = fieldsOf(source.form, 'signIn').filter(({ way }) => way === 'signIn');
  const isStored = ({ name, secret }: FormField) =>
    secret ? connection.secrets.includes(name) : (connection.config[name] ?? '') !== '';
  if (signsIn.some((field) => !field.folded && isStored(field))) return 'signIn';
  return connection.secrets.length === 0 ? 'byHand' : first;
}

export const fieldsOf = (form: readonly FormField[], way: Way): readonly FormField[] =>
  form.filter((field) => field.way === undefined || field.way === way);

/** Whether something of the form is shown with what is entered so far. @param entry values by field name */
export function holds(
  form: readonly FormField[],
  when: FieldCondition | undefined,
  entry: Readonly<Record<string, unknown>>,
): boolean {
  if (!when) return true;
  const first = form.find(({ name }) => name === when.field)?.choices?.[0]?.value;
  return (entry[when.field] || first) === when.is;
}

/** Secrets of a way that was left are forgotten with it; what a sign-in brings goes over the old ones. */
export function secretsLeft(
  source: Asked,
  connection: ConnectionView | null,
  way: Way,
): ConnectionDraft['secrets'] {
  if (!connection || way === 'signIn' || way === wayOf(source, connection)) return {};
  const kept = fieldsOf(source.form, way).map(({ name }) => name);
  return Object.fromEntries(
    connection.secrets.filter((name) => !kept.includes(name)).map((name) => [name, '']),
  );
}
