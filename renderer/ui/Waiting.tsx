// Holds the place of what is still being read: nothing for the first 300 ms, then a still skeleton.
import { Skeleton } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { useState } from 'react';

/** @param props.lines how many lines of the final layout to stand in for */
export function Waiting({ lines = 3 }: { readonly lines?: number }) {
  const [shown, setShown] = useState(false);
  useTimeout(() => setShown(true), 300, { autoInvoke: true });
  return (
    <div aria-busy="true" style={{ minHeight: lines * 28, padding: '4px 0' }}>
      {shown &&
        Array.from({ length: lines }, (_, line) => line).map((line) => (
          <Skeleton key={line} height={12} mb={16} width={`${88 - ((line * 17) % 40)}%`} />
        ))}
    </div>
  );
}
