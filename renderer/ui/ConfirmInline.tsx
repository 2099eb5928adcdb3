// Asks once, in place: a quiet button that turns into the question, with the consequence in words.
import { Button, Group } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { focusIt, QuietButton } from './QuietButton';

interface ConfirmInlineProps {
  readonly label: string;
  readonly icon?: ReactNode;
  /** What will happen, in one sentence. */
  readonly question: string;
  readonly confirm: string;
  readonly cancel: string;
  readonly onConfirm: () => Promise<void>;
}

export function ConfirmInline(props: ConfirmInlineProps) {
  const { label, icon, question, confirm, cancel, onConfirm } = props;
  const [asking, setAsking] = useState(false);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const cancelIt = () => {
    setAsked(true);
    setAsking(false);
  };
  const act = async () => {
    setBusy(true);
    await onConfirm();
    setBusy(false);
    setAsking(false);
  };
  if (!asking) {
    return (
      <QuietButton icon={icon} takesFocus={asked} onClick={() => setAsking(true)}>
        {label}
      </QuietButton>
    );
  }
  return (
    <Group
      gap={8}
      role="alertdialog"
      aria-label={question}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation(); // it answers this question and leads nowhere else
        cancelIt();
      }}
    >
      <span style={{ flex: '1 1 200px', overflowWrap: 'anywhere' }}>{question}</span>
      <Button
        size="compact-sm"
        variant="light"
        color="red"
        loading={busy}
        onClick={() => void act()}
      >
        {confirm}
      </Button>
      <Button size="compact-sm" variant="default" disabled={busy} ref={focusIt} onClick={cancelIt}>
        {cancel}
      </Button>
    </Group>
  );
}
