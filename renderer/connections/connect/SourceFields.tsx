// Draws the fields a source asks for, in its own words, with each issue at its field.
import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FormField } from '#shared/source-info';
import { useWords } from '../../ui/language';
import { SecretField } from '../../ui/SecretField';
import type { Entry, FieldIssue } from './form-entry';
import { MadeSecret } from './MadeSecret';

interface SourceFieldsProps {
  readonly fields: readonly FormField[];
  readonly entry: Entry;
  readonly issues: Readonly<Record<string, FieldIssue>>;
  /** Names of the secrets that are stored. */
  readonly secretsSet: readonly string[];
  readonly onChange: (name: string, value: string | undefined) => void;
}

/** The sentence of an issue at a field. */
export function useFieldIssue(): (
  issue: FieldIssue | undefined,
  field?: FormField,
) => string | null {
  const { t } = useTranslation();
  const say = useWords();
  return (issue, field) => {
    if (issue === undefined) return null;
    // The schema's reason is for those who write config files.
    if (issue.kind === 'other' && field?.invalid) return say(field.invalid);
    if (issue.kind === 'other') return t('connections.form.issue.other', { reason: issue.reason });
    return t(`connections.form.issue.${issue.kind}`);
  };
}

export function SourceFields({ fields, entry, issues, secretsSet, onChange }: SourceFieldsProps) {
  const { t } = useTranslation();
  const say = useWords();
  const sayIssue = useFieldIssue();
  return fields.map((field) => {
    const issue = sayIssue(issues[field.name], field);
    const help = field.help ? say(field.help) : null;
    const label = field.required
      ? say(field.label)
      : t('connections.form.optional', { label: say(field.label) });
    if (field.secret) {
      return (
        <div key={field.name}>
          <SecretField
            label={label}
            help={help}
            placeholder={field.placeholder}
            required={field.required}
            issue={issue}
            isSet={secretsSet.includes(field.name)}
            value={entry[field.name]}
            onChange={(value) => onChange(field.name, value)}
          />
          {field.made && (
            <MadeSecret
              value={entry[field.name]}
              isSet={secretsSet.includes(field.name)}
              onMade={(value) => onChange(field.name, value)}
            />
          )}
        </div>
      );
    }
    if (field.kind === 'choice') {
      return (
        <Select
          key={field.name}
          label={label}
          description={help}
          error={issue}
          required={field.required}
          withAsterisk={false}
          allowDeselect={!field.required}
          data={(field.choices ?? []).map((choice) => ({
            value: choice.value,
            label: say(choice.label),
          }))}
          value={entry[field.name] ?? null}
          onChange={(value) => onChange(field.name, value ?? '')}
        />
      );
    }
    return (
      <TextInput
        key={field.name}
        label={label}
        description={help}
        error={issue}
        required={field.required}
        withAsterisk={false}
        placeholder={field.placeholder ?? ''}
        inputMode={field.kind === 'url' ? 'url' : 'text'}
        spellCheck={false}
        autoComplete="off"
        value={entry[field.name] ?? ''}
        onChange={(event) => onChange(field.name, event.currentTarget.value)}
      />
    );
  });
}
