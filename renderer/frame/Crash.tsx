// Catches what breaks while drawing: says so and offers to reload, instead of an empty window.
import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './frame.module.css';

interface CrashProps {
  readonly children: ReactNode;
}

/** A class, because React has no other way to catch: https://react.dev/reference/react/Component#catching-rendering-errors-with-an-error-boundary */
export class Crash extends Component<CrashProps, { readonly crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    return this.state.crashed ? <Crashed /> : this.props.children;
  }
}

function Crashed() {
  const { t } = useTranslation();
  return (
    <main className={styles.crashed} role="alert">
      <p>{t('frame.crashed')}</p>
      <Button onClick={() => location.reload()}>{t('frame.reload')}</Button>
    </main>
  );
}
