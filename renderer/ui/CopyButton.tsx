// Copies a text through the shell and says so on the button for a moment.
import { Button } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { bridge } from '../bridge';

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  /** Said instead of the label once it is copied. */
  readonly done: string;
}

export function CopyButton({ text, label, done }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const { start } = useTimeout(() => setCopied(false), 1800);
  const copy = async () => {
    const outcome = await bridge.call('shell.copy', { text });
    if (!outcome.ok) return;
    setCopied(true);
    start();
  };
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
      onClick={() => void copy()}
      style={{ flex: 'none' }}
    >
      <span aria-live="polite">{copied ? done : label}</span>
    </Button>
  );
}
