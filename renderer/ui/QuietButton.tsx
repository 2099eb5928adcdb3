// A small button that stays in the background: for what is seldom needed, beside what is read.
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

/** One function for all, so that React calls it only when the button appears. */
export const focusIt = (button: HTMLButtonElement | null) => button?.focus();

interface QuietButtonProps {
  readonly children: ReactNode;
  readonly icon?: ReactNode;
  /** Given when the button opens and closes something. */
  readonly expanded?: boolean;
  /** The id of the heading that says what it is about, where its own word is only “Show”. */
  readonly describedBy?: string;
  /** Pulled to the left, so that its words align with the text above. */
  readonly aligned?: boolean;
  /** Takes the focus as it appears: for a button that comes back in the place of one that had it. */
  readonly takesFocus?: boolean;
  readonly onClick: () => void;
}

export function QuietButton(props: QuietButtonProps) {
  const { children, icon, expanded, describedBy, aligned, takesFocus, onClick } = props;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      c="dimmed"
      fw={500}
      leftSection={icon}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
      style={aligned ? { justifySelf: 'start', marginLeft: -8 } : {}}
      ref={takesFocus ? focusIt : null}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}
