// How do you want to connect: one of the ways a source offers, with what each means.
import { Input, SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Way } from './connect-way';

interface ConnectWaysProps {
  readonly ways: readonly Way[];
  readonly way: Way;
  readonly onChange: (way: Way) => void;
}

export function ConnectWays({ ways, way, onChange }: ConnectWaysProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <Input.Wrapper
      label={t('watching.way.label')}
      labelElement="div"
      labelProps={{ id }}
      description={t(`watching.way.${way}Help`)}
      descriptionProps={{ mt: 4 }}
      inputWrapperOrder={['label', 'input', 'description']}
    >
      <SegmentedControl
        fullWidth
        size="xs"
        withItemsBorders={false}
        aria-labelledby={id}
        value={way}
        data={ways.map((value) => ({ value, label: t(`watching.way.${value}`) }))}
        onChange={(value) => {
          const chosen = ways.find((one) => one === value);
          if (chosen) onChange(chosen);
        }}
      />
    </Input.Wrapper>
  );
}
